/** What customer service is asked for; the check constraint of console.case_file.kind says the same. */
export const caseKinds = [
  "slowdown",
  "ip_restriction",
  "log_disclosure",
  "scan_or_audit",
  "vulnerability",
  "partner_limit",
  "restore",
  "compensation",
  "data_export",
] as const;
export type CaseKind = (typeof caseKinds)[number];

export const priorities = ["low", "normal", "high", "urgent"] as const;
export type Priority = (typeof priorities)[number];

/** In which a customer is answered. */
export const caseLanguages = ["fi", "sv", "en"] as const;
export type CaseLanguage = (typeof caseLanguages)[number];
