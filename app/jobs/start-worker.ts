import { randomUUID } from "node:crypto";
import type { Job } from "pg-boss";
import type { Logger } from "pino";
import type { DbHandle } from "#db/client.ts";
import type { ServiceCtx } from "../domain/context.ts";
import type { Clock } from "../platform/clock.ts";
import type { Gateways } from "../platform/messages/open-gateways.server.ts";
import { openQueue } from "../platform/queue.server.ts";
import type { ExportDeps } from "./export/perform-run.ts";
import { disclosureRunJob } from "./disclosure-run.ts";
import { exportRunJob } from "./export-run.ts";
import { startCollectors } from "./collect.ts";
import { collectors } from "./collectors.ts";
import type { Payload } from "./queues.ts";
import { reconcile } from "./reconcile.ts";
import { sendMailingJob } from "./send-mailing.ts";
import { reconcileMarksJob } from "./reconcile-marks.ts";
import { sendMessageJob } from "./send-message.ts";

/** With the lease's 45 s: a killed worker's run goes on within a minute. */
const RECONCILE_EVERY_MS = 15_000;
/** Sending waits for others' servers, so several at a time. */
const MESSAGES_AT_ONCE = 4;
/** A release must not wait behind a window whose Grafana is slow. */
const MARKS_AT_ONCE = 2;

export type WorkerDeps = {
  handle: DbHandle;
  databaseUrl: string;
  clock: Clock;
  log: Logger;
  exports: ExportDeps;
  gateways: Gateways;
  service: Pick<ServiceCtx, "profile" | "grafana" | "measurements" | "origins" | "webhookReach">;
};

/**
 * The queue keeps what a job threw, whole, in the job's row for weeks: a query's parameters, a mailer's addresses. It is
 * given the error's name and nothing else; the log has the rest.
 */
async function speechless(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const failure = new Error(error instanceof Error ? error.name : "unknown");
    failure.stack = undefined;
    throw failure;
  }
}

/**
 * Starts the jobs. A process may start one.
 * @returns `stop`: no new jobs; a run under way goes back to the queue, a message is finished; within half a minute
 */
export async function startWorker(deps: WorkerDeps): Promise<{ stop: () => Promise<void> }> {
  const { handle, clock, log } = deps;
  const stopping = new AbortController();
  const context = (job: string): ServiceCtx => ({
    actor: { kind: "job", id: job },
    db: handle.db,
    clock,
    requestId: randomUUID(),
    log,
    ...deps.service,
  });
  const queue = await openQueue(deps.databaseUrl, { onError: (error) => log.error({ err: error }, "queue") });
  await queue.work(
    "export-run",
    { localConcurrency: deps.exports.slotUrls.length, notifyPollingIntervalSeconds: 10 },
    ([job]: Job<Payload<"export-run">>[]) =>
      speechless(() => exportRunJob(context("export-run"), deps.exports, job!, stopping.signal)),
  );
  await queue.work("disclosure-run", { notifyPollingIntervalSeconds: 10 }, ([job]: Job<Payload<"disclosure-run">>[]) =>
    speechless(() =>
      disclosureRunJob(
        context("disclosure-run"),
        { ...deps.exports, databaseUrl: deps.databaseUrl },
        job!,
        stopping.signal,
      ),
    ),
  );
  await queue.work(
    "send-message",
    { localConcurrency: MESSAGES_AT_ONCE, notifyPollingIntervalSeconds: 10 },
    ([job]: Job<Payload<"send-message">>[]) =>
      speechless(async () => {
        try {
          await sendMessageJob(context("send-message"), deps.gateways, job!);
        } catch (error) {
          log.warn({ err: error, messageId: job!.data.messageId }, "the message was not sent");
          throw error;
        }
      }),
  );
  // One at a time: the gateway's rate is that of a mailing.
  await queue.work("send-mailing", { notifyPollingIntervalSeconds: 10 }, ([job]: Job<Payload<"send-mailing">>[]) =>
    speechless(async () => {
      try {
        await sendMailingJob(context("send-mailing"), deps.gateways.mail, job!, stopping.signal);
      } catch (error) {
        log.warn({ err: error, mailingId: job!.data.mailingId }, "the mailing stopped on the way");
        throw error;
      }
    }),
  );

  await queue.work(
    "reconcile-marks",
    { localConcurrency: MARKS_AT_ONCE, notifyPollingIntervalSeconds: 10 },
    ([job]: Job<Payload<"reconcile-marks">>[]) =>
      speechless(async () => {
        try {
          await reconcileMarksJob(context("reconcile-marks"), job!, stopping.signal);
        } catch (error) {
          log.error({ err: error, ownerId: job!.data.ownerId }, "the marks in Grafana were not looked after");
          throw error;
        }
      }),
  );

  let reconciling: Promise<void> | undefined;
  const tidy = () => {
    reconciling ??= reconcile(context("reconcile"), deps.exports)
      .catch((error) => log.error({ err: error }, "reconcile"))
      .finally(() => {
        reconciling = undefined;
      });
  };
  tidy();
  const timer = setInterval(tidy, RECONCILE_EVERY_MS);
  const collecting = startCollectors(context, collectors);
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort(new Error("the worker is stopping"));
      await queue.stop({ graceful: true, timeout: 20_000 });
      await reconciling;
      await collecting.stop();
    },
  };
}
