import { causeLabels, confidenceLabels } from "#app/domain/latency/diagnosis/cause-labels.ts";
import type { Diagnosis } from "#app/domain/latency/diagnosis/diagnosis-types.ts";
import { formatCount, formatSeconds } from "#app/i18n/formats.ts";
import { Callout } from "../callout.tsx";
import { Panel } from "../panel.tsx";

/** The answer first: the sentence, then each cause with its share of the excess and how sure it is. */
export function VerdictPanel({ diagnosis }: { diagnosis: Diagnosis }) {
  const { verdicts, enoughData, missing, sentence, unexplainedShare } = diagnosis;
  const causes = verdicts.filter(({ cause }) => cause !== "none");
  return (
    <Panel title={causes.length > 0 ? "Why it was slow" : "What was found"}>
      <div className="flex flex-col gap-4">
        <p className="text-base font-semibold">{sentence}</p>
        {causes.length > 0 && (
          <ul className="flex flex-col gap-3">
            {causes.map(({ cause, subject, share, confidence, sentence: says }) => (
              <li key={`${cause} ${subject}`} className="flex flex-col gap-1">
                <p className="flex flex-wrap items-baseline justify-between gap-x-4">
                  <span className="font-medium">
                    {causeLabels[cause]}
                    {subject && `: ${subject}`}
                  </span>
                  <span className="tabular-nums">
                    {wholePercent(share)} of the excess · {confidenceLabels[confidence]}
                  </span>
                </p>
                <ShareBar share={share} />
                <p className="max-w-[80ch] text-muted">{says}</p>
              </li>
            ))}
            {unexplainedShare > 0 && (
              <li className="flex flex-col gap-1">
                <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-muted">
                  <span>Not explained</span>
                  <span className="tabular-nums">{wholePercent(unexplainedShare)} of the excess</span>
                </p>
                <ShareBar share={unexplainedShare} quiet />
              </li>
            )}
          </ul>
        )}
        <Excess diagnosis={diagnosis} />
        {missing.length > 0 && (
          <Callout tone={enoughData ? "info" : "warn"} title={enoughData ? "Less sure, because" : "Not enough data"}>
            <ul className="list-disc pl-5">
              {missing.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </Callout>
        )}
      </div>
    </Panel>
  );
}

/** A picture of a share; the number stands beside it. */
function ShareBar({ share, quiet = false }: { share: number; quiet?: boolean }) {
  return (
    <svg viewBox="0 0 100 4" preserveAspectRatio="none" className="h-2 w-full" aria-hidden>
      <rect width="100" height="4" className="fill-raised" />
      <rect
        width={Math.max(0, Math.min(1, share)) * 100}
        height="4"
        className={quiet ? "fill-line-strong" : "fill-accent"}
      />
    </svg>
  );
}

/** As in the sentences: a tenth of a percent would be more than a diagnosis knows. */
const wholePercent = (share: number) => `${Math.round(share * 100)} %`;

const secondsOr = (value: number | null) => (value === null ? "no data" : formatSeconds(value));

/** How long a load took against the customer's own normal and everybody's. */
function Excess({ diagnosis: { excess, targetSeconds } }: { diagnosis: Diagnosis }) {
  if (!excess) return null;
  return (
    <p className="max-w-[90ch] text-muted tabular-nums">
      A load took {formatSeconds(excess.seen)} on average; normal for this customer in these hours is{" "}
      {secondsOr(excess.normal)}. All customers: {secondsOr(excess.everybody)}, normally{" "}
      {secondsOr(excess.everybodyNormal)}. Target {formatSeconds(targetSeconds)}.{" "}
      {formatCount(Math.round(excess.requests))} requests, {formatSeconds(excess.seconds)} longer in all.
    </p>
  );
}
