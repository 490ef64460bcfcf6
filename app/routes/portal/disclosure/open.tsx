import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { disclosurePortalMessages } from "#app/i18n/disclosure-portal.ts";
import { OpenLinkPage } from "#app/ui/portal/open-link-page.tsx";
import { publicAction, publicLoader } from "../../guard.server.ts";
import { enterByLink, readOpenPage } from "../enter.server.ts";
import { packageEntrance } from "../entrances.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: disclosurePortalMessages(data?.lang ?? "fi").service },
];

export const loader = publicLoader("an authority comes with a link and has no account", async ({ request }) =>
  readOpenPage(request),
);

export const action = publicAction("an authority comes with a link and has no account", (args) =>
  enterByLink(packageEntrance, args),
);

export default function OpenDisclosureLink() {
  const { lang, said } = useLoaderData<typeof loader>();
  return <OpenLinkPage language={lang} said={said} service={disclosurePortalMessages(lang).service} />;
}
