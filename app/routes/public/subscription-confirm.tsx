import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useEffect, useState } from "react";
import { confirmSubscription } from "#app/domain/subscriptions/confirm-subscription.server.ts";
import { subscriptionMessages } from "#app/i18n/subscription.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { PublicFrame } from "#app/ui/public/public-frame.tsx";
import { publicAction, publicLoader } from "../guard.server.ts";
import { publicLanguage, publicPage } from "./public-page.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: subscriptionMessages(data?.page.lang ?? "fi").confirmTitle },
];

export const loader = publicLoader("whoever holds the link owns the address", async (args) => ({
  page: await publicPage(args, "/public/subscription/confirm"),
}));

export const action = publicAction("whoever holds the link owns the address", async ({ request, context }) => {
  const form = await request.formData();
  // The whole link or its token: people paste either.
  const token = /([\w-]{43})\s*$/.exec(String(form.get("link") ?? ""))?.[1];
  const confirmed = token ? await confirmSubscription(context.ctx, { token, clientIp: context.clientIp }) : null;
  if (!confirmed) return { ok: false as const, error: { code: "over" as const } };
  return redirect(paths.subscription(confirmed.token, { lang: publicLanguage(request), said: "confirmed" }));
});

/** A button, and no more than that: programs that look through people's mail open links and run their pages. */
export default function ConfirmSubscription() {
  const { page } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { lang } = page;
  const t = subscriptionMessages(lang);
  const [link, setLink] = useState("");
  useEffect(() => {
    const token = window.location.hash.slice(1);
    if (token === "") return;
    // Out of the address at once: it must not be read over a shoulder or stay in the history.
    window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
    setLink(token);
  }, []);
  const error = result && "error" in result ? result.error.code : undefined;
  return (
    <PublicFrame language={lang} path={page.path} nav="subscribe" service={page.service} pinned={page.pinned}>
      <h1>{t.confirmTitle}</h1>
      {error && (
        <Callout tone="bad">
          {error === "over" ? t.confirmOver : t.limit} <Link to={paths.subscribe({ lang })}>{t.subscribeAgain}</Link>
        </Callout>
      )}
      <Panel>
        <Form method="post" className="flex flex-col items-start gap-4">
          <p>{t.confirmLead}</p>
          <div className="w-full">
            <TextField
              name="link"
              label={t.confirmLink}
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
    </PublicFrame>
  );
}
