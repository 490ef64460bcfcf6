import { and, asc, desc, eq, gte } from "drizzle-orm";
import { diagnosis } from "#db/schema/cases.ts";
import { disclosure } from "#db/schema/disclosures.ts";
import { exportRequest } from "#db/schema/exports.ts";
import { ipRestriction } from "#db/schema/ip-restrictions.ts";
import { formatInstant } from "../../i18n/formats.ts";
import { paths } from "../../paths.ts";
import type { Ctx, StaffActor } from "../context.ts";
import { stateLabels as exportStateLabels } from "../exports/export-states.ts";
import { ipStateLabels } from "../ip-restrictions/ip-states.ts";
import type { Diagnosis } from "../latency/diagnosis/diagnosis-types.ts";
import type { CaseView } from "./case-view.ts";
import { type CaseFile, definitionOf } from "./guard-case.server.ts";

/** What a case's work is done in, for those who may open it; the newest first. */
export async function readWork(ctx: Ctx<StaffActor>, file: CaseFile): Promise<CaseView["work"]> {
  const may = ctx.actor.permissions;
  switch (file.kind) {
    case "slowdown":
      return may.has("latency_customers.view") ? readDiagnoses(ctx, file) : [];
    case "ip_restriction":
      return may.has("ip_restrictions.view") ? readLists(ctx, file) : [];
    case "log_disclosure":
      return may.has("disclosures.view_content") ? readDisclosure(ctx, file) : [];
    case "data_export":
      return readExports(ctx, file);
    default:
      return [];
  }
}

async function readDiagnoses({ db }: Ctx, file: CaseFile): Promise<CaseView["work"]> {
  const { id, content, madeAt } = diagnosis;
  const rows = await db
    .select({ id, content, madeAt })
    .from(diagnosis)
    .where(eq(diagnosis.caseId, file.id))
    .orderBy(desc(madeAt));
  return rows.map((row) => ({
    label: `Diagnosis of ${formatInstant(row.madeAt)}`,
    href: paths.diagnosis({ case: String(file.number), id: row.id }),
    state: (row.content as Diagnosis).sentence,
  }));
}

async function readLists({ db }: Ctx, file: CaseFile): Promise<CaseView["work"]> {
  const { id, version, state } = ipRestriction;
  const rows = await db
    .select({ id, version, state })
    .from(ipRestriction)
    .where(eq(ipRestriction.caseId, file.id))
    .orderBy(desc(version));
  return rows.map((row) => ({
    label: `List ${row.version}`,
    href: paths.ipRestriction(row.id),
    state: ipStateLabels[row.state],
  }));
}

async function readDisclosure({ db }: Ctx, file: CaseFile): Promise<CaseView["work"]> {
  const rows = await db.select({ id: disclosure.id }).from(disclosure).where(eq(disclosure.caseId, file.id));
  const state = definitionOf(file).states[file.state]?.label ?? null;
  return rows.map(({ id }) => ({ label: "The disclosure", href: paths.disclosure(id), state }));
}

/** Export requests know no case: those of the customer since the case was opened. */
async function readExports({ db, actor }: Ctx<StaffActor>, file: CaseFile): Promise<CaseView["work"]> {
  if (file.businessId === null) return [];
  const { id, number, state, businessId, requestedAt } = exportRequest;
  const rows = await db
    .select({ id, number, state })
    .from(exportRequest)
    .where(and(eq(businessId, file.businessId), gte(requestedAt, file.openedAt)))
    .orderBy(asc(number));
  // An agent learns how far it is; its page is the export officers'.
  const opens = actor.permissions.has("exports.view");
  return rows.map((row) => ({
    label: `Export request ${row.number}`,
    href: opens ? paths.exportRequest(row.id) : null,
    state: exportStateLabels[row.state],
  }));
}
