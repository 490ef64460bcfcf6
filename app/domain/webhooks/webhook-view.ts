/** What the page about webhooks shows. Instants are ISO strings, UTC. */

export type WebhookRow = {
  id: string;
  name: string;
  url: string;
  createdBy: string;
  createdAt: string;
  pausedAt: string | null;
  counts: { queued: number; delivered: number; givenUp: number };
  lastDeliveredAt: string | null;
};

/** `listWebhooks`: those that were not removed, by name. */
export type WebhookList = { now: string; webhooks: WebhookRow[] };

export type DeliveryRow = {
  id: string;
  caseNumber: number;
  /** The type of its body: `case.opened`, `case.replied`. */
  what: string;
  state: "queued" | "delivered" | "given_up";
  attempts: number;
  /** What the other side answered last. */
  status: number | null;
  /** Why there was no answer: `timeout`, `connection_refused`. */
  errorCode: string | null;
  happenedAt: string;
  /** Of a queued one. */
  nextAt: string | null;
  deliveredAt: string | null;
};

/** `readDeliveries`: newest first. */
export type DeliveryList = {
  now: string;
  webhook: { id: string; name: string };
  deliveries: DeliveryRow[];
  /** For the link to older ones; null: these are all. */
  before: string | null;
};
