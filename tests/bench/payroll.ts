import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import postgres from "postgres";
import { startEmbedded } from "#db/embedded.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { provisionRoles, roleUrl } from "#db/roles.ts";
import { loadingFlags } from "./ledger-rows.ts";
import { makePayroll } from "./payroll-rows.ts";

const run = promisify(execFile);

type Made = { seconds: number; maxRssKiB: number; bytes: number; files: number };

async function createOnce(slotUrl: string, companyId: string, formats: string, home: string): Promise<Made> {
  const script = fileURLToPath(new URL("./create-payroll-once.ts", import.meta.url));
  const { stdout } = await run(process.execPath, [
    "--max-semi-space-size=8",
    script,
    slotUrl,
    companyId,
    formats,
    path.join(home, "payroll.zip"),
  ]);
  return JSON.parse(stdout);
}

/**
 * Measures archives of a payroll with and without everybody's page, of two thousand and of twenty thousand people, in a server
 * made for it: what the pages take is to grow with the people, and no faster. Prints a line for each.
 */
export async function benchPayroll(): Promise<void> {
  const home = mkdtempSync(path.join(tmpdir(), "huolto-bench-"));
  // The embedded server does not run as root and must be able to enter.
  chmodSync(home, 0o755);
  const server = await startEmbedded(home, { database: "bench", flags: loadingFlags });
  try {
    await migrateDatabase(server.url);
    const { exportSlots } = await provisionRoles(server.url, { secret: server.secret });
    const slotUrl = roleUrl(server.url, server.secret, exportSlots[0]!);
    for (const employees of [2000, 20_000]) {
      const { companyId, payslips } = await makePayroll(server.url, employees);
      const owner = postgres(server.url, { max: 1 });
      await owner`insert into ledger.export_lease (role_name, company_id, run_id, expires_at, part)
        values (${exportSlots[0]!}, ${companyId}, gen_random_uuid(), now() + interval '1 day', 'payroll')
        on conflict (role_name) do update set company_id = excluded.company_id`;
      await owner.end();
      let without = 0;
      for (const formats of ["csv", "csv,html"]) {
        const { seconds, maxRssKiB, bytes, files } = await createOnce(slotUrl, companyId, formats, home);
        const beside = without > 0 ? `, ${(seconds / without).toFixed(2)}x the same without pages` : "";
        without = seconds;
        console.log(
          `payroll ${String(employees).padStart(6)} people, ${payslips} payslips, ${formats}: ${seconds.toFixed(1)} s${beside}, ` +
            `${files} files, peak ${Math.round(maxRssKiB / 1024)} MiB, ${(bytes / 1e6).toFixed(1)} MB`,
        );
      }
    }
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}
