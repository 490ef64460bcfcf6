/** What the top of a case's page says once it is done. */
export const saidWords = {
  opened: "The case is open.",
  act: "Done: the case has moved on.",
  assign: "The case has been assigned.",
  change: "The changes are saved.",
  note: "The note is on the time line.",
  reply: "The reply is on the time line, and on its way to the ticket system where a webhook leads there.",
  follow_up: "The follow-up is added.",
  finish_follow_up: "The follow-up is done.",
  attach: "The file is attached.",
} as const;
export type Said = keyof typeof saidWords;

export const saidOf = (text: string | null): Said | null =>
  text !== null && Object.hasOwn(saidWords, text) ? (text as Said) : null;
