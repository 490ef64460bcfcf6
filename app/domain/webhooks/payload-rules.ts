/** What other systems are told of a case. Pure. */

/** The events of a case that are told; notes, files and follow-ups are ours alone. */
const told = { opened: "case.opened", moved: "case.moved", changed: "case.changed", reply: "case.replied" } as const;
type ToldEvent = keyof typeof told;

export type WebhookPayload = {
  type: (typeof told)[ToldEvent];
  /** When it happened, ISO 8601, UTC. */
  timestamp: string;
  data: {
    /** Rises with each event of a case: what arrives with a lower one than the last is older. */
    event: number;
    case: {
      id: string;
      number: number;
      kind: string;
      state: string;
      closed: boolean;
      externalNumber: string | null;
      priority: string;
    };
    /** Of a moved case, by which step of its kind. */
    action?: string;
    /** What the customer is to be told. */
    reply?: { text: string; language: string };
  };
};

/** @returns null for an event that no other system is told of */
export function payloadOf(
  row: {
    id: string;
    number: number;
    kind: string;
    state: string;
    closedAt: Date | null;
    externalNumber: string | null;
    priority: string;
  },
  event: { id: number; what: string; at: Date; text: string | null; details: Record<string, unknown> },
  sealed: boolean,
): WebhookPayload | null {
  if (!Object.hasOwn(told, event.what)) return null;
  const what = event.what as ToldEvent;
  const { id, number, kind, state, externalNumber, priority } = row;
  const { action, language } = event.details;
  const reply = what === "reply" && !sealed && event.text !== null;
  return {
    type: told[what],
    timestamp: event.at.toISOString(),
    data: {
      event: event.id,
      case: {
        id,
        number,
        kind,
        state,
        closed: row.closedAt !== null,
        externalNumber: sealed ? null : externalNumber,
        priority,
      },
      ...(what === "moved" && !sealed && typeof action === "string" ? { action } : {}),
      ...(reply ? { reply: { text: event.text!, language: typeof language === "string" ? language : "fi" } } : {}),
    },
  };
}
