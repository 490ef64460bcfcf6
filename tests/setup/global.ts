import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { type EmbeddedServer, startEmbedded } from "#db/embedded.ts";
import { migrateQueue } from "#app/platform/queue.server.ts";
import { migrateDatabase } from "#db/migrate.ts";

declare module "vitest" {
  export interface ProvidedContext {
    postgres: { adminUrl: string; template: string; secret: string };
  }
}

/** Starts one Postgres for the whole run and makes the template that each test file clones. */
export default async function setup(project: TestProject) {
  const home = mkdtempSync(path.join(tmpdir(), "huolto-test-"));
  // The embedded server does not run as root and must be able to enter.
  chmodSync(home, 0o755);
  let server: EmbeddedServer | undefined;
  server = await startEmbedded(home, {
    flags: ["fsync=off", "full_page_writes=off", "synchronous_commit=off"],
    database: "huolto_template",
  });
  await migrateDatabase(server.url);
  await migrateQueue(server.url);
  const adminUrl = server.url.replace(/\/[^/]*$/, "/postgres");
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  await admin.end();
  project.provide("postgres", { adminUrl, template: "huolto_template", secret: server.secret });
  return async () => {
    await server?.stop();
    server = undefined;
    rmSync(home, { recursive: true, force: true });
  };
}
