/** One thing that happens to the modelled service, from `from` to `to` (ms since 1970). */
export type ModelEvent = {
  from: number;
  to: number;
  kind: "maintenance" | "incident" | "deviation" | "customer";
  /** What is wrong, in words for a person. */
  title: string;
  /** Names of what it touches: components, nodes, dependencies, pages or customers. */
  touches: readonly string[];
};

/** What happens and when, by the calendar: the same whenever it is asked. */
export type ModelEvents = {
  /** Everything that overlaps [from, to). */
  between(fromMs: number, toMs: number): readonly ModelEvent[];
};
