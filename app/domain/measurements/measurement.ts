import type { GrafanaProblem, Series } from "#app/platform/grafana/grafana.ts";
import type { QueryParams } from "#app/profile/fill-query.ts";
import type { PurposeName } from "#app/profile/purposes.ts";

/** A question to Grafana: a purpose of the service profile, what fills its placeholders, and for when. */
export type Ask = {
  purpose: PurposeName;
  params?: QueryParams;
  /** Seconds for which an answer is as good as new. Short for "now", longer for long periods. */
  freshSeconds: number;
} & (
  | {
      kind: "instant";
      /** The instant asked about; without it, the present. A fixed past instant is cached under itself. */
      at?: Date;
      /**
       * Names the moving period ("today", "month:2026-11"), so that an older answer to the same question can stand in
       * when Grafana is away, although its window had another length.
       */
      period?: string;
    }
  | { kind: "range"; from: Date; to: Date; stepSeconds: number; period?: string }
);

/** Where a number comes from: what a person sees who clicks it. Instants are ISO strings, UTC. */
export type Provenance = {
  purpose: PurposeName;
  what: string;
  promql: string;
  from: string;
  to: string;
  fetchedAt: string | null;
  /** Older than twice its time: dim it and say since when. */
  stale: boolean;
  /** What was left out, in words. Empty: nothing. */
  exclusions: string[];
  /** Why there is no newer answer. */
  problem: GrafanaProblem | null;
};

/** An answer, maybe an old one, maybe none. Grafana's faults are in the provenance; reading never throws for them. */
export type Measurement = { series: Series[] | null; provenance: Provenance };

export type Measurements = {
  /** Answers in the order of the questions; those that are not cached go to Grafana in as few requests as possible. */
  read(asks: readonly Ask[], signal?: AbortSignal): Promise<Measurement[]>;
};
