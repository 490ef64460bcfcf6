import { randomUUID } from "node:crypto";
import postgres from "postgres";
import type { Role } from "#app/domain/access/permissions.ts";
import type { ServiceCtx, StaffActor } from "#app/domain/context.ts";
import { createDraft, type CreateDraftInput } from "#app/domain/ip-restrictions/create-draft.server.ts";
import { decideRestriction } from "#app/domain/ip-restrictions/decide-restriction.server.ts";
import { dryRun } from "#app/domain/ip-restrictions/dry-run.server.ts";
import { proposeRestriction } from "#app/domain/ip-restrictions/propose-restriction.server.ts";
import type { Clock } from "#app/platform/clock.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { staff, staffRole } from "#db/schema/identity.ts";
import type { TestDatabase } from "#tests/setup/database.ts";
import { anonymous, serviceCtxOf, staffActor, testClock } from "./contexts.ts";

/** As the demo has it: the customers come from the networks of examples. */
const loaded = loadProfile();
const profile = { ...loaded, ipRestrictions: { documentationNetworks: true } };

export type Agent = ServiceCtx<StaffActor>;

/** Somebody of the staff, who signed in just now whenever they act. */
export async function agent(
  database: TestDatabase,
  name: string,
  clock: Clock,
  { roles = ["customer_service"], email = `${randomUUID()}@huolto.example` }: { roles?: Role[]; email?: string } = {},
): Promise<Agent> {
  const [row] = await database.db.insert(staff).values({ displayName: name, email }).returning();
  for (const role of roles) await database.db.insert(staffRole).values({ staffId: row!.id, role, state: "active" });
  const actor = {
    ...staffActor(row!.id, roles, { displayName: name, formToken: "form" }),
    get authTime() {
      return clock.now();
    },
  };
  return serviceCtxOf(database.db, actor, { clock, profile });
}

export const clockJob = (database: TestDatabase, clock: Clock) =>
  serviceCtxOf(database.db, { kind: "job", id: "test" }, { clock, profile });
export const somebody = (database: TestDatabase, clock: Clock) =>
  serviceCtxOf(database.db, anonymous, { clock, profile });

/** Two of customer service who decide each other's lists, the clock's job and somebody at the portal. Monday 10:00 in Helsinki. */
export async function ipDesk(database: TestDatabase) {
  const clock = testClock(new Date("2026-11-23T08:00:00Z"));
  return {
    clock,
    pirkko: await agent(database, "Pirkko Palvelusto", clock),
    paivi: await agent(database, "Päivi Palvelija", clock),
    job: clockJob(database, clock),
    door: somebody(database, clock),
  };
}

let customers = 0;

/** A customer of the service, as the vendor maps it. */
export async function customer(database: TestDatabase, { endedOn = null }: { endedOn?: string | null } = {}) {
  customers += 1;
  const businessId = `880000${customers}-1`;
  await asOwner(
    database,
    (sql) => sql`insert into service.customers (business_id, country, name, customer_since, ended_on)
    values (${businessId}, 'FI', ${`Rajaus ${customers} Oy`}, '2020-01-01', ${endedOn})`,
  );
  return businessId;
}

let signIns = 0;
export type SeedSignIn = { at: string; person: string; address: string; client?: string; role?: string };

/** Sign-ins as the vendor maps them. */
export async function signedIn(database: TestDatabase, businessId: string, rows: SeedSignIn[]) {
  await asOwner(database, async (sql) => {
    for (const { at, person, address, client = "browser", role = "bookkeeper" } of rows) {
      signIns += 1;
      await sql`insert into service.sign_ins (id, at, business_id, person, role, address, client)
        values (${signIns}, ${at}, ${businessId}, ${person}, ${role}, ${address}, ${client})`;
    }
  });
}

async function asOwner(database: TestDatabase, work: (sql: postgres.Sql) => Promise<unknown>) {
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}

export const network = (text: string, expiresAt: string | null = null, label = "Office") => ({
  network: text,
  label,
  expiresAt,
});

export const draftOf = (businessId: string, more: Partial<CreateDraftInput> = {}): CreateDraftInput => ({
  businessId,
  caseNumber: null,
  requesterName: "Maija Meikäläinen",
  requesterAuthority: "Main user; called back",
  requesterEmail: "maija@yritys.example",
  networks: [network("198.51.100.0/24")],
  ...more,
});

export async function rowOf(database: TestDatabase, id: string) {
  const [row] = await database.sql`select * from console.ip_restriction where id = ${id}`;
  return row!;
}
/** What a form would send of the list as it is now. */
export async function seen(database: TestDatabase, id: string) {
  const row = await rowOf(database, id);
  return { id, version: row.row_version as number };
}

/** A list that waits for a second person. */
export async function proposed(database: TestDatabase, by: Agent, input: CreateDraftInput) {
  const { id } = await createDraft(by, input);
  await dryRun(by, await seen(database, id));
  await proposeRestriction(by, await seen(database, id));
  return id;
}

export async function decision(database: TestDatabase, id: string, what: "approve" | "refuse" = "approve") {
  const row = await rowOf(database, id);
  return {
    id,
    version: row.row_version as number,
    decision: what,
    networksSha256: row.networks_sha256 as string,
    reason: what === "refuse" ? "Not their networks" : "",
    formToken: "form",
  };
}

/** A list that has just come into force, and the token of the mailed link. */
export async function approved(database: TestDatabase, by: Agent, second: Agent, input: CreateDraftInput) {
  const id = await proposed(database, by, input);
  await decideRestriction(second, await decision(database, id));
  return { id, token: await mailedToken(database, id) };
}

export async function mailedToken(database: TestDatabase, id: string): Promise<string> {
  const [mail] = await database.sql`select body from console.message
    where subject_id = ${id} and purpose = 'ip_confirm' order by created_at desc limit 1`;
  return /#([\w-]{43})/.exec(mail!.body as string)![1]!;
}

export async function mails(database: TestDatabase, id: string) {
  return await database.sql<{ purpose: string; recipient: string; subject: string; body: string }[]>`
    select purpose, recipient, subject, body from console.message where subject_id = ${id} order by created_at, recipient`;
}

/** What balancers are given for a customer: undefined where nothing is in force. */
export async function published(database: TestDatabase, businessId: string): Promise<string[] | undefined> {
  const [row] = await database.sql`select content from console.edge_artefact order by version desc limit 1`;
  return (row?.content as { customers: Record<string, string[]> } | undefined)?.customers[businessId];
}

export async function trail(database: TestDatabase, id: string) {
  const rows = await database.sql`select action, outcome, actor_kind, details from audit.event
    where target_kind = 'ip_restriction' and target_id = ${id} order by seq`;
  return rows.map((row) => `${row.action.replace("ip_restriction.", "")} ${row.outcome} ${row.actor_kind}`);
}
