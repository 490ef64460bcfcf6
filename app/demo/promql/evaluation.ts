import { PromqlError } from "./promql-error.ts";
import type { Selected } from "./selectors.ts";
import type { Selector } from "./syntax.ts";

/** What a part of a query needs to be worked out: the instants (ms since 1970, rising), the data, and what it may still cost. */
export type Evaluation = {
  times: Float64Array;
  /** Nothing is known after this instant, as nothing would have been scraped. */
  nowMs: number;
  select(selector: Selector): Selected | null;
  /** @throws PromqlError when the query as a whole takes more values than a small process should hold */
  spend(samples: number): void;
};

/** Ten million values are 80 MB. Prometheus's own limit is fifty million. */
const SAMPLES_MAX = 10_000_000;

export function spending(): (samples: number) => void {
  let spent = 0;
  return (samples) => {
    spent += samples;
    if (spent > SAMPLES_MAX)
      throw new PromqlError("query processing would load too many samples into memory in query execution", "execution");
  };
}
