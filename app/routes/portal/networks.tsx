import type { MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useEffect, useState } from "react";
import { confirmRestriction } from "#app/domain/ip-restrictions/confirm-restriction.server.ts";
import { addressText, clientAddress } from "#app/domain/ip-restrictions/address-rules.ts";
import { ipConfirmMessages } from "#app/i18n/ip-confirm.ts";
import { pickLanguage } from "#app/i18n/portal.ts";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { PortalFrame } from "#app/ui/portal-frame.tsx";
import { publicAction, publicLoader } from "../guard.server.ts";
import { chosenLanguage } from "./portal-guard.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: ipConfirmMessages(data?.lang ?? "fi").title }];

export const loader = publicLoader("whoever holds the mailed link confirms", async ({ request, context }) => {
  const address = clientAddress(context.clientIp);
  return {
    lang: pickLanguage(chosenLanguage(request) ?? null, request.headers.get("accept-language")),
    address: address && addressText(address),
  };
});

/** Of the whole link or the token alone: people paste either. */
const tokenOf = (link: string): string | undefined => /([\w-]{43})\s*$/.exec(link)?.[1];

export const action = publicAction("whoever holds the mailed link confirms", async ({ request, context }) => {
  const form = await request.formData();
  const token = tokenOf(String(form.get("link") ?? ""));
  if (!token) return { outcome: "over" as const };
  return await confirmRestriction(context.ctx, { token, address: context.clientIp });
});

const tones = { confirmed: "good", not_listed: "warn", over: "bad" } as const;

/** A button, and no more than that: programs that look through people's mail open links and run their pages. */
export default function ConfirmNetworks() {
  const { lang, address } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = ipConfirmMessages(lang);
  const words = { confirmed: t.confirmed, not_listed: t.notListed, over: t.over };
  const [link, setLink] = useState("");
  useEffect(() => {
    const take = () => {
      const token = window.location.hash.slice(1);
      if (token === "") return;
      // Out of the address at once: it must not be read over a shoulder or stay in the history.
      window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
      setLink(token);
    };
    take();
    // The link of the language that the page has already, or another mail's, loads no new page.
    window.addEventListener("hashchange", take);
    return () => window.removeEventListener("hashchange", take);
  }, []);
  const outcome = result && "outcome" in result ? result.outcome : null;
  return (
    <PortalFrame language={lang} service={t.service} fragment={tokenOf(link)}>
      <h1>{t.title}</h1>
      {outcome && <Callout tone={tones[outcome]}>{words[outcome]}</Callout>}
      {result && "error" in result && <Callout tone="bad">{t.limit}</Callout>}
      {outcome !== "confirmed" && (
        <Panel>
          <Form method="post" className="flex flex-col items-start gap-4">
            <p>{t.lead}</p>
            <p>
              {address ? (
                <>
                  {t.address} <code className="break-all">{address}</code>.
                </>
              ) : (
                t.unknownAddress
              )}
            </p>
            <div className="w-full">
              <TextField
                name="link"
                label={t.link}
                hint={t.linkHint}
                autoComplete="off"
                spellCheck={false}
                required
                value={link}
                onChange={(event) => setLink(event.target.value)}
              />
            </div>
            <Button look="primary">{t.confirm}</Button>
          </Form>
        </Panel>
      )}
    </PortalFrame>
  );
}
