import type { CaseLanguage } from "#app/domain/cases/case-kinds.ts";

export type Reply = { id: string; label: string; text: Record<CaseLanguage, string> };

/** Forms send a line's end as two characters. */
const plain = (text: string) => text.replaceAll("\r\n", "\n");

/**
 * What is in the field once a template was asked for. A template that nobody changed gives way to the next; what somebody
 * wrote stays, with the template below it.
 */
export function withTemplate(
  written: string,
  replies: readonly Reply[],
  chosen: { templateId: string; language: string },
): string {
  const text = replies.find(({ id }) => id === chosen.templateId)?.text[chosen.language as CaseLanguage];
  if (text === undefined) return written;
  const now = plain(written);
  const untouched = now.trim() === "" || replies.some((reply) => Object.values(reply.text).map(plain).includes(now));
  return untouched ? text : `${now.trimEnd()}\n\n${text}`;
}
