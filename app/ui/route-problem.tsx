import { isRouteErrorResponse } from "@remix-run/react";
import { paths } from "#app/paths.ts";
import { buttonClass } from "./button.tsx";
import { Problem } from "./page.tsx";

const titles: Record<number, string> = {
  401: "Sign in first",
  403: "Not allowed",
  404: "Nothing here",
  409: "Somebody was faster",
  429: "Too many tries",
  503: "Not available right now",
};

/** What a page says when its loader or action gave an answer of 4xx or 5xx, or broke. */
export function RouteProblem({ error }: { error: unknown }) {
  const toTheStart = (
    <a className={buttonClass()} href={paths.home()}>
      To the start
    </a>
  );
  if (!isRouteErrorResponse(error)) {
    return (
      <Problem
        title="Something failed on our side"
        message="Nothing you did was saved half-way. Try again; if it happens again, tell the platform team when it happened."
        action={toTheStart}
      />
    );
  }
  const { message, requestId } = (error.data ?? {}) as { message?: string; requestId?: string };
  return (
    <Problem
      title={titles[error.status] ?? "This did not work"}
      message={message ?? "There is no page at this address."}
      requestId={requestId}
      action={toTheStart}
    />
  );
}
