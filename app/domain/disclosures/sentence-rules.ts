import { stateLabels, type DisclosureState, type RunState } from "./disclosure-states.ts";

/** What is to be done next, or why there is nothing: the first thing on a request's page. */
export function nextSentence(one: {
  state: DisclosureState;
  runState: RunState;
  rows: number | null;
  keepUntil: string | null;
  erased: boolean;
}): string {
  if (one.erased) return "What this request held has been erased. Its number, dates and hash stay.";
  switch (one.state) {
    case "registered":
      return "Ask the authority by another channel whether this request is its own, and record how.";
    case "verified":
      if (one.runState === "choosing") return "Say who is meant: more than one person may answer to a name.";
      if (one.runState === "queued" || one.runState === "running") return "The rows are being found.";
      if (one.runState === "failed") return "The rows could not be found. See why, then start it again.";
      return "Have the rows found.";
    case "executed":
      return one.rows === 0
        ? "Nothing in the log is in the scope. A second person approves that answer."
        : "A second person looks at what was found and approves the package.";
    case "approved":
      return "Deliver the package to the authority.";
    case "delivered":
      return "The authority has its link. Its download is the receipt.";
    case "received":
      return "The authority has the package. Close the request when nothing is left to do.";
    default:
      return `${stateLabels[one.state]}. What it held is erased after ${one.keepUntil}.`;
  }
}
