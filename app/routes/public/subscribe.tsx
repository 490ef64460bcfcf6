import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { subscribe } from "#app/domain/subscriptions/subscribe.server.ts";
import { subscriptionMessages } from "#app/i18n/subscription.ts";
import { paths } from "#app/paths.ts";
import { evenTime } from "#app/platform/even-time.ts";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { TextField } from "#app/ui/field.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { ChoiceFields } from "#app/ui/public/choice-fields.tsx";
import { PublicFrame } from "#app/ui/public/public-frame.tsx";
import { publicAction, publicLoader } from "../guard.server.ts";
import { choiceOf } from "./choice-form.server.ts";
import { publicHandle, publicMeta } from "#app/ui/public/public-meta.ts";
import { publicLanguage, publicPage } from "./public-page.server.ts";

export const handle = publicHandle;

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const t = subscriptionMessages(data?.page.lang ?? "fi");
  return publicMeta(data?.page, { title: t.title, description: t.lead });
};

export const loader = publicLoader("anybody may ask to be written to", async (args) => {
  const params = new URL(args.request.url).searchParams;
  return {
    page: await publicPage(args, paths.subscribe()),
    topic: params.get("topic"),
    asked: params.get("said") === "asked",
  };
});

/** Whether the address is subscribed or not. */
const ANSWER_AFTER_MS = 400;

export const action = publicAction("anybody may ask to be written to", async ({ request, context }) => {
  const form = await request.formData();
  const asked = {
    email: String(form.get("email") ?? ""),
    ...choiceOf(form),
    clientIp: context.clientIp,
    secret: context.env.SECRET,
  };
  await evenTime(ANSWER_AFTER_MS, () => subscribe(context.ctx, asked));
  return redirect(paths.subscribe({ lang: publicLanguage(request), said: "asked" }));
});

export default function Subscribe() {
  const { page, topic, asked } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { lang } = page;
  const t = subscriptionMessages(lang);
  const failure = result && "error" in result ? result : null;
  const field = failure?.error.field?.split(".")[0];
  return (
    <PublicFrame language={lang} path={page.path} nav="subscribe" service={page.service} pinned={page.pinned}>
      <h1>{asked ? t.askedTitle : t.title}</h1>
      {asked ? (
        <Callout tone="good">{t.asked}</Callout>
      ) : (
        <>
          <p className="max-w-[70ch]">{t.lead}</p>
          {failure && failure.error.code !== "invalid" && (
            <Callout tone="bad">{failure.error.code === "limit" ? t.limit : t.unavailable}</Callout>
          )}
          <Panel>
            <Form method="post" className="flex flex-col items-start gap-4">
              <div className="w-full max-w-md">
                <TextField
                  name="email"
                  type="email"
                  label={t.email}
                  hint={t.emailHint}
                  autoComplete="email"
                  maxLength={254}
                  required
                  defaultValue={failure?.values.email}
                  error={field === "email" ? t.emailInvalid : undefined}
                />
              </div>
              <ChoiceFields
                language={lang}
                chosen={(one) => (failure ? one in failure.values : topic === null || topic === one)}
                inLanguage={failure?.values.language ?? lang}
                error={field === "topics"}
              />
              <Button look="primary">{t.ask}</Button>
            </Form>
          </Panel>
        </>
      )}
    </PublicFrame>
  );
}
