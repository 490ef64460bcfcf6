import { execFile } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { withExportServer } from "./export-server.ts";
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
  await withExportServer(async ({ url, slotUrl, home, lease }) => {
    for (const employees of [2000, 20_000]) {
      const { companyId, payslips } = await makePayroll(url, employees);
      await lease(companyId, "payroll");
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
  });
}
