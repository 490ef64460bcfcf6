import { randomUUID } from "node:crypto";
import { type BulletinContent, emptyContent } from "#app/domain/bulletins/content-schema.ts";
import { createBulletin } from "#app/domain/bulletins/create-bulletin.server.ts";
import { readBulletin } from "#app/domain/bulletins/read-bulletin.server.ts";
import { saveBulletin } from "#app/domain/bulletins/save-bulletin.server.ts";
import { submitBulletin } from "#app/domain/bulletins/submit-bulletin.server.ts";
import { approveBulletin } from "#app/domain/bulletins/approve-bulletin.server.ts";
import type { Role } from "#app/domain/access/permissions.ts";
import type { Clock } from "#app/platform/clock.ts";
import type { ReleaseItem } from "#db/schema/releases.ts";
import { release } from "#db/schema/releases.ts";
import type { TestDatabase } from "#tests/setup/database.ts";
import { staffActor } from "./contexts.ts";
import { person } from "./incidents.ts";
import { testService } from "./service.ts";

/** A person of the staff, as the verbs of bulletins get them: just signed in, whatever the test's clock says. */
export async function writer(database: TestDatabase, name: string, clock: Clock, roles: Role[] = ["release_manager"]) {
  const ctx = await person(database, name, roles, clock);
  return {
    ...ctx,
    ...testService(),
    get actor() {
      return staffActor(ctx.actor.id, roles, { displayName: name, authTime: clock.now() });
    },
  };
}
export type Writer = Awaited<ReturnType<typeof writer>>;

/** A release as a pipeline would have told of it. @param at an instant */
export async function released(
  database: TestDatabase,
  version: string,
  at: string,
  items: Partial<ReleaseItem>[],
  more: Partial<typeof release.$inferInsert> = {},
): Promise<string> {
  const [row] = await database.db
    .insert(release)
    .values({
      version,
      kind: "weekly",
      releasedAt: new Date(at),
      items: items.map((item) => ({ section: "improved", text: "A line", pages: [], apis: [], ...item })),
      ...more,
    })
    .returning({ id: release.id });
  return row!.id;
}

/** A content with these words in Finnish. */
export function finnish(title: string, lead = "Hei.", more: Partial<BulletinContent> = {}): BulletinContent {
  const content = emptyContent();
  content.texts.fi = { ...content.texts.fi, title, lead, translated: true };
  return { ...content, ...more };
}

export const now = async (by: Writer, id: string) => readBulletin(by, { id });
export const versionOf = async (by: Writer, id: string) => (await now(by, id)).version;

/** An announcement that says this, as a draft. */
export async function drafted(by: Writer, content = finnish(`Ilmoitus ${randomUUID().slice(0, 8)}`)): Promise<string> {
  const { id } = await createBulletin(by, { kind: "important" });
  const outcome = await saveBulletin(by, { id, baseVersion: 1, content });
  if (outcome.kind !== "saved") throw new Error("not saved");
  return id;
}

export async function submitted(by: Writer, id: string, correctionNote?: unknown): Promise<void> {
  await submitBulletin(by, { id, version: await versionOf(by, id), correctionNote });
}

export async function approved(by: Writer, reviewer: Writer, id: string, correctionNote?: unknown): Promise<void> {
  await submitted(by, id, correctionNote);
  await approveBulletin(reviewer, { id, version: await versionOf(by, id), formToken: "form-token" });
}
