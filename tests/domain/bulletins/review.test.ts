import { expect, test } from "vitest";
import { approveBulletin } from "#app/domain/bulletins/approve-bulletin.server.ts";
import { saveBulletin } from "#app/domain/bulletins/save-bulletin.server.ts";
import { takeBackBulletin } from "#app/domain/bulletins/take-back-bulletin.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { drafted, finnish, now, submitted, versionOf, writer } from "#tests/support/bulletins.ts";
import { testClock } from "#tests/support/contexts.ts";

const database = await testDatabase();
// Thursday of week 47, 10:00 in Helsinki.
const clock = testClock(new Date("2026-11-19T08:00:00Z"));
const juuso = await writer(database, "Juuso Julkaisula", clock);
const jonna = await writer(database, "Jonna Julkaisulahti", clock);
const third = await writer(database, "Kolmas Julkaisija", clock);

test("approving needs the form of this session, a fresh sign-in, the role at that moment, and the version that was shown", async () => {
  const id = await drafted(juuso);
  await submitted(juuso, id);
  const version = await versionOf(juuso, id);
  await expect(approveBulletin(jonna, { id, version, formToken: "other" })).rejects.toMatchObject({
    code: "forbidden",
  });
  const stale = { ...jonna, actor: { ...jonna.actor, authTime: new Date(clock.now().getTime() - 301_000) } };
  await expect(approveBulletin(stale, { id, version, formToken: "form-token" })).rejects.toMatchObject({
    code: "fresh_sign_in_needed",
  });
  await expect(approveBulletin(jonna, { id, version: version - 1, formToken: "form-token" })).rejects.toMatchObject({
    code: "conflict",
  });
  await database.sql`update console.staff set active = false where id = ${third.actor.id}`;
  await expect(approveBulletin(third, { id, version, formToken: "form-token" })).rejects.toMatchObject({
    code: "forbidden",
  });
  await database.sql`update console.staff set active = true where id = ${third.actor.id}`;
  // Somebody takes it back, writes and sends it again while the reviewer reads: that is not what was read.
  await takeBackBulletin(juuso, { id, version });
  await saveBulletin(juuso, { id, baseVersion: version + 1, content: finnish("Toista") });
  await submitted(juuso, id);
  await expect(approveBulletin(jonna, { id, version, formToken: "form-token" })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("whoever wrote a word of it does not review it, whoever sends it, and the database says so too", async () => {
  const id = await drafted(juuso);
  await saveBulletin(jonna, { id, baseVersion: 2, content: { ...(await now(juuso, id)).content, pages: ["/x"] } });
  const fourth = await writer(database, "Neljäs Julkaisija", clock);
  await submitted(third, id);
  const version = await versionOf(juuso, id);
  for (const part of [juuso, jonna, third]) {
    await expect(approveBulletin(part, { id, version, formToken: "form-token" })).rejects.toMatchObject({
      code: "same_person",
    });
    expect((await now(part, id)).actions.approve).toMatchObject({ allowed: false });
  }
  expect((await now(fourth, id)).actions.approve).toEqual({ allowed: true });
  const direct = (person: string) =>
    database.sql`update console.bulletin set state = 'approved', approved_by = ${person}, approved_at = now() where id = ${id}`;
  await expect(direct(third.actor.id)).rejects.toThrow("another_person_approves");
  await expect(direct(jonna.actor.id)).rejects.toThrow("whoever wrote a bulletin does not approve it");
  await expect(
    database.sql`update console.bulletin set submitted_by = null, approved_by = ${fourth.actor.id} where id = ${id}`,
  ).rejects.toThrow("another_person_approves");
  await expect(database.sql`update console.bulletin set state = 'approved' where id = ${id}`).rejects.toThrow(
    "approved_by_somebody",
  );
  await expect(
    database.sql`update console.bulletin set published = content, published_at = now(), first_published_at = now() where id = ${id}`,
  ).rejects.toThrow("a bulletin is published once it is approved");
  await approveBulletin(fourth, { id, version, formToken: "form-token" });
});
