import type { LinksFunction, MetaFunction } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteError,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { paths } from "./paths.ts";
import styles from "./styles/app.css?url";
import favicon from "./ui/favicon.svg?url";
import { buttonClass } from "./ui/button.tsx";
import { useNonce } from "./ui/nonce.ts";
import { Problem } from "./ui/page.tsx";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: styles },
  { rel: "icon", href: favicon, type: "image/svg+xml" },
];

export const meta: MetaFunction = () => [{ title: "Huolto" }];

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  // The portal's pages are in the customer's language; the console is in English.
  const language = useMatches()
    .map((match) => (match.data as { lang?: string } | undefined)?.lang)
    .find(Boolean);
  return (
    <html lang={language ?? "en"}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
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

const titles: Record<number, string> = {
  401: "Sign in first",
  403: "Not allowed",
  404: "Nothing here",
  409: "Somebody was faster",
  429: "Too many tries",
  503: "Not available right now",
};

export function ErrorBoundary() {
  const error = useRouteError();
  if (!isRouteErrorResponse(error)) {
    return (
      <main>
        <Problem
          title="Something failed on our side"
          message="Nothing you did was saved half-way. Try again; if it happens again, tell the platform team when it happened."
          action={
            <a className={buttonClass()} href={paths.home()}>
              To the start
            </a>
          }
        />
      </main>
    );
  }
  const { message, requestId } = (error.data ?? {}) as { message?: string; requestId?: string };
  return (
    <main>
      <Problem
        title={titles[error.status] ?? "This did not work"}
        message={message ?? "There is no page at this address."}
        requestId={requestId}
        action={
          <a className={buttonClass()} href={paths.home()}>
            To the start
          </a>
        }
      />
    </main>
  );
}
