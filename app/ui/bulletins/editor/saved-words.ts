import type { DraftOutcome } from "./editor-types.ts";

/** What is said of a save that succeeded, quietly. */
export function savedWords({ version, merged, collected }: Extract<DraftOutcome, { kind: "saved" }>): string {
  const what = collected ? "The week’s new releases are in it; saved" : "Saved";
  return `${what} as version ${version}.${merged ? " What others changed meanwhile is in it." : ""}`;
}
