import { createHmac } from "node:crypto";
import postgres from "postgres";
import { partPolicy } from "./export-parts.ts";

/** Roles are cluster-wide, so each name carries its database's. */
export type RoleNames = ReturnType<typeof roleNames>;

export function roleNames(database: string, slots: number) {
  return {
    /** The web processes. */
    app: `${database}_app`,
    /** The job worker: what the web may do, and writing leases. */
    worker: `${database}_worker`,
    /** Owns the audit trail; nobody can log in as it. */
    auditOwner: `${database}_audit_owner`,
    /** Reads and writes every company's books: the import, the demo data. */
    ledgerWriter: `${database}_ledger_writer`,
    /** What every export slot may read, one company at a time. */
    exportReader: `${database}_export_reader`,
    exportSlots: Array.from({ length: slots }, (_, i) => `${database}_export_slot_${i + 1}`),
  };
}

/** The login roles' passwords follow from one secret, so that there is one setting and none is stored. */
export function rolePassword(secret: string, role: string): string {
  return createHmac("sha256", secret).update(`postgres role ${role}`).digest("base64url");
}

/** The same server and database, as another role. */
export function roleUrl(ownerUrl: string, secret: string, role: string): string {
  const url = new URL(ownerUrl);
  url.username = encodeURIComponent(role);
  url.password = rolePassword(secret, role);
  return url.href;
}

/**
 * A run and the lane that writes beside it, each on the same snapshot, and one to spare: a backend that was cut off in the middle
 * of a sort goes only when it next writes.
 */
const SLOT_CONNECTIONS = 3;

/** What an archive never reads. */
const NEVER_EXPORTED = ["user_logins", "internal_notes", "voucher_drafts", "credentials", "export_lease"];

/**
 * Makes the roles, their grants and the row-level security of the ledger. Safe to run at every start, and needed
 * after cloning a database, since grants in a clone still name the template's roles.
 * @param ownerUrl a role that owns the database and may create roles
 */
