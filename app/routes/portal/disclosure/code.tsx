import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { disclosurePortalMessages } from "#app/i18n/disclosure-portal.ts";
import { portalMessages } from "#app/i18n/portal.ts";
import { CodePage } from "#app/ui/portal/code-page.tsx";
import { publicAction, publicLoader } from "../../guard.server.ts";
import { enterByCode, readCodePage } from "../enter.server.ts";
import { packageEntrance } from "../entrances.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: disclosurePortalMessages(data?.lang ?? "fi").service },
];

export const loader = publicLoader("the authority is not known before the code", async ({ request }) =>
  readCodePage(packageEntrance, request),
);

export const action = publicAction("the authority is not known before the code", (args) =>
  enterByCode(packageEntrance, args),
);

export default function DisclosureCode() {
  const { lang, sent } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const words = { ...portalMessages(lang), ...disclosurePortalMessages(lang) };
  return (
    <CodePage language={lang} words={words} sent={sent} failure={result && "error" in result ? result : undefined} />
  );
}
