import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from "react-router-dom/server";

/** What the server sends for a part of a page that has forms: below a page's heading, inside a router that takes them. */
export function inPage(element: ReactElement, at = "/"): string {
  const page = (
    <>
      <h1>Page</h1>
      {element}
    </>
  );
  const { dataRoutes } = createStaticHandler([{ id: "page", path: "*", element: page }]);
  const route = dataRoutes[0]!;
  const context = {
    basename: "/",
    location: { pathname: at, search: "", hash: "", state: null, key: "default" },
    matches: [{ params: {}, pathname: at, pathnameBase: at, route }],
    loaderData: {},
    actionData: null,
    errors: null,
    statusCode: 200,
    loaderHeaders: {},
    actionHeaders: {},
    activeDeferreds: null,
  };
  return renderToStaticMarkup(
    <StaticRouterProvider router={createStaticRouter(dataRoutes, context)} context={context} hydrate={false} />,
  );
}
