import { randomUUID } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import type { Role } from "#app/domain/access/permissions.ts";
import { approveDisclosure } from "#app/domain/disclosures/approve-disclosure.server.ts";
import { deliverDisclosure } from "#app/domain/disclosures/deliver-disclosure.server.ts";
import { executeDisclosure } from "#app/domain/disclosures/execute-disclosure.server.ts";
import { type Registration, registerDisclosure } from "#app/domain/disclosures/register-disclosure.server.ts";
import { verifyDisclosure } from "#app/domain/disclosures/verify-disclosure.server.ts";
import { type DisclosureDeps, performDisclosure } from "#app/jobs/disclosure/perform-disclosure.ts";
import { diskStorage } from "#app/platform/storage/disk.server.ts";
import { openDb } from "#db/client.ts";
import { disclosure } from "#db/schema/disclosures.ts";
import { staff, staffRole } from "#db/schema/identity.ts";
import { ensureSigningKey } from "#exporters/archive/signing-key.ts";
import type { TestDatabase } from "#tests/setup/database.ts";
import { ctxOf, serviceCtxOf, staffActor, testClock } from "./contexts.ts";

export const PORTAL = "https://portal.example";

/** Names that must be found nowhere outside the platform team's pages. */
export const canary = {
  authority: "Kanarian Poliisilaitos",
  legalBasis: "Kanarialaki 1 luku 2 §",
  reference: "KAN/2026/77",
  email: "kirjaamo@kanaria.example",
  person: "Kanaria Lintusalo",
};

export const request = (more: Partial<Registration> = {}): Registration => ({
  authority: canary.authority,
  legalBasis: canary.legalBasis,
  reference: canary.reference,
  receivedOn: "2026-11-20",
  recipientEmail: canary.email,
  recipientPhone: "040 123 4567",
  language: "fi",
  from: "2026-09-01",
  to: "2026-09-30",
  businessIds: "",
  events: "",
  allEvents: true,
  persons: canary.person,
  tellCustomer: "no",
  tellAfter: "",
  ...more,
});

export type EventRow = {
  at: string;
  business: string;
  person: string;
  name: string;
  event?: string;
  details?: Record<string, unknown>;
};

/** A service's log, people and everything that carries out a request, in a database of its own. */
export async function disclosureDesk(database: TestDatabase, now = new Date("2026-11-23T08:00:00Z")) {
  const clock = testClock(now);
  const folder = await mkdtemp(path.join(tmpdir(), "huolto-disclosure-"));
  const worker = openDb(database.workerUrl, { max: 3 });
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  const archives = diskStorage(path.join(folder, "archives"));
  const deps: DisclosureDeps = {
    databaseUrl: database.workerUrl,
    archives,
    stagingFolder: path.join(folder, "archives", "tmp"),
    signingKey: ensureSigningKey(path.join(folder, "key.pem")),
  };
  let next = 1;
  async function person(role: Role) {
    const [row] = await database.db
      .insert(staff)
      .values({ displayName: `${role} ${next}`, email: `${randomUUID()}@huolto.example` })
      .returning();
    await database.db.insert(staffRole).values({ staffId: row!.id, role, state: "active" });
    const actor = staffActor(row!.id, [role], { authTime: clock.now(), formToken: "form", sessionId: randomUUID() });
    return serviceCtxOf(database.db, actor, { clock });
  }
  const agent = await person("customer_service");
  const alma = await person("platform");
  const pasi = await person("platform");
  const katri = await person("platform");
  const jobCtx = ctxOf(worker.db, { kind: "job", id: "disclosure-run" }, clock);
  const read = async (id: string) => {
    const rows = await database.db.select().from(disclosure);
    return rows.find((row) => row.id === id)!;
  };
  const run = (id: string) => performDisclosure(jobCtx, deps, { id, signal: new AbortController().signal });
  const verified = async (more: Partial<Registration> = {}) => {
    const { id } = await registerDisclosure(agent, request(more));
    const row = await verifyDisclosure(alma, { id, version: 1, how: "Called the switchboard and asked for the clerk" });
    return row;
  };
  const executed = async (more: Partial<Registration> = {}) => {
    const { id, version, scopeSha256 } = await verified(more);
    await executeDisclosure(alma, { id, version, scopeSha256 });
    await run(id);
    return await read(id);
  };
  const delivered = async (more: Partial<Registration> = {}) => {
    const { id, version, packageSha512 } = await executed(more);
    const approved = await approveDisclosure(pasi, { id, version, packageSha512: packageSha512!, formToken: "form" });
    return await deliverDisclosure(alma, { id, version: approved.version, portalOrigin: PORTAL });
  };
  return {
    ...{ clock, folder, worker, owner, archives, deps, agent, alma, pasi, katri, jobCtx },
    ...{ person, read, run, verified, executed, delivered },
    async events(rows: EventRow[]) {
      for (const row of rows)
        await owner`insert into service.events (id, at, business_id, person, person_name, event, address, details)
          values (${next++}, ${row.at}, ${row.business}, ${row.person}, ${row.name}, ${row.event ?? "sign_in"},
            '198.51.100.7', ${owner.json((row.details ?? {}) as never)})`;
    },
    async end() {
      await worker.close();
      await owner.end();
    },
  };
}
