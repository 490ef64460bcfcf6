import { Form } from "@remix-run/react";
import type { PortalLanguage, portalMessages } from "#app/i18n/portal.ts";
import { Button } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { TextField } from "../field.tsx";
import { Panel } from "../panel.tsx";
import { PortalFrame } from "../portal-frame.tsx";
import { useFocusOnFailure } from "../use-focus-on-failure.ts";

/**
 * Asks for a code by SMS and takes it.
 * @param props.words the portal's words, with those of what is fetched in their place
 * @param props.failure what the action refused
 */
export function CodePage({
  language,
  words: t,
  sent,
  failure,
}: {
  language: PortalLanguage;
  words: ReturnType<typeof portalMessages>;
  sent: boolean;
  failure: { error: { code: string } } | undefined;
}) {
  const error = failure?.error.code;
  useFocusOnFailure(failure);
  return (
    <PortalFrame language={language} service={t.service}>
      <h1>{t.codeTitle}</h1>
      {(error === "limit" || error === "unavailable") && <Callout tone="bad">{t[error]}</Callout>}
      {sent && error === undefined && <Callout tone="good">{t.sent}</Callout>}
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
