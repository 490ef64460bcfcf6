/** What a diagnosis says. Instants are ISO strings, UTC; shares 0..1; times in seconds unless a unit says otherwise. */

export const causes = [
  "service",
  "page",
  "node",
  "dependency",
  "network",
  "browser",
  "reports",
  "integration",
  "robot",
  "maintenance",
  "none",
] as const;
export type Cause = (typeof causes)[number];

export type Unit = "s" | "share" | "count" | "rows" | "per_hour" | "ratio";

/** One number of a check, what it is compared with, and where it comes from. */
export type Figure = {
  what: string;
  value: number | null;
  unit: Unit;
  compared: { with: string; value: number | null }[];
  /** The query as it was sent. */
  query: string;
  /** The time that it looks at. */
  from: string;
  to: string;
  fetchedAt: string;
};

export type CheckChart = {
  title: string;
  unit: Unit;
  series: { name: string; points: { at: string; value: number | null }[] }[];
};

export type Check = {
  /** Unique within the diagnosis. */
  id: string;
  cause: Exclude<Cause, "none">;
  question: string;
  outcome: "supports" | "against" | "no_data";
  sentence: string;
  figures: Figure[];
  chart: CheckChart | null;
};

export type Confidence = "high" | "medium" | "low";

export type Verdict = {
  cause: Cause;
  /** Of the excess time; those of all verdicts and `unexplainedShare` add up to 1. */
  share: number;
  confidence: Confidence;
  /** The page, node, dependency or integration that it is about. */
  subject: string | null;
  sentence: string;
  evidence: Figure[];
};

export type Diagnosis = {
  customer: { businessId: string; name: string };
  from: string;
  to: string;
  page: string | null;
  madeAt: string;
  targetSeconds: number;
  enoughData: boolean;
  /** What there was too little of, in sentences; why a verdict is less sure. */
  missing: string[];
  /** The main one first. Empty without enough data, and where no check explains the excess; `none` alone when nothing is abnormal. */
  verdicts: Verdict[];
  unexplainedShare: number;
  /** The answer in one sentence. */
  sentence: string;
  /** How much longer than normal a load took: this customer, its own four-week normal for the same hours, all customers. */
  excess: {
    requests: number;
    seconds: number;
    seen: number;
    normal: number | null;
    everybody: number | null;
    everybodyNormal: number | null;
  } | null;
  checks: Check[];
  /**
   * Of the seconds that the customer's integrations took in the week before the end of the period, the share of each hour of the
   * day (24 of them, local time); null where nothing is known. For when to schedule them.
   */
  integrationHours: number[] | null;
  /** Never a limit: schedule, split, look at, ask. */
  advice: { cause: Cause; text: string }[];
  /** The runbook of each cause found. */
  runbooks: string[];
  /** What would make the verdict another one, in sentences with figures. */
  change: string[];
};

/** As it was saved. */
export type SavedDiagnosis = {
  id: string;
  madeBy: string | null;
  content: Diagnosis;
  /** The one whose advice this one measures, and whether it helped. */
  follows: { id: string; helped: "yes" | "no" | "partly" | "not_enough_data"; sentence: string } | null;
};
