import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, useLoaderData, useSubmit } from "@remix-run/react";
import { useEffect } from "react";
import { openDisclosureLink } from "#app/domain/disclosures/portal/open-link.server.ts";
import { disclosurePortalMessages } from "#app/i18n/disclosure-portal.ts";
import { pickLanguage, portalMessages } from "#app/i18n/portal.ts";
import { paths } from "#app/paths.ts";
import { evenTime } from "#app/platform/even-time.ts";
import { DISCLOSURE_PRESESSION_COOKIE, setCookie } from "#app/platform/session.server.ts";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { PortalFrame } from "#app/ui/portal-frame.tsx";
import { publicAction, publicLoader } from "../../guard.server.ts";
import { chosenLanguage } from "../portal-guard.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: disclosurePortalMessages(data?.lang ?? "fi").service },
];

export const loader = publicLoader("an authority comes with a link and has no account", async ({ request }) => {
  const said = new URL(request.url).searchParams.get("said");
  return {
    lang: pickLanguage(chosenLanguage(request) ?? null, request.headers.get("accept-language")),
    said: said === "reopen" || said === "signedOut" ? said : null,
  } as const;
});

/** Whether the link is good or not. */
const ANSWER_AFTER_MS = 150;

export const action = publicAction(
  "an authority comes with a link and has no account",
  async ({ request, context }) => {
    const form = await request.formData();
    // The whole link or its token: people paste either.
    const token = /([\w-]{43})\s*$/.exec(String(form.get("link") ?? "").trim())?.[1] ?? "";
    const { presession, maxAgeSeconds } = await evenTime(ANSWER_AFTER_MS, () =>
      openDisclosureLink(context.ctx, { token, clientIp: context.clientIp, secret: context.env.SECRET }),
    );
    return redirect(paths.portalDisclosureCode({ lang: chosenLanguage(request) }), {
      headers: { "Set-Cookie": setCookie(DISCLOSURE_PRESESSION_COOKIE, presession, { maxAgeSeconds }) },
    });
  },
);

export default function OpenDisclosureLink() {
  const { lang, said } = useLoaderData<typeof loader>();
  const t = portalMessages(lang);
  const submit = useSubmit();
  useEffect(() => {
    const token = window.location.hash.slice(1);
    if (token === "") return;
    // Out of the address at once: it must not be read over a shoulder or stay in the history.
    window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
    submit({ link: token }, { method: "post", replace: true });
  }, [submit]);
  return (
    <PortalFrame language={lang} service={disclosurePortalMessages(lang).service}>
      {said && <Callout tone={said === "reopen" ? "warn" : "info"}>{t[said]}</Callout>}
      <h1>{t.openTitle}</h1>
      <Panel>
        <Form method="post" className="flex flex-col items-start gap-4">
          <p>{t.openLead}</p>
          <div className="w-full">
            <TextField name="link" label={t.linkLabel} autoComplete="off" spellCheck={false} required />
          </div>
          <Button look="primary">{t.open}</Button>
        </Form>
      </Panel>
    </PortalFrame>
  );
}
