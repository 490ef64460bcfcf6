/** What a diagnosis is worked out from: figures of one period, and of the same hours in earlier weeks. Seconds and counts. */

export type Count = { requests: number; seconds: number };
export type PageCount = Count & { page: string; client: string };
export type NodeCount = Count & { node: string; role: string };
export type IntegrationCount = Count & { integration: string; resource: string };
export type DependencyCount = Count & {
  dependency: string;
  /** 0..1 */
  errorShare: number | null;
  /** The part of the time that it answered, 0..1. */
  upShare: number | null;
};
export type Reports = Count & { rows: number };
export const segments = ["network", "server", "browser"] as const;
export type Segment = (typeof segments)[number];

/** Null: Grafana did not answer. Empty: there was nothing. */
export type WeekFacts = {
  clients: Record<string, Count> | null;
  /** Page loads and their seconds, by segment. */
  rum: Partial<Record<Segment, Count>> | null;
  reports: Reports | null;
  integrations: IntegrationCount[] | null;
  pages: PageCount[] | null;
  nodes: NodeCount[] | null;
  dependencies: DependencyCount[] | null;
  everybody: {
    rum: Partial<Record<Segment, Count>> | null;
    reports: Reports | null;
    integrations: Count | null;
  };
};

/** A version that began to run, and when it was first seen (ms since the epoch). */
export type ReleaseSeen = { version: string; kind: string; at: number };
/** `rule`: nobody knows whether it was held; the calendar's rule allows it then. */
export type WindowSeen = { kind: "planned" | "urgent" | "rule"; title: string; from: number; to: number };

export type Facts = {
  /** ms since the epoch. */
  from: number;
  to: number;
  page: string | null;
  seen: WeekFacts;
  /** The week before first. */
  normal: WeekFacts[];
  releases: ReleaseSeen[];
  windows: WindowSeen[];
  /** How everybody's average of each client went within the period, for where in it the time was lost. */
  course: Record<string, readonly (readonly [at: number, average: number | null])[]>;
};