export async function provisionRoles(ownerUrl: string, { secret, slots = 2 }: { secret: string; slots?: number }) {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql`
      select current_database() as database, current_user as owner, current_setting('server_version_num') as version,
             (select rolsuper from pg_roles where rolname = current_user) as superuser`;
    const database = row!.database as string;
    const owner = row!.owner as string;
    const names = roleNames(database, slots);
    const q = (identifier: string) => `"${identifier.replaceAll('"', '""')}"`;
    const lit = (text: string) => `'${text.replaceAll("'", "''")}'`;

    const existing = new Set((await sql`select rolname from pg_roles`).map((r) => r.rolname as string));
    const statements: string[] = [];
    const role = (name: string, attributes: string) =>
      statements.push(`${existing.has(name) ? "alter" : "create"} role ${q(name)} ${attributes}`);
    const login = (name: string, limit = "") => {
      role(name, `login ${limit} password ${lit(rolePassword(secret, name))}`);
      // Any role may set defaults for its own later sessions: what an injected statement left behind must not last.
      statements.push(`alter role ${q(name)} reset all`, `alter role ${q(name)} in database ${q(database)} reset all`);
    };

    role(names.auditOwner, "nologin");
    role(names.ledgerWriter, "nologin");
    role(names.exportReader, "nologin");
    login(names.app);
    login(names.worker);
    // From Postgres 16 on a member need not be able to become the role; what it made as the shared role, other slots could read.
    const inheritOnly = Number(row!.version) >= 160_000 ? "with inherit true, set false" : "";
    for (const slot of names.exportSlots) {
      login(slot, `connection limit ${SLOT_CONNECTIONS}`);
      statements.push(`grant ${q(names.exportReader)} to ${q(slot)} ${inheritOnly}`);
      statements.push(`alter role ${q(slot)} set default_transaction_read_only = on`);
    }
    // Everybody may make large objects: a slot could leave one company's data in them for its next lease. Only a
    // superuser can take that away; under another owner they stay possible, and no other role can read them.
    if (row!.superuser) {
      const makers = ["lo_creat(integer)", "lo_create(oid)", "lo_from_bytea(oid, bytea)"];
      statements.push(`revoke execute on function ${makers.map((f) => `pg_catalog.${f}`).join(", ")} from public`);
    }
    // The owner must be a member to hand objects over, and to pass the ledger's policies where it is no superuser.
    statements.push(`grant ${q(names.auditOwner)}, ${q(names.ledgerWriter)} to ${q(owner)}`);
    statements.push(`grant ${q(names.app)} to ${q(names.worker)}`);
    statements.push(`revoke all on database ${q(database)} from public`);
    statements.push(
      `grant connect on database ${q(database)} to ${q(names.app)}, ${q(names.worker)}, ${q(names.exportReader)}`,
    );
    statements.push("revoke all on schema public from public");

    const tables = await sql`
      select c.relname as name, c.relkind in ('v', 'm', 'f') as view,
             coalesce(c.reloptions && '{security_invoker=true,security_invoker=on,security_invoker=1}'::text[], false) as invoker,
             exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'company_id' and not a.attisdropped) as scoped
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'ledger' and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1`;
    statements.push(
      `grant usage on schema ledger to ${q(names.app)}, ${q(names.exportReader)}, ${q(names.ledgerWriter)}`,
    );
    statements.push(`grant select, insert, update, delete on all tables in schema ledger to ${q(names.ledgerWriter)}`);
    type Relation = { name: string; scoped: boolean; view: boolean; invoker: boolean };
    for (const { name, scoped, view, invoker } of tables as unknown as Relation[]) {
      const table = `ledger.${q(name)}`;
      const policy = (policyName: string, definition: string) =>
        statements.push(
          `drop policy if exists ${q(policyName)} on ${table}`,
          `create policy ${q(policyName)} on ${table} ${definition}`,
        );
      if (name === "export_lease") {
        statements.push(`grant select on ${table} to ${q(names.exportReader)}`);
        statements.push(`grant select, insert, update, delete on ${table} to ${q(names.worker)}`);
        statements.push(
          `alter table ${table} enable row level security`,
          `alter table ${table} force row level security`,
        );
        policy("own_lease", `for select to ${q(names.exportReader)} using (role_name = session_user)`);
        policy(
          "orchestrator",
          `for all to ${q(names.worker)}, ${q(names.ledgerWriter)} using (true) with check (true)`,
        );
        continue;
      }
      if (!NEVER_EXPORTED.includes(name)) statements.push(`grant select on ${table} to ${q(names.exportReader)}`);
      const column = name === "companies" ? "id" : "company_id";
      if (name !== "companies" && !scoped)
        throw new Error(`ledger.${name} has no company_id: no policy can protect it`);
      if (view) {
        // A view reads with its owner's rights, past every policy, unless it is told otherwise (Postgres 15).
        if (!invoker) throw new Error(`ledger.${name} is a view: make it with (security_invoker = true)`);
        continue;
      }
      statements.push(
        `alter table ${table} enable row level security`,
        `alter table ${table} force row level security`,
      );
      policy(
        "one_company",
        // The sub-selects are planned once; a plain function call would run for each row.
        `for select to ${q(names.exportReader)} using (${column} = (select l.company_id from ledger.export_lease l where l.role_name = session_user and l.expires_at > now()) and ${partPolicy(name)})`,
      );
      policy("writer", `for all to ${q(names.ledgerWriter)} using (true) with check (true)`);
      if (name === "companies" || name === "financial_years")
        policy("console", `for select to ${q(names.app)} using (true)`);
    }
    // The console knows who the customers are and which years they have, never what is in their books.
    statements.push(`grant select on ledger.companies, ledger.financial_years to ${q(names.app)}`);
    // Never to a slot: they answer for any company. A slot reads the tables, under its lease.
    statements.push(`grant execute on function ledger.survey(uuid), ledger.scope_facts(uuid) to ${q(names.app)}`);

    statements.push(`grant usage, create on schema audit to ${q(names.auditOwner)}`);
    statements.push(`alter table audit.event owner to ${q(names.auditOwner)}`);
    statements.push(`alter function audit.append owner to ${q(names.auditOwner)}`);
    statements.push(`revoke all on all functions in schema audit from public`);
    statements.push(`grant usage on schema audit to ${q(names.app)}`);
    statements.push(`grant execute on function audit.append to ${q(names.app)}`);
    statements.push(`grant select on audit.event to ${q(names.app)}`);

    // Only the job that carries out an authority's approved request reads the service's event log.
    statements.push(`grant usage on schema service to ${q(names.app)}, ${q(names.worker)}`);
    statements.push(`grant select on service.customers, service.sign_ins to ${q(names.app)}`);
    statements.push(`grant select on service.events to ${q(names.worker)}`);
    statements.push(`grant usage on schema console to ${q(names.app)}`);
    statements.push(`grant select, insert, update on all tables in schema console to ${q(names.app)}`);
    statements.push(`grant usage on all sequences in schema console to ${q(names.app)}`);
    // Everything else is history (who signed in, which links and codes there were): no application role removes it.
    statements.push(`revoke delete on all tables in schema console from ${q(names.app)}`);
    statements.push(
      `grant delete on console.sign_in_flow, console.rate_limit, console.staff_role, console.component_dependency, console.measurement, console.maintenance_scope, console.bulletin_autosave, console.bulletin_release, console.ip_network to ${q(names.app)}`,
    );

    const [queue] = await sql`select to_regnamespace('pgboss') is not null as there`;
    if (queue?.there) {
      statements.push(`grant usage on schema pgboss to ${q(names.app)}`);
      statements.push(`grant select, insert, update, delete on all tables in schema pgboss to ${q(names.app)}`);
      statements.push(`grant execute on all functions in schema pgboss to ${q(names.app)}`);
    }
    await sql.begin(async (tx) => {
      // Two processes must not provision the same database at once; other databases have other roles.
      await tx`select pg_advisory_xact_lock(486587)`;
      for (const statement of statements) await tx.unsafe(statement);
      // An older role of that name may have been given what row-level security cannot hold.
      const strong = await tx`
        select rolname from pg_roles
         where rolname in ${tx(Object.values(names).flat())}
           and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`;
      if (strong.length > 0)
        throw new Error(
          `The role ${strong[0]!.rolname} may do more than it must (superuser, bypassrls, createrole, createdb or replication). Take that away with ALTER ROLE and start again.`,
        );
    });
    return names;
  } finally {
    await sql.end();
  }
}
