import type { MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { DomainError } from "#app/domain/errors.ts";
import { addWebhook } from "#app/domain/webhooks/add-webhook.server.ts";
import { listWebhooks } from "#app/domain/webhooks/list-webhooks.server.ts";
import { pauseWebhook } from "#app/domain/webhooks/pause-webhook.server.ts";
import { readDeliveries } from "#app/domain/webhooks/read-deliveries.server.ts";
import { redeliver } from "#app/domain/webhooks/redeliver.server.ts";
import { removeWebhook } from "#app/domain/webhooks/remove-webhook.server.ts";
import { resumeWebhook } from "#app/domain/webhooks/resume-webhook.server.ts";
import type { WebhookRow } from "#app/domain/webhooks/webhook-view.ts";
import { paths } from "#app/paths.ts";
import { buttonClass } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { DeliveryTable } from "#app/ui/cases/delivery-table.tsx";
import { WebhookForm } from "#app/ui/cases/webhook-form.tsx";
import { WebhookHelp } from "#app/ui/cases/webhook-help.tsx";
import { WebhookSecret } from "#app/ui/cases/webhook-secret.tsx";
import { WebhookTable } from "#app/ui/cases/webhook-table.tsx";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { revalidateAfterConflict } from "#app/ui/revalidate-after-conflict.ts";
import { useFocusOnFailure } from "#app/ui/use-focus-on-failure.ts";
import { useFocusOnResult } from "#app/ui/use-focus-on-result.ts";
import { staffAction, staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Webhooks · Huolto" }];

export const shouldRevalidate = revalidateAfterConflict;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const loader = staffLoader("webhooks.manage", async ({ ctx, request }) => {
  const params = new URL(request.url).searchParams;
  const { webhooks, now } = await listWebhooks(ctx);
  const shown = webhooks.find(({ id }) => id === params.get("log"));
  const before = params.get("before");
  const log = shown
    ? await readDeliveries(ctx, { id: shown.id, before: before && uuid.test(before) ? before : undefined })
    : null;
  return { webhooks, now, log, before, mayKeys: ctx.actor.permissions.has("api_keys.manage") };
});

const said = {
  pause: "Paused: what changes waits.",
  resume: "Resumed: what waited goes out now.",
  remove: "Removed: nothing goes there any more.",
  redeliver: "It is sent again in a moment.",
};

export const action = staffAction("webhooks.manage", async ({ ctx, request }) => {
  const form = await request.formData();
  const given = (name: string) => String(form.get(name) ?? "").trim();
  const id = given("id");
  const intent = given("intent");
  switch (intent) {
    case "add": {
      const { secret } = await addWebhook(ctx, { name: given("name"), url: given("url") });
      return { secret, said: null };
    }
    case "pause":
      await pauseWebhook(ctx, { id });
      return { secret: null, said: said[intent] };
    case "resume":
      await resumeWebhook(ctx, { id });
      return { secret: null, said: said[intent] };
    case "remove":
      await removeWebhook(ctx, { id });
      return { secret: null, said: said[intent] };
    case "redeliver":
      await redeliver(ctx, { deliveryId: id });
      return { secret: null, said: said[intent] };
    default:
      throw new DomainError("invalid", "This page has no such button. Load it again.");
  }
});

export default function Webhooks() {
  const { webhooks, now, log, before, mayKeys } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const failure = result && "error" in result ? result : undefined;
  const done = result && "said" in result ? result : undefined;
  useFocusOnFailure(failure);
  useFocusOnResult(done);
  return (
    <>
      <PageHeader
        above={<Link to={paths.cases()}>Cases</Link>}
        title="Webhooks"
        lead={sentenceOf(webhooks)}
        actions={
          mayKeys && (
            <Link className={buttonClass()} to={paths.apiKeys()}>
              Keys for programs
            </Link>
          )
        }
      />
      <div className="flex flex-col gap-5">
        {failure && failure.error.field === undefined && (
          <div id="failure" tabIndex={-1}>
            <Callout tone="bad" title="Nothing was changed">
              {failure.error.message}
            </Callout>
          </div>
        )}
        {done?.secret && <WebhookSecret secret={done.secret} />}
        {done?.said && (
          <div id="result" tabIndex={-1}>
            <Callout tone="good">{done.said}</Callout>
          </div>
        )}
        <Panel title="Who is told" flush>
          {webhooks.length > 0 ? (
            <WebhookTable webhooks={webhooks} now={now} />
          ) : (
            <EmptyState title="Nobody is told of changes yet">
              Add the ticket system, and each reply and each change of a case reaches it by itself.
            </EmptyState>
          )}
        </Panel>
        <Panel title="Add a webhook">
          {/* Another key once one is added: the fields are empty again. */}
          <WebhookForm key={webhooks.length} failure={failure} />
        </Panel>
        {log && (
          <section id="log" aria-label={`Deliveries to ${log.webhook.name}`} className="flex flex-col gap-3">
            <Panel title={`Deliveries to ${log.webhook.name}`} flush>
              {log.deliveries.length > 0 ? (
                <DeliveryTable deliveries={log.deliveries} now={log.now} />
              ) : (
                <EmptyState title={before ? "There is nothing older" : "Nothing has been sent yet"}>
                  The next change to a case shows here.
                </EmptyState>
              )}
            </Panel>
            <LogPages id={log.webhook.id} before={before} older={log.before} />
          </section>
        )}
        <Panel title="How the other side knows that it is us">
          <WebhookHelp />
        </Panel>
      </div>
    </>
  );
}

function LogPages({ id, before, older }: { id: string; before: string | null; older: string | null }) {
  if (!before && older === null) return null;
  const at = (page: { before?: string }) => `${paths.webhooks({ log: id, ...page })}#log`;
  return (
    <nav aria-label="Pages" className="flex gap-2">
      {before && (
        <Link className={buttonClass()} to={at({})}>
          Newest
        </Link>
      )}
      {older !== null && (
        <Link className={buttonClass()} to={at({ before: older })}>
          Older
        </Link>
      )}
    </nav>
  );
}

function sentenceOf(webhooks: readonly WebhookRow[]): string {
  if (webhooks.length === 0) return "No other system is told of changes to cases.";
  const all = (of: (row: WebhookRow) => number) => webhooks.reduce((sum, row) => sum + of(row), 0);
  const givenUp = all(({ counts }) => counts.givenUp);
  const paused = webhooks.filter(({ pausedAt }) => pausedAt !== null).length;
  const told = `${webhooks.length === 1 ? "1 system is" : `${webhooks.length} systems are`} told of changes to cases`;
  const but = [
    ...(paused > 0 ? [`${paused} of them paused`] : []),
    ...(givenUp > 0 ? [`${givenUp === 1 ? "1 message was" : `${givenUp} messages were`} given up`] : []),
  ];
  return but.length > 0 ? `${told}; ${but.join(", ")}.` : `${told}, and nothing was given up.`;
}
