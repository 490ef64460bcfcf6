import type { CaseKind, CaseLanguage, Priority } from "../../domain/cases/case-kinds.ts";

/** What the demo's customers have asked its customer service for, and how far each is. Invented, as everything of the demo. */

type Who = "pirkko" | "paivi" | "alma" | "pasi" | "katri";
export type CaseStep = {
  by: Who;
  /** Hours since the case was opened. A step whose time has not come is left undone. */
  after: number;
} & (
  | { take: Who }
  | { note: string }
  | { reply: string }
  /** The kind's template, with these words in its open places, in order. */
  | { template: string; words?: readonly string[] }
  | { act: string; text?: string }
  | { followUp: string; inHours: number }
);
export type CaseStory = {
  kind: Exclude<CaseKind, "log_disclosure">;
  /** Which of the demo's companies; null: none. */
  company: number | null;
  by: Who;
  /** Working days ago, and the wall time; of a slowdown the last time that the company's plan made it slow. */
  opened: { daysAgo: number; at: string } | "when it was slow";
  subject: string;
  language?: CaseLanguage;
  priority?: Priority;
  ticket?: string;
  request: Record<string, string>;
  steps: readonly CaseStep[];
};

/** Hours. */
export const HOUR = 1;
export const DAY = 24;
