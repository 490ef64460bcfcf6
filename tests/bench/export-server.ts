import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { startEmbedded } from "#db/embedded.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { provisionRoles, roleUrl } from "#db/roles.ts";
import { loadingFlags } from "./ledger-rows.ts";

export type ExportServer = {
  url: string;
  /** The role that archives are made with: it reads the company that was leased last. */
  slotUrl: string;
  /** A folder for what is made; it is removed at the end. */
  home: string;
  lease(companyId: string, part: "books" | "payroll"): Promise<void>;
};

/** Runs `work` with a migrated server of its own, and stops the server however that ends. */
export async function withExportServer(work: (server: ExportServer) => Promise<void>): Promise<void> {
  const home = mkdtempSync(path.join(tmpdir(), "huolto-bench-"));
  // The embedded server does not run as root and must be able to enter.
  chmodSync(home, 0o755);
  const server = await startEmbedded(home, { database: "bench", flags: loadingFlags });
  try {
    await migrateDatabase(server.url);
    const { exportSlots } = await provisionRoles(server.url, { secret: server.secret });
    const role = exportSlots[0]!;
    await work({
      url: server.url,
      slotUrl: roleUrl(server.url, server.secret, role),
      home,
      async lease(companyId, part) {
        const owner = postgres(server.url, { max: 1 });
        await owner`insert into ledger.export_lease (role_name, company_id, run_id, expires_at, part)
          values (${role}, ${companyId}, gen_random_uuid(), now() + interval '1 day', ${part})
          on conflict (role_name) do update set company_id = excluded.company_id, part = excluded.part`;
        await owner.end();
      },
    });
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}
