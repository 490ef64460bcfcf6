import { sql } from "drizzle-orm";
import { type ConstructorOptions, fromDrizzle, PgBoss } from "pg-boss";
import type { DbOrTx } from "#db/client.ts";
import { type Payload, type QueueName, queues } from "../jobs/queues.ts";

/** What every instance has in common: no work that needs to own the tables (the application's roles do not), no telemetry. */
const common = {
  schema: "pgboss",
  schedule: false,
  reindex: false,
  monitorVacuum: false,
  openTelemetry: { enabled: false },
} satisfies ConstructorOptions;

const WORKER = "worker";

/**
 * Creates or updates the queue's schema and the queues themselves. Run before `provisionRoles`, which grants it.
 * @param ownerUrl a role that owns the database
 */
export async function migrateQueue(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    ...common,
    connectionString: ownerUrl,
    max: 2,
    supervise: false,
    registerInstance: false,
    // Index builds of a later version of the schema run here, not in the worker, which could not.
    migrate: true,
  });
  const errors: Error[] = [];
  boss.on("error", (error) => errors.push(error));
  await boss.start();
  try {
    for (const [name, { options }] of Object.entries(queues)) {
      const { policy, ...limits } = options;
      if (await boss.getQueue(name)) await boss.updateQueue(name, { ...limits, notify: true });
      else await boss.createQueue(name, { policy, ...limits, notify: true });
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  if (errors[0]) throw errors[0];
}

/**
 * The worker's end of the queue, on a small pool of its own (`pg`; pg-boss does not start on postgres.js's pool).
 * A job whose worker died is noticed within its heartbeat and the 15 s of the monitor.
 * @param url the worker's role
 */
export async function openQueue(url: string, { onError }: { onError: (error: unknown) => void }): Promise<PgBoss> {
  const boss = new PgBoss({
    ...common,
    connectionString: url,
    max: 4,
    migrate: false,
    createSchema: false,
    useListenNotify: true,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
    instanceName: WORKER,
    instanceHeartbeatSeconds: 10,
    application_name: "huolto-queue",
  });
  boss.on("error", onError);
  return await boss.start();
}

/**
 * Sends a job inside the caller's transaction: it exists exactly when the change does.
 * The instance lives for this one call and on this one transaction, so that a web process needs no pool for the queue;
 * it costs about ten milliseconds, at the few moments in a day at which something is sent.
 * @returns the job's id
 */
export async function enqueue<Q extends QueueName>(tx: DbOrTx, name: Q, payload: Payload<Q>): Promise<string> {
  const boss = new PgBoss({
    ...common,
    db: fromDrizzle(tx, sql),
    supervise: false,
    migrate: false,
    createSchema: false,
    registerInstance: false,
  });
  // A failed statement also rejects below; without a listener the event would end the process.
  boss.on("error", () => {});
  await boss.start();
  try {
    const id = await boss.send(name, queues[name].payload.parse(payload));
    if (!id) throw new Error(`The queue ${name} took no job.`);
    return id;
  } finally {
    await boss.stop({ graceful: false, close: false });
  }
}

/**
 * When a worker last said that it lives; null when none has within half a minute.
 */
export async function workerSeenAt(db: DbOrTx): Promise<Date | null> {
  const [row] = await db.execute<{ at: string | null }>(
    sql`select max(heartbeat_on)::text as at from pgboss.instance
        where name = ${WORKER} and stopped_on is null and heartbeat_on > now() - interval '30 seconds'`,
  );
  return row?.at ? new Date(row.at) : null;
}
