import type { SealOutcome, Seals } from "#exporters/archive/seals/seal.ts";

/** What an archive has beside the service's own signature, as the run recorded it; null for an archive of before there was any. */
export type RecordedSeals = Seals | null;

/** What the officer reads of a seal: a state in a word, and what to know about it. One that was due and is not there is bad. */
export function sealLabel(outcome: SealOutcome | undefined): {
  tone: "good" | "bad" | "ended";
  word: string;
  text: string;
} {
  if (!outcome || outcome.state === "not_configured") return { tone: "ended", word: "Not in use", text: "" };
  if (outcome.state === "made")
    return { tone: "good", word: "There", text: outcome.at ? `${outcome.by}, ${outcome.at}` : outcome.by };
  return {
    tone: "bad",
    word: "Missing",
    text: `It was due: ${outcome.why}. The archive says so itself. Run the same scope again for an archive that has it.`,
  };
}
