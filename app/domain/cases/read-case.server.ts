import { and, asc, desc, eq } from "drizzle-orm";
import { caseAttachment, caseEvent, caseFile, caseFollowUp } from "#db/schema/cases.ts";
import { staff } from "#db/schema/identity.ts";
import { apiKey } from "#db/schema/releases.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ServiceCtx, StaffActor } from "../context.ts";
import { availableActions } from "./action-rules.ts";
import { caseRows } from "./case-rows.server.ts";
import type { CaseTimelineItem, CaseView } from "./case-view.ts";
import { type CaseFile, definitionOf, requireCase } from "./guard-case.server.ts";
import { ableToWork, namesOf } from "./people-of-cases.server.ts";
import { readFindings } from "./read-findings.server.ts";
import { readRunbooks } from "./read-runbooks-of-case.server.ts";
import { readWork } from "./read-work.server.ts";
import { filledReplies } from "./reply-rules.ts";
import { caseSentence } from "./sentence-rules.ts";
import { hrefOf, wordsOf } from "./timeline-words.ts";

type Staff = ServiceCtx & { actor: StaffActor };
const EVENTS_SHOWN = 500;

/** Everything of a case's page. Of a sealed case: that it is there, its state and its steps. @throws DomainError `not_found` */
export async function readCase(ctx: ServiceCtx, { number }: { number: number }): Promise<CaseView> {
  const reader = requirePermission(ctx, "cases.view");
  const { db, actor, clock } = reader;
  const now = clock.now();
  const file = await requireCase(db, number);
  const definition = definitionOf(file);
  const sealed = definition.sealed === true;
  const may = actor.permissions;
  const mayWork = may.has("cases.work") || may.has("cases.platform");
  const findings = await readFindings(db, file);
  const [[row], timeline, names, people, attachments, followUps, runbooks, work] = await Promise.all([
    caseRows(db, { where: eq(caseFile.id, file.id), order: [], limit: 1, now }),
    readTimeline(reader, file),
    namesOf(db, [file.openedBy, file.closedBy]),
    mayWork ? ableToWork(db, sealed) : [],
    sealed ? [] : readAttachments(db, file.id),
    sealed ? [] : readFollowUps(db, file.id, now),
    readRunbooks(db, file.id, [...findings.runbooks, ...definition.runbooks]),
    readWork(reader, file),
  ]);
  const request = file.request as Record<string, string>;
  return {
    ...row!,
    now: now.toISOString(),
    id: file.id,
    version: file.version,
    sentence: caseSentence(row!, now),
    language: file.language,
    kindLabel: definition.label,
    rule: definition.rule,
    request: definition.fields.map((field) => ({ field, value: request[field.name] ?? null })),
    openedBy: file.openedBy
      ? (names.get(file.openedBy) ?? "Somebody who has left")
      : await programName(db, file.apiKeyId),
    closedAt: file.closedAt?.toISOString() ?? null,
    closedBy: file.closedBy ? (names.get(file.closedBy) ?? "Somebody who has left") : null,
    actions: availableActions(definition, file.state, may),
    timeline,
    attachments,
    followUps,
    replies: may.has("cases.work")
      ? filledReplies({ replies: [...findings.replies, ...definition.replies] }, knownTo(reader, file), request)
      : [],
    runbooks,
    work,
    people,
    sealed,
    may: { work: mayWork && !sealed, assign: sealed ? may.has("cases.platform") : mayWork },
  };
}

function knownTo({ actor, profile }: Staff, file: CaseFile): Record<string, string | null> {
  return {
    customer: file.customerName,
    number: String(file.number),
    agent: actor.displayName,
    service: profile.service.name,
    statement: profile.service.statement.href,
    trust_centre: profile.facts.trustCentre,
  };
}

async function programName(db: Staff["db"], id: string | null): Promise<string> {
  const [key] = id ? await db.select({ name: apiKey.name }).from(apiKey).where(eq(apiKey.id, id)) : [];
  return key?.name ?? "The console";
}

async function readTimeline({ db }: Staff, file: CaseFile): Promise<CaseTimelineItem[]> {
  const definition = definitionOf(file);
  const rows = await db
    .select({ event: caseEvent, by: staff.displayName, program: apiKey.name })
    .from(caseEvent)
    .leftJoin(staff, eq(staff.id, caseEvent.actorId))
    .leftJoin(apiKey, eq(apiKey.id, caseEvent.apiKeyId))
    .where(eq(caseEvent.caseId, file.id))
    .orderBy(desc(caseEvent.id))
    .limit(EVENTS_SHOWN);
  const people = await namesOf(
    db,
    rows.map(({ event }) => (event.what === "assigned" ? (event.details.to as string | null) : null)),
  );
  return rows.map(({ event, by, program }) => {
    const isTalk = event.what === "reply";
    return {
      id: String(event.id),
      at: event.at.toISOString(),
      by,
      program: by === null ? program : null,
      what: event.what,
      words: wordsOf(event, definition, people),
      text: event.text,
      language: isTalk ? ((event.details.language as CaseView["language"] | undefined) ?? "fi") : null,
      href: hrefOf(event, file.number),
    };
  });
}

async function readAttachments(db: Staff["db"], caseId: string): Promise<CaseView["attachments"]> {
  const { id, fileName, size, addedAt } = caseAttachment;
  const rows = await db
    .select({ id, fileName, size, addedAt, addedBy: staff.displayName })
    .from(caseAttachment)
    .leftJoin(staff, eq(staff.id, caseAttachment.addedBy))
    .where(eq(caseAttachment.caseId, caseId))
    .orderBy(asc(addedAt), asc(id));
  return rows.map((row) => ({
    ...row,
    addedAt: row.addedAt.toISOString(),
    addedBy: row.addedBy ?? "The ticket system",
  }));
}

async function readFollowUps(db: Staff["db"], caseId: string, now: Date): Promise<CaseView["followUps"]> {
  const rows = await db
    .select({ followUp: caseFollowUp, doneBy: staff.displayName })
    .from(caseFollowUp)
    .leftJoin(staff, eq(staff.id, caseFollowUp.doneBy))
    .where(and(eq(caseFollowUp.caseId, caseId)))
    .orderBy(asc(caseFollowUp.dueAt), asc(caseFollowUp.id));
  return rows.map(({ followUp: { id, kind, text, dueAt, doneAt }, doneBy }) => ({
    id,
    kind,
    text,
    dueAt: dueAt.toISOString(),
    doneAt: doneAt?.toISOString() ?? null,
    doneBy,
    overdue: doneAt === null && dueAt < now,
  }));
}
