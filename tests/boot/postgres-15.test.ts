import { execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { expect } from "vitest";
import { loadDemoData } from "#app/boot/load-demo-data.ts";
import { prepareDatabase } from "#app/boot/prepare-database.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { freePort } from "#db/embedded.ts";
import { roleUrl } from "#db/roles.ts";
import { until } from "#tests/support/processes.ts";
import { toolTest } from "#tests/support/tools.ts";

const SECRET = "0123456789012345678901234567890123456789";

/** Debian's server, run by hand; root runs it as the package's user. */
async function startServer(program: string) {
  const home = mkdtempSync(path.join(tmpdir(), "huolto-postgres-15-"));
  chmodSync(home, 0o755);
  const data = path.join(home, "data");
  mkdirSync(data);
  const number = (what: string) => Number(execFileSync("id", [what, "postgres"], { encoding: "utf8" }));
  const who = process.getuid?.() === 0 ? { uid: number("-u"), gid: number("-g") } : {};
  if (who.uid) chownSync(data, who.uid, who.gid);
  const initdb = path.join(path.dirname(program), "initdb");
  execFileSync(initdb, ["-D", data, "-U", "huolto", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"], {
    ...who,
    stdio: "ignore",
  });
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", `unix_socket_directories=${data}`, "fsync=off"];
  const server = spawn(program, ["-D", data, "-p", String(port), ...settings.flatMap((s) => ["-c", s])], {
    ...who,
    stdio: "ignore",
  });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const stop = async () => {
    server.kill("SIGINT");
    await ended;
    rmSync(home, { recursive: true });
  };
  return { home, stop, url: (user: string, name: string) => `postgres://${user}@127.0.0.1:${port}/${name}` };
}

toolTest(
  "Postgres 15 holds everything: schema, queue, roles and the demo's books, under an owner that is no superuser",
  "/usr/lib/postgresql/15/bin/postgres",
  async (program) => {
    const server = await startServer(program);
    const admin = postgres(server.url("huolto", "postgres"), { max: 1, onnotice: () => {} });
    try {
      await until("an answer of the server", () =>
        admin`select 1`.then(
          () => true,
          () => false,
        ),
      );
      const [version] = await admin`select current_setting('server_version_num')::int / 10000 as major`;
      expect(version).toEqual({ major: 15 });
      await admin.unsafe("create role keeper login createrole");
      await admin.unsafe("create database books owner keeper");
      const ownerUrl = server.url("keeper", "books");
      await prepareDatabase(ownerUrl, { secret: SECRET, slots: 2 });
      await prepareDatabase(ownerUrl, { secret: SECRET, slots: 2 });
      const documents = path.join(server.home, "documents");
      mkdirSync(documents);
      await loadDemoData({
        ownerUrl,
        documentStore: `file://${documents}`,
        issuer: "http://localhost:3001",
        subjectKey: "key",
        profile: loadProfile(),
        say: () => {},
      });

      // What row-level security holds on newer servers holds here: a slot reads the company of its lease and no other.
      const worker = postgres(roleUrl(ownerUrl, SECRET, "books_worker"), { max: 1 });
      const slot = postgres(roleUrl(ownerUrl, SECRET, "books_export_slot_1"), { max: 1 });
      const seen = async () => (await slot`select distinct company_id as id from ledger.vouchers`).map((row) => row.id);
      expect(await seen()).toEqual([]);
      const [company, ...others] = await worker`select id from ledger.companies order by business_id`;
      expect(others).toHaveLength(11);
      await worker`
        insert into ledger.export_lease (role_name, company_id, run_id, expires_at)
        values ('books_export_slot_1', ${company!.id}, gen_random_uuid(), now() + interval '1 minute')`;
      expect(await seen()).toEqual([company!.id]);
      await expect(slot`select 1 from ledger.internal_notes`).rejects.toThrow("permission denied");
      await expect(slot`update ledger.vouchers set text = 'x'`).rejects.toThrow();
      await worker.end();
      await slot.end();
    } finally {
      await admin.end();
      await server.stop();
    }
  },
  { find: (file) => (existsSync(file) ? file : undefined), timeoutMs: 120_000 },
);
