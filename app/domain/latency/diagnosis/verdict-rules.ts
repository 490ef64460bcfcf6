import type { Analysis, FoundCause } from "./analysis-rules.ts";
import type { Confidence } from "./diagnosis-types.ts";
import { sharesOf } from "./share-rules.ts";
import * as limit from "./thresholds-rules.ts";

export type Found = { cause: FoundCause; subject: string | null; share: number; confidence: Confidence };
export type Judged = { verdicts: Found[]; unexplainedShare: number };

type Part = { cause: FoundCause; subject: string | null; seconds: number; largest: number };

/** The causes that are named, the main one first, with shares of the excess that add up to 1 with what is left unexplained. */
export function judge(analysis: Analysis): Judged {
  const { contributions, total } = analysis;
  const parts = new Map<FoundCause, Part>();
  for (const { cause, subject, seconds } of contributions) {
    const known = parts.get(cause);
    if (!known) parts.set(cause, { cause, subject, seconds, largest: seconds });
    else {
      known.seconds += seconds;
      if (seconds > known.largest) Object.assign(known, { subject: subject ?? known.subject, largest: seconds });
    }
  }
  const explained = [...parts.values()].reduce((sum, { seconds }) => sum + seconds, 0);
  const whole = Math.max(total, explained);
  const sorted = [...parts.values()].sort((a, b) => b.seconds - a.seconds || (a.cause < b.cause ? -1 : 1));
  const named = sorted.filter(
    ({ seconds }, i) => seconds >= (i === 0 ? limit.SHARE_MAIN : limit.SHARE_NAMED) * whole - 1e-9,
  );
  const left = Math.max(0, whole - named.reduce((sum, { seconds }) => sum + seconds, 0));
  if (named.length === 0 || whole <= 0) return { verdicts: [], unexplainedShare: 1 };
  const shares = sharesOf([...named.map(({ seconds }) => seconds), left]);
  const verdicts = named.map(({ cause, subject }, i) => ({
    cause,
    subject,
    share: shares[i]!,
    confidence: confidenceOf(analysis, cause, { share: shares[i]!, against: against(shares, i), main: i === 0 }),
  }));
  return { verdicts, unexplainedShare: shares.at(-1)! };
}

/** The largest share beside it, the unexplained one included. */
const against = (shares: readonly number[], i: number) => Math.max(0, ...shares.filter((_, j) => j !== i));

function confidenceOf(
  analysis: Analysis,
  cause: FoundCause,
  { share, against: other, main }: { share: number; against: number; main: boolean },
): Confidence {
  const sure = certainty(analysis, cause);
  if (!main) return sure === "low" ? "low" : "medium";
  const margin = share - other;
  if (sure === "high" && share >= limit.HIGH.share && margin >= limit.HIGH.margin && analysis.times >= limit.HIGH.times)
    return "high";
  if (
    sure !== "low" &&
    share >= limit.MEDIUM.share &&
    margin >= limit.MEDIUM.margin &&
    analysis.times >= limit.MEDIUM.times
  )
    return "medium";
  return "low";
}

const ofService: ReadonlySet<FoundCause> = new Set(["service", "page", "node", "dependency", "maintenance"]);

/** How much can be said at all: by how much there was to measure, and by how directly this cause is measured. */
function certainty(analysis: Analysis, cause: FoundCause): Confidence {
  const { client, own, others, rum, dependency, node, maintenance, loads, contributions } = analysis;
  if (contributions.some((one) => one.cause === cause && one.suspected)) return "low";
  const isMeasured = cause === "network" || cause === "browser";
  // How much of a wait each of two loads made, only their seconds hint at.
  if (!isMeasured && loads.some((load) => load.heavy && load.cause !== cause)) return "medium";
  const measured = [own[client], client === "browser" ? rum.network : null].filter((one) => one != null);
  const weeks = Math.min(...measured.map((one) => one.weeks));
  if (measured.length === 0 || weeks < limit.MEDIUM.weeks) return "low";
  const requests = own[client]?.requests ?? analysis.loadsCounted;
  if (requests < limit.REQUESTS_SURE || weeks < limit.HIGH.weeks || !others[client]) return "medium";
  if (client === "browser" && !rum.network && cause !== "service") return "medium";
  if (cause === "maintenance" && !maintenance?.certain) return "medium";
  // What is the service's own, others should have felt.
  if (ofService.has(cause) && !others[client]?.rise) return "medium";
  const accounted = cause === "dependency" ? dependency?.accounted : cause === "node" ? node?.accounted : null;
  if (accounted != null && accounted < limit.ACCOUNTED_SURE) return "medium";
  return "high";
}

/** How sure it is that nothing is abnormal: well below what would be, over enough requests. */
export function calmConfidence({ own, client, times, others, rum }: Analysis): Confidence {
  const mine = own[client];
  // Without real-user figures a slow network would look the same.
  if (!mine || !rum.network || !rum.browser || mine.weeks < limit.MEDIUM.weeks || times > limit.CALM_LOW_TIMES)
    return "low";
  const all = others[client];
  const sure = mine.requests >= limit.REQUESTS_SURE && mine.weeks >= limit.HIGH.weeks && times < limit.CALM_HIGH_TIMES;
  // When everybody else was slower, this customer was probably too.
  return sure && all && all.rise === 0 ? "high" : "medium";
}
