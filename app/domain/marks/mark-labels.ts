/** What somebody had changed in Grafana and the console put back: after "Changed by hand and put back:". */
export const repairLabels = {
  text: "its text",
  times: "its hours",
  tags: "its tags",
  matchers: "which alerts it keeps quiet",
  ended: "ended before the window began",
  gone: "removed in Grafana",
} as const;
export type Repair = keyof typeof repairLabels;

/** A repair in words; of a code that nobody knows, the code. */
export const repairWords = (code: string): string => repairLabels[code as Repair] ?? code;
