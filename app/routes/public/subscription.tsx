import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { changeOwnSubscription } from "#app/domain/subscriptions/change-own-subscription.server.ts";
import { leaveSubscription } from "#app/domain/subscriptions/leave-subscription.server.ts";
import { readOwnSubscription } from "#app/domain/subscriptions/read-own-subscription.server.ts";
import { subscriptionMessages } from "#app/i18n/subscription.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { ChoiceFields } from "#app/ui/public/choice-fields.tsx";
import { PublicFrame } from "#app/ui/public/public-frame.tsx";
import { publicAction, publicLoader } from "../guard.server.ts";
import { choiceOf } from "./choice-form.server.ts";
import { publicLanguage, publicPage } from "./public-page.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: subscriptionMessages(data?.page.lang ?? "fi").ownTitle },
];

const tokenOf = (request: Request) => new URL(request.url).searchParams.get("token")?.slice(0, 100) ?? "";

export const loader = publicLoader("the token in every mail is the permission", async (args) => {
  const params = new URL(args.request.url).searchParams;
  const token = tokenOf(args.request);
  const said = params.get("said");
  const leaving = params.get("leave") === "1";
  return {
    token,
    page: await publicPage(args, paths.subscription(token, leaving ? { leave: "1" } : {})),
    own: await readOwnSubscription(args.context.ctx, { token }),
    said: said === "confirmed" || said === "saved" || said === "left" ? said : null,
    leaving,
  } as const;
});

export const action = publicAction("the token in every mail is the permission", async ({ request, context }) => {
  const form = await request.formData();
  const token = tokenOf(request);
  const lang = publicLanguage(request);
  if (form.get("intent") === "leave") {
    await leaveSubscription(context.ctx, { token });
    return redirect(paths.subscription(token, { lang, said: "left" }));
  }
  const changed = await changeOwnSubscription(context.ctx, { token, ...choiceOf(form) });
  return redirect(paths.subscription(token, { lang, said: changed ? "saved" : undefined }));
});

export default function OwnSubscription() {
  const { page, own, said, leaving, token } = useLoaderData<typeof loader>();
  const failure = useActionData<typeof action>();
  const { lang } = page;
  const t = subscriptionMessages(lang);
  const title = own ? (leaving ? t.leaveTitle : t.ownTitle) : said === "left" ? t.leaveTitle : t.goneTitle;
  return (
    <PublicFrame language={lang} path={page.path} nav="subscribe" service={page.service} pinned={page.pinned}>
      <h1>{title}</h1>
      {!own && (
        <>
          {said === "left" ? <Callout tone="good">{t.left}</Callout> : <p>{t.gone}</p>}
          <p>
            <Link className="text-accent underline" to={paths.subscribe({ lang })}>
              {t.subscribeAgain}
            </Link>
          </p>
        </>
      )}
      {own && (said === "confirmed" || said === "saved") && <Callout tone="good">{t[said]}</Callout>}
      {own && <p>{t.ownOf(own.address)}</p>}
      {own && !leaving && (
        <Panel>
          <Form method="post" className="flex flex-col items-start gap-4">
            <ChoiceFields
              language={lang}
              chosen={(topic) => own.topics.includes(topic)}
              inLanguage={own.language}
              error={failure !== undefined && "error" in failure}
            />
            <Button look="primary" name="intent" value="save">
              {t.save}
            </Button>
          </Form>
        </Panel>
      )}
      {own && (
        <Panel title={leaving ? undefined : t.leaveTitle}>
          <Form method="post" className="flex flex-col items-start gap-3">
            <p>{t.leaveLead}</p>
            <Button look={leaving ? "primary" : "secondary"} name="intent" value="leave">
              {t.leave}
            </Button>
            {leaving && (
              <Link className="text-accent underline" to={paths.subscription(token, { lang })}>
                {t.keep}
              </Link>
            )}
          </Form>
        </Panel>
      )}
    </PublicFrame>
  );
}
