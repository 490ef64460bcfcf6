import type { CaseRow } from "./case-view.ts";

/** What the start page says of cases. Instants are ISO strings, UTC. */

export type HomeCase = Pick<
  CaseRow,
  "number" | "subject" | "customer" | "stateLabel" | "waitsFor" | "closed" | "dueAt" | "overdue"
>;

/** A task that is due today in Helsinki, or was before. */
export type HomeFollowUp = { id: string; number: number; text: string; dueAt: string; overdue: boolean };

/** For customer service: the few that are most urgent of each, and how many there are in all. */
export type HomeCases = {
  now: string;
  sentence: string;
  counts: { mine: number; unassigned: number; overdue: number };
  overdue: HomeCase[];
  mine: HomeCase[];
  unassigned: HomeCase[];
  followUps: HomeFollowUp[];
};
