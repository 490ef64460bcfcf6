import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useRouteError } from "@remix-run/react";
import { portalMessages } from "#app/i18n/portal.ts";
import { CodePage } from "#app/ui/portal/code-page.tsx";
import { PortalProblem } from "#app/ui/portal-problem.tsx";
import { publicAction, publicLoader } from "../guard.server.ts";
import { enterByCode, readCodePage } from "./enter.server.ts";
import { archiveEntrance } from "./entrances.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: portalMessages(data?.lang ?? "fi").service }];

export const loader = publicLoader("the customer is not known before the code", async ({ request }) =>
  readCodePage(archiveEntrance, request),
);

export const action = publicAction("the customer is not known before the code", (args) =>
  enterByCode(archiveEntrance, args),
);

export default function Code() {
  const { lang, sent } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  return (
    <CodePage
      language={lang}
      words={portalMessages(lang)}
      sent={sent}
      failure={result && "error" in result ? result : undefined}
    />
  );
}

export function ErrorBoundary() {
  return <PortalProblem error={useRouteError()} />;
}
