import type { CustomerNotice, OfficerNotice } from "./notice-rules.ts";

const labels: Record<CustomerNotice | OfficerNotice, string> = {
  fetch_week: "The customer was reminded, a week after the hand-over",
  fetch_14: "The customer was reminded, two weeks before the last day for fetching",
  fetch_3: "The customer was reminded, three days before the last day for fetching",
  receipt: "The customer got a receipt of the whole archive",
  dates_missing: "Export officers were told that no dates are recorded",
  dates_assumed: "Export officers were told that the dates are assumed",
  lapse_14: "Export officers were warned, two weeks before an archive that nobody handed over is removed",
  lapse_failed_14: "Export officers were warned, two weeks before a request whose run failed lapses",
  transition_14: "Export officers were warned, two weeks before the transition's end",
  transition_3: "Export officers were warned, three days before the transition's end",
  transition_late: "Export officers were warned that the transition is over",
  retrieval_7: "Export officers were warned, a week before the last day for fetching",
  erase_due: "Export officers were told that the archive is to be erased",
};

/** A notice that was sent, as a sentence, by its kind. */
export const noticeLabels: Record<string, string | undefined> = labels;
