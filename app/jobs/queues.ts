import { z } from "zod";

/**
 * Every queue: its payload and its limits. A payload carries ids only (job rows are kept for weeks), and the truth is in
 * the console's own tables; the queue is a wake-up.
 */
export const queues = {
  "export-run": {
    payload: z.object({ runId: z.uuid() }),
    options: {
      policy: "standard",
      // A dead worker is noticed in heartbeat + monitor interval (15 s).
      heartbeatSeconds: 30,
      expireInSeconds: 4 * 3600,
      retryLimit: 5,
      retryDelay: 30,
      retryBackoff: true,
      retryDelayMax: 900,
      deleteAfterSeconds: 90 * 24 * 3600,
    },
  },
  // One attempt is fenced by a lease in console.disclosure, as an export's is.
  "disclosure-run": {
    payload: z.object({ disclosureId: z.uuid() }),
    options: {
      policy: "standard",
      heartbeatSeconds: 30,
      expireInSeconds: 4 * 3600,
      retryLimit: 5,
      retryDelay: 30,
      retryBackoff: true,
      retryDelayMax: 900,
      deleteAfterSeconds: 90 * 24 * 3600,
    },
  },
  "send-message": {
    payload: z.object({ messageId: z.uuid() }),
    options: {
      policy: "standard",
      heartbeatSeconds: 30,
      expireInSeconds: 120,
      retryLimit: 8,
      retryDelay: 5,
      retryBackoff: true,
      retryDelayMax: 600,
      deleteAfterSeconds: 30 * 24 * 3600,
    },
  },
  // Rings when a window or release has changed; a round that finds nothing to do is cheap, and one runs twice a minute anyway.
  "reconcile-marks": {
    payload: z.object({ ownerKind: z.enum(["window", "release"]), ownerId: z.uuid() }),
    options: {
      policy: "standard",
      heartbeatSeconds: 30,
      expireInSeconds: 120,
      retryLimit: 2,
      retryDelay: 5,
      retryBackoff: true,
      retryDelayMax: 30,
      deleteAfterSeconds: 7 * 24 * 3600,
    },
  },
  "send-mailing": {
    payload: z.object({ mailingId: z.uuid() }),
    options: {
      policy: "standard",
      heartbeatSeconds: 30,
      expireInSeconds: 4 * 3600,
      retryLimit: 8,
      retryDelay: 5,
      retryBackoff: true,
      retryDelayMax: 600,
      deleteAfterSeconds: 30 * 24 * 3600,
    },
  },
} as const;

export type QueueName = keyof typeof queues;
export type Payload<Q extends QueueName> = z.infer<(typeof queues)[Q]["payload"]>;
