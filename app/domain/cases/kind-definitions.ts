import type { CaseKind, CaseKindDefinition } from "./case-kinds.ts";
import { compensation } from "./kinds/compensation.ts";
import { dataExport } from "./kinds/data-export.ts";
import { ipRestriction } from "./kinds/ip-restriction.ts";
import { logDisclosure } from "./kinds/log-disclosure.ts";
import { partnerLimit } from "./kinds/partner-limit.ts";
import { restore } from "./kinds/restore.ts";
import { scanOrAudit } from "./kinds/scan-or-audit.ts";
import { slowdown } from "./kinds/slowdown.ts";
import { vulnerability } from "./kinds/vulnerability.ts";

/** Every kind of case with its states, actions, questions, rule and replies. Pure. */
export const kindDefinitions: Record<CaseKind, CaseKindDefinition> = {
  slowdown,
  ip_restriction: ipRestriction,
  log_disclosure: logDisclosure,
  scan_or_audit: scanOrAudit,
  vulnerability,
  partner_limit: partnerLimit,
  restore,
  compensation,
  data_export: dataExport,
};
