import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { portalMessages } from "#app/i18n/portal.ts";
import { OpenLinkPage } from "#app/ui/portal/open-link-page.tsx";
import { publicAction, publicLoader } from "../guard.server.ts";
import { enterByLink, readOpenPage } from "./enter.server.ts";
import { archiveEntrance } from "./entrances.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: portalMessages(data?.lang ?? "fi").service }];

export const loader = publicLoader("a customer comes with a link and has no account", async ({ request }) =>
  readOpenPage(request),
);

export const action = publicAction("a customer comes with a link and has no account", (args) =>
  enterByLink(archiveEntrance, args),
);

export default function OpenLink() {
  const { lang, said } = useLoaderData<typeof loader>();
  return <OpenLinkPage language={lang} said={said} service={portalMessages(lang).service} />;
}
