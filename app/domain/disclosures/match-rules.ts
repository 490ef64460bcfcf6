import type { NameMatch } from "#exporters/disclosure/disclosure-types.ts";

/** What a person needs to tell namesakes apart, and what was decided. */
export type PersonMatch = NameMatch & {
  /** Whose events are disclosed; null: a person has to say. Empty: nobody's. */
  persons: string[] | null;
};

/** In words, for each name. */
export function matchSentence({ candidates, persons }: PersonMatch): string {
  if (candidates.length === 0) return "Nobody of that name has events in the scope.";
  if (persons === null && candidates.length === 1)
    return "One person has the name, with its parts in another order: say whether that is who is meant.";
  if (persons === null) return `${candidates.length} people answer to the name: say who is meant.`;
  if (persons.length === 0) return "Nobody of those who answer to the name is meant: nothing is disclosed.";
  return persons.length === 1 ? "One person is meant." : `${persons.length} pseudonyms are meant.`;
}
