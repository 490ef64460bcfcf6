import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, inject } from "vitest";
import { type DbHandle, openDb } from "#db/client.ts";
import { provisionRoles, type RoleNames, roleUrl } from "#db/roles.ts";

export type TestDatabase = DbHandle & {
  ownerUrl: string;
  appUrl: string;
  workerUrl: string;
  slotUrls: string[];
  roles: RoleNames;
  secret: string;
};

/**
 * A database of its own for this test file, cloned from the migrated template: real roles, real row-level security.
 * `db` is connected as the web application's role. Dropped after the file.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject("postgres");
  const name = `t_${randomBytes(6).toString("hex")}`;
  const admin = postgres(server.adminUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database "${name}" template "${server.template}"`);
  const ownerUrl = server.adminUrl.replace(/\/[^/]*$/, `/${name}`);
  const roles = await provisionRoles(ownerUrl, { secret: server.secret });
  const url = (role: string) => roleUrl(ownerUrl, server.secret, role);
  const handle = openDb(url(roles.app), { max: 5 });
  afterAll(async () => {
    await handle.close();
    await admin.unsafe(`drop database "${name}" with (force)`);
    for (const role of [
      roles.app,
      roles.worker,
      ...roles.exportSlots,
      roles.exportReader,
      roles.ledgerWriter,
      roles.auditOwner,
    ]) {
      // A role that still owns something in another database would be a defect of the roles; say so by failing.
      await admin.unsafe(`drop role "${role}"`);
    }
    await admin.end();
  });
  return {
    ...handle,
    ownerUrl,
    appUrl: url(roles.app),
    workerUrl: url(roles.worker),
    slotUrls: roles.exportSlots.map(url),
    roles,
    secret: server.secret,
  };
}
