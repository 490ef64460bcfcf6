import { eq } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { caseFile } from "#db/schema/cases.ts";
import { serviceCustomer } from "#db/schema/service.ts";
import { formatClock } from "../../i18n/formats.ts";
import { paths } from "../../paths.ts";
import type { CaseLanguage } from "../cases/case-kinds.ts";
import type { ServiceCtx } from "../context.ts";
import { queueMessage } from "../messages/queue-message.server.ts";
import type { Restriction } from "./change-restriction.server.ts";
import { confirmMail, endedMail } from "./mail-texts.ts";

/** The customer's name; its business id where the service does not know it any more. */
export async function customerName(db: DbOrTx, businessId: string): Promise<string> {
  const [row] = await db
    .select({ name: serviceCustomer.name })
    .from(serviceCustomer)
    .where(eq(serviceCustomer.businessId, businessId));
  return row?.name ?? businessId;
}

/** The language of the case that asked; Finnish where there is none. */
async function languageOf(tx: DbOrTx, caseId: string | null): Promise<CaseLanguage> {
  if (!caseId) return "fi";
  const [row] = await tx.select({ language: caseFile.language }).from(caseFile).where(eq(caseFile.id, caseId));
  return (row?.language ?? "fi") as CaseLanguage;
}

/** Sends the link that confirms. @param until when the list is rolled back */
export async function mailConfirmation(
  ctx: ServiceCtx,
  tx: DbOrTx,
  row: Restriction,
  { token, until }: { token: string; until: Date },
): Promise<void> {
  const language = await languageOf(tx, row.caseId);
  const mail = confirmMail(language, {
    service: ctx.profile.service.name,
    customer: await customerName(tx, row.businessId),
    link: new URL(paths.ipConfirm(token, { lang: language }), ctx.origins.portal).href,
    until: formatClock(until),
  });
  await queueMessage(ctx, tx, {
    ...mail,
    channel: "email",
    recipient: row.requesterEmail,
    purpose: "ip_confirm",
    subjectId: row.id,
  });
}

/** Tells that what was in force no longer is. */
export async function mailEnd(
  ctx: ServiceCtx,
  tx: DbOrTx,
  row: Restriction,
  what: "rolled_back" | "lifted",
): Promise<void> {
  const told = { service: ctx.profile.service.name, customer: await customerName(tx, row.businessId) };
  await queueMessage(ctx, tx, {
    ...endedMail(await languageOf(tx, row.caseId), what, told),
    channel: "email",
    recipient: row.requesterEmail,
    purpose: "ip_notice",
    subjectId: row.id,
  });
}
