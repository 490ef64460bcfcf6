import { execFile, spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "#tests/setup/database.ts";
import { runTool, toolTest } from "#tests/support/tools.ts";
import { publicKey, signingKey, writeSample } from "./archive/sample-archive.ts";

const cli = fileURLToPath(new URL("../../exporters/cli.ts", import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "huolto-cli-"));
const database = await testDatabase();
const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
const company = randomUUID();
const year = randomUUID();
const keyFile = path.join(folder, "signing-key.pem");
const publicKeyFile = path.join(folder, "public-key.pem");

beforeAll(async () => {
  writeFileSync(keyFile, signingKey.export({ type: "pkcs8", format: "pem" }));
  writeFileSync(publicKeyFile, publicKey.export({ type: "spki", format: "pem" }));
  await owner`insert into ledger.companies (id, business_id, country, name) values (${company}, '1234567-1', 'FI', 'Esimerkki Oy')`;
  await owner`insert into ledger.financial_years (id, company_id, starts_on, ends_on, closed_on)
    values (${year}, ${company}, '2023-04-01', '2024-03-31', '2024-06-01')`;
  for (const [number, name] of [
    ["1910", "Bank"],
    ["4000", "Purchases"],
  ] as const)
    await owner`insert into ledger.accounts (company_id, financial_year_id, number, name, type)
      values (${company}, ${year}, ${number}, ${name}, 'asset')`;
  for (const seq of [1, 2]) {
    await owner`insert into ledger.vouchers (company_id, financial_year_id, seq, series, number, date)
      values (${company}, ${year}, ${seq}, 'A', ${String(seq)}, '2023-05-01')`;
    await owner`insert into ledger.voucher_lines (company_id, financial_year_id, voucher_seq, line_no, account_number, debit, credit)
      values (${company}, ${year}, ${seq}, 1, '4000', 10.05, 0), (${company}, ${year}, ${seq}, 2, '1910', 0, 10.05)`;
  }
});
afterAll(async () => {
  await owner.end();
  rmSync(folder, { recursive: true, force: true });
});

type Ended = { code: number; out: string; err: string };
const environment: NodeJS.ProcessEnv = {
  ...process.env,
  NODE_ENV: "test",
  DATABASE_URL: database.ownerUrl,
  SECRET: database.secret,
  HUOLTO_HOME: path.join(folder, "home"),
  SIGNING_KEY_FILE: keyFile,
};
function run(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve) =>
    execFile(process.execPath, [cli, ...args], { env: { ...environment, ...env } }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    ),
  );
}
const create = (out: string, more: string[] = [], env: Record<string, string> = {}) =>
  run(["create", "--customer", "1234567-1", "--out", out, "--as-of", "2026-11-22", ...more], env);
const audited = () =>
  owner`select actor_kind, action, outcome, target_id, details from audit.event where action = 'archive.create' order by seq`;

