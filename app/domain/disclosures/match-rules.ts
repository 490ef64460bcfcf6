/** Somebody of the log who answers to a name that an authority wrote: what a person needs to tell namesakes apart. */
export type MatchCandidate = {
  /** The service's own pseudonym. */
  person: string;
  names: string[];
  companies: number;
  events: number;
  first: string;
  last: string;
  written: "same" | "other_order";
};

export type PersonMatch = {
  named: string;
  candidates: MatchCandidate[];
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
