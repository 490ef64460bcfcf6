/** What an authority asked for, as it was registered and verified: it is followed to the letter. */
export type DisclosedScope = {
  /** Instants, UTC: from the first on and before the second. */
  from: string;
  to: string;
  /** Empty: every company. */
  businessIds: readonly string[];
  /** Kinds of event; null: all. */
  events: readonly string[] | null;
  /** As the authority writes them. Empty: everybody. */
  persons: readonly string[];
};

/** Somebody of the log who answers to a name. */
export type Candidate = {
  /** The service's own pseudonym, which tells namesakes apart. */
  person: string;
  /** As the log writes the name; more than one where it has changed. */
  names: string[];
  companies: number;
  events: number;
  /** Of the first and the last of these events, UTC. */
  first: string;
  last: string;
  /** `other_order`: "Virtanen Matti" for "Matti Virtanen", which may also be somebody else. */
  written: "same" | "other_order";
};

export type NameMatch = { named: string; candidates: Candidate[] };

/** For each name, in the scope's order, whose events are disclosed: pseudonyms. */
export type ChosenPeople = readonly { named: string; persons: readonly string[] }[];
