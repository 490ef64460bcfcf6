import type { Clock } from "#app/platform/clock.ts";
import type { Profile } from "#app/profile/profile-schema.ts";
import type { Measurements } from "../../measurements/measurement.ts";
import { adviceFor } from "./advice-rules.ts";
import { analyse } from "./analysis-rules.ts";
import { causeRunbooks } from "./cause-labels.ts";
import { changeWords } from "./change-rules.ts";
import { chartOf } from "./chart-rules.ts";
import { checkMakers } from "./checks/all-rules.ts";
import type { Diagnosis, Verdict } from "./diagnosis-types.ts";
import type { Facts, WindowSeen } from "./facts.ts";
import { rounded } from "./figure-rules.ts";
import { gatherEvidence } from "./gather-evidence.server.ts";
import { hoursOfDay } from "./hours-of-day-rules.ts";
import { missingWords } from "./missing-rules.ts";
import { normalWeeks, type Span } from "./period-rules.ts";
import { ruleWindows } from "./rule-windows-rules.ts";
import { answerSentence, verdictSentence } from "./sentence-rules.ts";
import { calmConfidence, judge } from "./verdict-rules.ts";

export type Wanted = {
  customer: { businessId: string; name: string };
  span: Span;
  page: string | null;
  /** The windows that touch the period; null where they are not known, and the calendar's rule stands in. */
  windows: WindowSeen[] | null;
};

/**
 * The diagnosis of one customer's slowdown, from Grafana's figures and the windows that are known. The same data gives the same
 * diagnosis, but for when it was made and fetched.
 */
export async function makeDiagnosis(
  service: { measurements: Measurements; profile: Profile; clock: Clock },
  { customer, span, page, windows }: Wanted,
  signal?: AbortSignal,
): Promise<Diagnosis> {
  const { profile, clock } = service;
  const weeks = normalWeeks(span, profile.service.timeZone);
  const evidence = await gatherEvidence(service, { customer: customer.businessId, span, weeks, page }, signal);
  const windowsKnown = windows !== null;
  const facts: Facts = { ...evidence.facts, windows: windows ?? ruleWindows(span, profile) };
  const analysis = analyse(facts);
  const judged = analysis.abnormal ? judge(analysis) : { verdicts: [], unexplainedShare: 0 };
  const { sources } = evidence;
  const explained = new Map<string, number>();
  for (const { cause, seconds } of analysis.contributions) explained.set(cause, (explained.get(cause) ?? 0) + seconds);
  const checks = checkMakers.map((make) => {
    const check = make({ facts, analysis, sources, explained, windowsKnown });
    return { ...check, chart: chartOf(evidence.courses, check.cause, analysis.client, page) };
  });
  const evidenceOf = (cause: string) => checks.find((check) => check.cause === cause)?.figures ?? [];
  const verdicts: Verdict[] = judged.verdicts.map((found) => ({
    ...found,
    sentence: verdictSentence(analysis, found),
    evidence: evidenceOf(found.cause),
  }));
  const sentence = answerSentence(analysis, judged, facts);
  if (analysis.enough && !analysis.abnormal)
    verdicts.push({
      cause: "none",
      share: 1,
      confidence: calmConfidence(analysis),
      subject: null,
      sentence,
      evidence: [...evidenceOf("service"), ...evidenceOf("network")],
    });
  const all = analysis.others[analysis.client];
  const hours = hoursOfDay(evidence.integrationWeek ?? [], profile.service.timeZone);
  const integrationHours = hours?.map((share) => rounded(share)!) ?? null;
  return {
    customer,
    from: span.from.toISOString(),
    to: span.to.toISOString(),
    page,
    madeAt: clock.now().toISOString(),
    targetSeconds: profile.latency.targetSeconds,
    enoughData: analysis.enough,
    missing: missingWords(facts, analysis, windowsKnown),
    verdicts,
    unexplainedShare: judged.unexplainedShare,
    sentence,
    excess: analysis.enough
      ? {
          requests: Math.round(analysis.loadsCounted),
          seconds: rounded(analysis.total * analysis.loadsCounted)!,
          seen: rounded(analysis.seen)!,
          normal: rounded(analysis.normal),
          everybody: rounded(all?.seen),
          everybodyNormal: rounded(all?.normal),
        }
      : null,
    checks,
    integrationHours,
    advice: judged.verdicts.map((found) => adviceFor(analysis, facts, found, integrationHours)),
    runbooks: verdicts.map(({ cause }) => causeRunbooks[cause]),
    change: changeWords(analysis, judged, facts, windowsKnown),
  };
}
