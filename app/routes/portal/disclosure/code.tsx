import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { checkDisclosureCode } from "#app/domain/disclosures/portal/check-code.server.ts";
import { sendDisclosureCode } from "#app/domain/disclosures/portal/send-code.server.ts";
import { disclosurePortalMessages } from "#app/i18n/disclosure-portal.ts";
import { pickLanguage, portalMessages } from "#app/i18n/portal.ts";
import { paths } from "#app/paths.ts";
import { evenTime } from "#app/platform/even-time.ts";
import {
  clearCookie,
  DISCLOSURE_COOKIE,
  DISCLOSURE_PRESESSION_COOKIE,
  readCookie,
  setCookie,
} from "#app/platform/session.server.ts";
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

export const loader = publicLoader("the authority is not known before the code", async ({ request }) => {
  if (!readCookie(request.headers.get("cookie"), DISCLOSURE_PRESESSION_COOKIE))
    throw redirect(paths.portalDisclosure({ lang: chosenLanguage(request), said: "reopen" }));
  return {
    lang: pickLanguage(chosenLanguage(request) ?? null, request.headers.get("accept-language")),
    sent: new URL(request.url).searchParams.get("said") === "sent",
  };
});

/** Whether the link, or the code, is good or not. */
const ANSWER_AFTER_MS = 400;

export const action = publicAction("the authority is not known before the code", async ({ request, context }) => {
  const form = await request.formData();
  const lang = chosenLanguage(request);
  const presession = readCookie(request.headers.get("cookie"), DISCLOSURE_PRESESSION_COOKIE);
  const { SECRET: secret, PORTAL_ORIGIN: portalOrigin } = context.env;
  const common = { presession, clientIp: context.clientIp, secret };
  const reopen = () => redirect(paths.portalDisclosure({ lang, said: "reopen" }));
  if (form.get("intent") === "send") {
    const outcome = await evenTime(ANSWER_AFTER_MS, () => sendDisclosureCode(context.ctx, { ...common, portalOrigin }));
    return outcome === "reopen" ? reopen() : redirect(paths.portalDisclosureCode({ lang, said: "sent" }));
  }
  const code = String(form.get("code") ?? "");
  const checked = await evenTime(ANSWER_AFTER_MS, () => checkDisclosureCode(context.ctx, { ...common, code }));
  if (checked.ok) {
    const headers = new Headers();
    headers.append("Set-Cookie", setCookie(DISCLOSURE_COOKIE, checked.sessionToken));
    headers.append("Set-Cookie", clearCookie(DISCLOSURE_PRESESSION_COOKIE));
    return redirect(paths.portalDisclosurePackage({ lang }), { headers });
  }
  return checked.reason === "reopen" ? reopen() : { ok: false as const, error: { code: "wrong" as const } };
});

export default function DisclosureCode() {
  const { lang, sent } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = { ...portalMessages(lang), ...disclosurePortalMessages(lang) };
  const error = result && "error" in result ? result.error.code : undefined;
  return (
    <PortalFrame language={lang} service={t.service}>
      <h1>{t.codeTitle}</h1>
      {(error === "limit" || error === "unavailable") && <Callout tone="bad">{t[error]}</Callout>}
      {sent && error !== "limit" && error !== "unavailable" && <Callout tone="good">{t.sent}</Callout>}
      <Panel>
        <div className="flex flex-col gap-5">
          {sent && (
            <Form method="post" className="flex flex-col items-start gap-4">
              <div className="w-full max-w-60">
                {/* Never type=number: it would drop leading zeros (WCAG 3.3.8 lets it be pasted or filled in). */}
                <TextField
                  name="code"
                  label={t.codeLabel}
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  pattern="[0-9 \-]*"
                  maxLength={12}
                  required
                  autoFocus
                  error={error === "wrong" ? t.wrong : undefined}
                />
              </div>
              <Button look="primary" name="intent" value="check">
                {t.continue}
              </Button>
            </Form>
          )}
          <Form method="post" className={`flex flex-col items-start gap-3 ${sent ? "border-t border-line pt-4" : ""}`}>
            <p>{sent ? t.noCode : t.codeLead}</p>
            <Button look={sent ? "secondary" : "primary"} name="intent" value="send">
              {sent ? t.sendAgain : t.send}
            </Button>
          </Form>
        </div>
      </Panel>
    </PortalFrame>
  );
}
