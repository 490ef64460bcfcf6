import { spawnSync } from "node:child_process";
import path from "node:path";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { staff } from "#db/schema/identity.ts";
import { createLogger } from "#app/platform/log.server.ts";
import { testDatabase } from "#tests/setup/database.ts";

const database = await testDatabase();
const PHONE = "+358401112223";
const EMAIL = "vuoto.canary@yritys.example";

/** What lands in the log when `work` fails. */
async function logged(work: () => Promise<unknown>) {
  const lines: string[] = [];
  const log = createLogger("test", "info", { write: (line: string) => void lines.push(line) });
  const error = await work().then(
    () => {
      throw new Error("it was to fail");
    },
    (thrown: unknown) => thrown,
  );
  log.error({ err: error }, "a request failed");
  log.error({ err: error });
  log.error(error as Error);
  return { line: JSON.parse(lines[0]!), all: lines.join(""), count: lines.length };
}

test("an address that is not unique stays out of the log; which constraint refused it does not", async () => {
  const person = { displayName: "Vuoto Canary", email: EMAIL };
  await database.db.insert(staff).values(person);
  const { line, all, count } = await logged(async () => database.db.insert(staff).values(person));
  expect(count).toBe(3);
  expect(all).not.toMatch(/canary|insert into/i);
  expect(line.msg).toBe("a request failed");
  expect(line.err.cause).toMatchObject({ name: "PostgresError", code: "23505", constraint_name: "staff_lower_idx" });
  expect(line.err.stack).toMatch(/^at .*log\.test\.ts/m);
});

test("a failing query's parameters stay out, also those of the driver alone and of a statement that the database cannot read", async () => {
  const { line, all } = await logged(async () =>
    database.db.execute(sql`select ${PHONE}::text, ${EMAIL}::text, 1 / ${0}::int`),
  );
  expect(line.err.cause.code).toBe("22012");
  expect(all).not.toMatch(/canary|35840/);
  const driver = await logged(async () => database.sql`select ${EMAIL}::uuid`);
  expect(driver.line.err).toMatchObject({ name: "PostgresError", code: "22P02" });
  expect(driver.all).not.toMatch(/canary/);
});

test("text that could not be parsed stays out", async () => {
  const { line, all } = await logged(async () => JSON.parse(`{"email": ${EMAIL}`));
  expect(line.err.name).toBe("SyntaxError");
  expect(all).not.toMatch(/canary|vuoto/);
});

test("a process that dies of an error says so without its values", () => {
  const program = `
    import { createLogger, endOnDefect } from "#app/platform/log.server.ts";
    endOnDefect(createLogger("test", "info"));
    Promise.reject(Object.assign(new Error("Failed query, params: ${EMAIL}"), { parameters: ["${EMAIL}"] }));`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
    cwd: path.resolve(import.meta.dirname, "../.."),
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(stdout).toContain("nobody caught this");
  expect(stdout + stderr).not.toMatch(/canary/);
});