describe("commands that cannot be understood end with 2, a sentence and the usage", () => {
  test.each([
    [[], "Say what to do"],
    [["destroy"], "Say what to do"],
    [["verify"], "Name the archive"],
    [["verify", "a", "--nonsense"], "nonsense"],
    [["create", "--out", "x"], "--customer"],
    [["create", "--customer", "1"], "--out"],
    [["create", "--customer", "1", "--out", "x", "--as-of", "2026-02-30"], "--as-of"],
    [["create", "--customer", "1", "--out", "x", "--years", "23"], "--years"],
    [["create", "--customer", "1", "--out", "x", "--country", "FIN"], "--country"],
    [["create", "--customer", "1", "--out", "x", "--run", "7"], "--run"],
    [["create", "--customer", "1", "--out", "x", "--part", "wages"], "--part"],
    [["create", "--customer", "1", "--out", "x", "more"], "more"],
  ])("%j", async (args, words) => {
    const { code, out, err } = await run(args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(words);
    expect(err).toContain("Usage:");
  });
});

describe("verify", () => {
  const file = path.join(folder, "sample.zip");
  beforeAll(() => writeSample(file).then(() => {}));

  test("a whole archive ends with 0 and its totals", async () => {
    const { code, out } = await run(["verify", file, "--key", publicKeyFile]);
    expect(code).toBe(0);
    expect(out).toContain("2023-04-01..2024-03-31  vouchers 2  lines 5  debit 124.10  credit 124.10");
    expect(out).toContain("Signed with the given key.");
  });

  test("without a key it says that nobody's identity is proven", async () => {
    expect((await run(["verify", file])).out).toContain("not proven whose");
  });

  test("a changed archive ends with 1 and each reason with its code", async () => {
    const changed = path.join(folder, "changed.zip");
    const bytes = readFileSync(file);
    bytes[2000]! ^= 4;
    writeFileSync(changed, bytes);
    const { code, out, err } = await run(["verify", changed]);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("[zip_entries_hash]");
    expect(err).toMatch(/\[(hash_differs|not_readable)\]/);
  });

  test.each([
    [["verify", "/nowhere.zip"], "not_readable"],
    [["verify", cli], "not_a_zip"],
    [["verify", file, "--key", cli], "bad_public_key"],
  ])("%j ends with 1", async (args, code) => {
    const ended = await run(args);
    expect(ended.code).toBe(1);
    expect(ended.err).toContain(`[${code}]`);
  });
});

describe("create", () => {
  test("writes one archive that verifies, prints its totals, and leaves no lease and no other file", async () => {
    const out = path.join(folder, "made");
    const { code, out: said, err } = await create(out);
    expect(err).not.toContain("[");
    expect(code).toBe(0);
    const files = readdirSync(out);
    expect(files).toHaveLength(1);
    expect(files[0]).toMatch(/^1234567-1_2023-04-01_2024-03-31_\d{4}-\d\d-\d\d\.zip$/);
    expect(said).toContain("vouchers 2  lines 4  debit 20.10  credit 20.10");
    const file = path.join(out, files[0]!);
    expect(said).toContain(createHash("sha512").update(readFileSync(file)).digest("hex"));
    expect((await run(["verify", file, "--key", publicKeyFile])).code).toBe(0);
    expect(await owner`select * from ledger.export_lease`).toEqual([]);
    expect((await audited()).at(-1)).toMatchObject({ actor_kind: "operator", outcome: "done", target_id: company });
  });

  toolTest("what it writes passes unzip", "unzip", (unzip) => {
    const out = path.join(folder, "made");
    expect(runTool(unzip, ["-t", path.join(out, readdirSync(out)[0]!)])).toContain("No errors detected");
  });

  test("makes the same bytes again, and never writes over a file", async () => {
    const again = path.join(folder, "again");
    await create(again);
    const [name] = readdirSync(again);
    const first = path.join(folder, "made", name!);
    expect(readFileSync(path.join(again, name!)).equals(readFileSync(first))).toBe(true);
    const before = statSync(first).mtimeMs;
    const { code, err } = await create(path.join(folder, "made"));
    expect([code, statSync(first).mtimeMs]).toEqual([1, before]);
    expect(err).toContain("[already_there]");
  });

  test("makes a signing key for the demo, for its owner alone, and keeps it", async () => {
    const home = path.join(folder, "fresh-home");
    mkdirSync(home);
    const env = { SIGNING_KEY_FILE: "", HUOLTO_HOME: home };
    expect((await create(path.join(folder, "with-key"), [], env)).code).toBe(0);
    const key = path.join(home, "signing-key.pem");
    expect(statSync(key).mode & 0o777).toBe(0o600);
    const made = readFileSync(key, "utf8");
    await create(path.join(folder, "with-key-2"), [], env);
    expect(readFileSync(key, "utf8")).toBe(made);
  });

  test.each([
    [["--country", "SE"], "not_found"],
    [["--years", "1999"], "unknown_year"],
    [["--as-of", "2050-01-01"], "nothing_in_scope"],
    [["--run", randomUUID()], "run_not_found"],
  ])("%j is refused, audited, and leaves nothing", async (more, code) => {
    const out = path.join(folder, `refused-${code}`);
    const ended = await create(out, more);
    expect(ended.code).toBe(1);
    expect(ended.err).toContain(`[${code}]`);
    expect(existsSync(out) ? readdirSync(out) : []).toEqual([]);
    expect(await owner`select * from ledger.export_lease`).toEqual([]);
    if (code !== "not_found") expect((await audited()).at(-1)!.details).toMatchObject({ code });
  });

  test("in production it asks for a run before anything else", async () => {
    for (const env of [{ NODE_ENV: "production" }, { HUOLTO_MODE: "production" }] as Record<string, string>[]) {
      const { code, err } = await create(path.join(folder, "production"), [], env);
      expect(code).toBe(1);
      expect(err).toContain("[run_needed]");
    }
  });
});

test("waits while every export login is in use, and a signal ends it with nothing left behind", async () => {
  const out = path.join(folder, "stopped");
  for (const role of database.roles.exportSlots)
    await owner`insert into ledger.export_lease values (${role}, ${company}, ${randomUUID()}, now() + interval '1 hour')`;
  try {
    const child = spawn(process.execPath, [cli, "create", "--customer", "1234567-1", "--out", out], {
      env: environment,
    });
    let err = "";
    child.stderr.on("data", (chunk: Buffer) => {
      err += chunk;
      if (!child.killed && err.includes("in use")) child.kill("SIGTERM");
    });
    const [code] = await once(child, "close");
    expect(code).toBe(1);
    expect(err).toContain("[stopped]");
    expect(existsSync(out) ? readdirSync(out) : []).toEqual([]);
  } finally {
    await owner`delete from ledger.export_lease`;
  }
});

describe("create for a run", () => {
  const person = async (name: string) => {
    const [row] =
      await owner`insert into console.staff (display_name, email) values (${name}, ${`${name}@example.org`}) returning id`;
    return row!.id as string;
  };
  /** A run whose request was approved for whatever scope the hash stands for. */
  test("--part payroll writes the payroll's archive, and its control totals are its payslips'", async () => {
    await owner`insert into ledger.employees values (${company}, '1', 'Aada Keksitty', '2023-04-01', null)`;
    await owner`insert into ledger.payslips (company_id, financial_year_id, employee_number, paid_on, gross, withheld_tax, net)
      values (${company}, ${year}, '1', '2023-05-25', 3000.10, 600.02, 2161.87), (${company}, ${year}, '1', '2023-06-26', 3000.00, 600, 2161.80)`;
    const ended = await create(path.join(folder, "payroll"), ["--part", "payroll"]);
    expect(ended.err).not.toContain("Usage");
    expect(ended.code).toBe(0);
    expect(ended.out).toContain("1234567-1_payroll_2023-04-01_2024-03-31_");
    // 3,000.10 + 3,000.00; 600.02 + 600.00; 2,161.87 + 2,161.80.
    expect(ended.out).toContain("payslips 2  gross 6000.10  tax 1200.02  net 4323.67");
    const [file] = readdirSync(path.join(folder, "payroll"));
    const verified = await run(["verify", path.join(folder, "payroll", file!), "--key", publicKeyFile]);
    expect(verified.code).toBe(0);
    expect(verified.out).toContain("gross 6000.10");
  });

  async function runOf(scopeSha256: string, { approved = true, companyId = company } = {}) {
    const asker = await person(`asker-${randomUUID()}`);
    const approver = await person(`approver-${randomUUID()}`);
    const [request] = await owner`
      insert into console.export_request (company_id, company_name, business_id, country, state, requester_name, requester_authority,
        contract_ends_on, recipient_name, recipient_email, recipient_phone, as_of, scope, scope_sha256, requested_by, scoped_by, approved_by, approved_at)
      values (${companyId}, 'x', '1234567-1', 'FI', 'approved', 'x', 'x', '2026-12-31', 'x', 'x@example.org', '+358401234567',
        '2026-11-22', '{}', ${scopeSha256}, ${asker}, ${asker}, ${approver}, now())
      returning id`;
    const [made] = await owner`insert into console.export_run (request_id, idempotency_key)
      values (${request!.id}, ${createHash("sha256").update(randomUUID()).digest("hex")}) returning id`;
    // The database lets nobody make a run without an approval: one whose request has ended since is the nearest.
    if (!approved) await owner`update console.export_request set state = 'cancelled' where id = ${request!.id}`;
    return made!.id as string;
  }
  /** The hash that the approver saw: written by the archive itself into scope.json and the audit trail. */
  const approvedHash = async () =>
    (await audited()).find((row) => row.outcome === "done")!.details.scopeSha256 as string;
  const production = { NODE_ENV: "production" };

  test("an approved run of this company and scope makes the archive in production", async () => {
    const id = await runOf(await approvedHash());
    const { code, err } = await run(
      ["create", "--customer", "1234567-1", "--out", path.join(folder, "run"), "--run", id],
      production,
    );
    expect(err).not.toContain("[");
    expect(code).toBe(0);
    expect((await audited()).at(-1)).toMatchObject({ outcome: "done", details: { runId: id } });
  });

  test("a run that is not approved, of another company, or for another scope is refused", async () => {
    const hash = await approvedHash();
    for (const [id, code, more] of [
      [await runOf(hash, { approved: false }), "run_not_approved", []],
      [await runOf(hash, { companyId: randomUUID() }), "run_of_another", []],
      [await runOf("0".repeat(64)), "scope_differs", []],
      [await runOf(hash), "scope_differs", ["--as-of", "2026-11-23"]],
    ] as const) {
      const out = path.join(folder, `run-${randomUUID()}`);
      const ended = await run(["create", "--customer", "1234567-1", "--out", out, "--run", id, ...more], production);
      expect(ended.code).toBe(1);
      expect(ended.err).toContain(`[${code}]`);
      expect((await audited()).at(-1)).toMatchObject({ outcome: "refused", details: { runId: id, code } });
    }
  });
});
