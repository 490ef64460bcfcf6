import { formatMinutes } from "../../i18n/formats.ts";
import { type SpokenWindow, spokenTime } from "./window-sentence-rules.ts";

export type HomeWarningKind = "overrun" | "ending_soon" | "announcement_late" | "announcement_due" | "decision_waits";

const DAY = 86_400_000;
const MINUTE = 60_000;
/** An announcement is said to be due from so long before it is late on. */
const DUE_AHEAD_MS = 7 * DAY;

/** What a window asks of those who manage maintenance; null: nothing. */
export function windowWarning(window: SpokenWindow, now: Date): { kind: HomeWarningKind; sentence: string } | null {
  const { timing, title, startsAt, endsAt, announceBy } = window;
  const minutes = (from: Date, to: Date) => formatMinutes(Math.max(1, (to.getTime() - from.getTime()) / MINUTE));
  if (timing === "overrun")
    return {
      kind: "overrun",
      sentence: `“${title}” has overrun its end by ${minutes(endsAt, now)}: extend or complete it.`,
    };
  if (timing === "ending_soon")
    return { kind: "ending_soon", sentence: `“${title}” ends in ${minutes(now, endsAt)}: complete it, or extend it.` };
  // One that was never announced and is over is the plan's concern, and nothing to hurry for.
  if (timing === "announcement_late" && endsAt > now)
    return {
      kind: "announcement_late",
      sentence: `“${title}” starts ${spokenTime(startsAt, now)} and had to be announced by ${spokenTime(announceBy, now)}.`,
    };
  const isDue = timing === "coming" && window.kind === "planned" && window.state === "planned";
  if (isDue && announceBy.getTime() - now.getTime() <= DUE_AHEAD_MS)
    return {
      kind: "announcement_due",
      sentence: `Announce “${title}” by ${spokenTime(announceBy, now)}: it starts ${spokenTime(startsAt, now)}.`,
    };
  return null;
}
