import { Form, useSubmit } from "@remix-run/react";
import { useEffect } from "react";
import { type PortalLanguage, portalMessages } from "#app/i18n/portal.ts";
import { Button } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { TextField } from "../field.tsx";
import { Panel } from "../panel.tsx";
import { PortalFrame } from "../portal-frame.tsx";

/** Takes the link out of its own address, or what is pasted, and sends it on. */
export function OpenLinkPage({
  language,
  service,
  said,
}: {
  language: PortalLanguage;
  service: string;
  said: "reopen" | "signedOut" | null;
}) {
  const t = portalMessages(language);
  const submit = useSubmit();
  useEffect(() => {
    const token = window.location.hash.slice(1);
    if (token === "") return;
    // Out of the address at once: it must not be read over a shoulder or stay in the history.
    window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
    submit({ link: token }, { method: "post", replace: true });
  }, [submit]);
  return (
    <PortalFrame language={language} service={service}>
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
