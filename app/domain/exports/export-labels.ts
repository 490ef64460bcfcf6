import { formatBytes, formatCount } from "../../i18n/formats.ts";
import { exportActions } from "./export-states.ts";
import { noticeLabels } from "./notice-labels.ts";

const refused = " (refused)";
const labels: Record<string, { label: string } | undefined> = exportActions;
const events: Record<string, string> = {
  "export_request.request": "asked for the export",
  "export_request.scope": "recorded the scope",
  "export_request.adjust": "adjusted the scope; it has to be recorded again",
  "export_request.approve": "approved the scope",
  "export_request.refuse": "refused the request",
  "export_request.cancel": "cancelled the request",
  "export_request.rerun": "started the run again",
  "export_request.hand_over": "handed the archive over: a link went out by e-mail",
  "export_request.reissue_link": "issued a new link; the earlier one stopped working",
  "export_request.revoke_link": "revoked the link",
  "export_request.set_dates": "recorded the dates of the switch",
  "export_request.assume_dates": "took the law's own dates, since none were recorded",
  "export_request.lapse": "gave up an archive that nobody had handed over in time",
  "export_request.lapse_failed": "ended the request, since nobody had run it again in time",
  "export_request.remove_files": "removed the files of an archive that was never handed over",
  "export_request.forget_people":
    "removed the names, addresses and reasons from a request that ended without an archive",
  "export_request.extend_retrieval": "kept the archive longer for fetching",
  "export_request.record_service_erasure": "recorded that the service has erased its data",
  "export_request.repeat": "asked for the same scope again",
  "export_request.end_retrieval": "ended the time for fetching; the archive is kept until it is erased",
  "export_request.expire": "ended the time for fetching; nobody had fetched the whole archive",
  "export_request.propose_erasure": "proposed to erase the archive",
  "export_request.approve_erasure": "approved the erasure",
  "export_request.withdraw_erasure": "took the proposal to erase back",
  "export_request.erase": "erased the archive and made a certificate of it",
  "export_notice.send": "sent a notice",
  "export_run.start": "began making the archive",
  "export_run.ready": "finished the archive and checked it",
  "export_run.attempt_fail": "stopped with a fault; it is tried again",
  "export_run.fail": "gave the run up",
  "export_link.open": "was opened",
  "export_code.send": "asked for a code by SMS",
  "export_code.check": "gave a wrong code",
  "portal_session.start": "gave the right code and saw the archive's page",
  "portal_session.end": "signed out",
  "export_download.start": "began a download",
  "export_download.finish": "ended a download",
};

/** What happened, after the name of the one who did it. */
export function eventSentence(event: { action: string; outcome: string; details: Record<string, unknown> }): string {
  const { action, outcome, details } = event;
  const tried = outcome === "refused" && labels[action.replace("export_request.", "")]?.label;
  if (tried)
    return `tried to ${tried[0]!.toLowerCase()}${tried.slice(1)}, and was refused${details.code === "same_person" ? ": another person has to" : ""}`;
  const extra: string[] = [];
  if (action === "export_run.start" && Number(details.attempt) > 1) extra.push(`attempt ${details.attempt}`);
  if (typeof details.code === "string" && action.startsWith("export_run.")) extra.push(details.code);
  if (typeof details.bytes === "number") extra.push(formatBytes(details.bytes));
  if (typeof details.bytesSent === "number")
    extra.push(`${formatBytes(details.bytesSent)}${details.whole ? ", the whole archive has been fetched" : ""}`);
  if (typeof details.wrongInTotal === "number") extra.push(`${formatCount(details.wrongInTotal)} wrong in total`);
  if (action === "export_request.extend_retrieval" && typeof details.until === "string")
    extra.push(`until ${details.until}`);
  if (action === "export_notice.send") extra.push(noticeLabels[String(details.kind)] ?? String(details.kind));
  const text = events[action] ?? action;
  const mark = outcome === "refused" && action !== "export_code.check" ? refused : "";
  return text + (extra.length > 0 ? ` (${extra.join(", ")})` : "") + mark;
}

export const phaseLabels: Record<string, string> = {
  queued: "Waiting for its turn",
  starting: "Starting",
  running: "Being made",
  counting: "Counting",
  journal: "Journal",
  verifying: "Checking the finished archive",
  closing: "Closing the archive",
  ready: "Ready",
  failed: "Failed",
};
