import type { LinksFunction, MetaFunction } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches, useRouteError } from "@remix-run/react";
import type { ReactNode } from "react";
import styles from "./styles/app.css?url";
import favicon from "./ui/favicon.svg?url";
import { useNonce } from "./ui/nonce.ts";
import { RouteProblem } from "./ui/route-problem.tsx";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: styles },
  { rel: "icon", href: favicon, type: "image/svg+xml" },
];

export const meta: MetaFunction = () => [{ title: "Huolto" }];

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  // The portal's and the public pages are in the reader's language; the console is in English.
  const matches = useMatches();
  const language = matches
    .map(({ data }) => data as { lang?: string; page?: { lang?: string } } | undefined)
    .map((data) => data?.lang ?? data?.page?.lang)
    .find(Boolean);
  const indexed = matches.some(({ handle }) => (handle as { indexed?: boolean } | undefined)?.indexed);
  return (
    <html lang={language ?? "en"}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {!indexed && <meta name="robots" content="noindex" />}
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return (
    <main>
      <RouteProblem error={useRouteError()} />
    </main>
  );
}
