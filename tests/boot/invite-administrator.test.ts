import { spawnSync } from "node:child_process";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { sha256Hex } from "#app/domain/identity/tokens.server.ts";
import { auditEvent } from "#db/schema/audit.ts";
import { staff, staffInvitation, staffRole } from "#db/schema/identity.ts";
import { testDatabase } from "#tests/setup/database.ts";

const database = await testDatabase();
const { db } = database;

function run(...args: string[]) {
  const { DATABASE_URL: _none, ...env } = process.env;
  const done = spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "app/boot/invite-administrator.ts", ...args],
    {
      env: {
        ...env,
        DATABASE_URL: database.ownerUrl,
        SECRET: database.secret,
        PUBLIC_ORIGIN: "https://console.example",
      },
      encoding: "utf8",
    },
  );
  return { code: done.status, out: done.stdout, err: done.stderr };
}

test("prints a link that is an invitation of an administrator, and writes it to the trail", async () => {
  const { code, out, err } = run("--name", "Anna Aalto", "--email", "anna@x.example");
  expect(err).toBe("");
  expect(code).toBe(0);
  const token = /https:\/\/console\.example\/invitation#([\w-]{43})\n/.exec(out)?.[1];
  const [invitation] = await db
    .select()
    .from(staffInvitation)
    .where(eq(staffInvitation.tokenSha256, sha256Hex(token!)));
  const roles = await db.select().from(staffRole).where(eq(staffRole.staffId, invitation!.staffId));
  expect(roles.map((row) => [row.role, row.state, row.proposedBy])).toEqual([["administrator", "active", null]]);
  const [event] = await db.select().from(auditEvent).where(eq(auditEvent.targetId, invitation!.staffId));
  expect(event).toMatchObject({ actorKind: "operator", action: "staff_role.bootstrap" });
});

test("says what is missing or wrong, and does nothing then", async () => {
  const before = await db.select().from(staff);
  expect(run("--name", "Anna Aalto")).toMatchObject({ code: 2, err: expect.stringContaining("Usage:") });
  expect(run("--nmae", "Anna")).toMatchObject({ code: 1, err: expect.stringContaining("Usage:") });
  const bad = run("--name", "Bad Address", "--email", "nowhere");
  expect(bad).toMatchObject({ code: 1, out: "", err: expect.stringContaining("e-mail address") });
  expect(await db.select().from(staff)).toEqual(before);
});
