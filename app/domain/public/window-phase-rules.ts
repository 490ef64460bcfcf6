/** What the public is told of a maintenance window's state. */
export type WindowPhase =
  | "preliminary"
  | "announced"
  | "in_progress"
  | "verifying"
  | "overrun"
  | "completed"
  | "completed_early"
  | "completed_late"
  /** Its time is over, and whether the work was done is not known. */
  | "elapsed"
  | "cancelled";

export type PhaseFacts = {
  kind: "planned" | "urgent";
  state: "planned" | "announced" | "in_progress" | "verifying" | "completed" | "cancelled";
  startsAt: Date;
  endsAt: Date;
  finishedAt: Date | null;
  wasPublic: boolean;
};

/** A minute to either side is on time. */
const ON_TIME_MS = 60_000;

/**
 * What its record says, whatever the time is: for calendars and feeds, where the same record must always give the same words.
 * @returns null for what is not public: an urgent one that nobody announced, a cancelled one that nobody outside had seen
 */
export function recordedPhase(window: PhaseFacts): WindowPhase | null {
  switch (window.state) {
    case "planned":
      return window.kind === "planned" ? "preliminary" : null;
    case "cancelled":
      return window.wasPublic ? "cancelled" : null;
    case "completed": {
      const late = window.finishedAt ? window.finishedAt.getTime() - window.endsAt.getTime() : 0;
      if (late > ON_TIME_MS) return "completed_late";
      return late < -ON_TIME_MS ? "completed_early" : "completed";
    }
    default:
      return window.state;
  }
}

/** As `recordedPhase`, at a moment: one that should be over is not told as going well. */
export function phaseAt(window: PhaseFacts, now: Date): WindowPhase | null {
  const phase = recordedPhase(window);
  const started = window.startsAt <= now;
  const over = window.endsAt <= now;
  if (phase === "preliminary") return started ? null : phase;
  if (phase === "announced" && started) return over ? "elapsed" : "in_progress";
  if ((phase === "in_progress" || phase === "verifying") && over) return "overrun";
  return phase;
}
