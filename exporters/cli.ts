import { createPublicKey, type KeyObject, randomUUID } from "node:crypto";
import { createWriteStream, existsSync, readFileSync } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { userInfo } from "node:os";
import path from "node:path";
import { setInterval } from "node:timers";
import { pathToFileURL } from "node:url";
import { sql } from "drizzle-orm";
import { recordEvent } from "#app/domain/audit/record-event.server.ts";
import { takeSlot } from "#app/jobs/export/slots.ts";
import { openStorage } from "#app/platform/storage/open-storage.server.ts";
import { type Db, openDb } from "#db/client.ts";
import { openOwner } from "#db/open-owner.ts";
import { roleNames, roleUrl } from "#db/roles.ts";
import { type CreateArguments, readArguments, USAGE, UsageError, type VerifyArguments } from "./archive/arguments.ts";
import { BagError } from "./archive/bag-error.ts";
import { archiveLines, printable, problemLines } from "./archive/report-lines.ts";
import { ensureSigningKey, loadSigningKey } from "./archive/signing-key.ts";
import { type VerifiedArchive, verifyArchive } from "./archive/verify.ts";
import { createArchive } from "./create-archive.ts";
import { ArchiveError } from "./errors.ts";
import { decideScope, type Scope, scopeSha256 } from "./law/scope.ts";
import type { Progress } from "./run.ts";

/** An expected end without an archive; its code and sentence are shown. */
class Refusal extends Error {
  readonly code: string;
  readonly details: readonly string[];
  constructor(code: string, message: string, details: readonly string[] = []) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

const LEASE_SECONDS = 45;
const RENEW_EVERY_MS = 15_000;
const say = (line: string) => process.stdout.write(`${line}\n`);
const warn = (line: string) => process.stderr.write(`${line}\n`);

async function verify({ file, key }: VerifyArguments): Promise<number> {
  const result = await verifyArchive(file, { publicKey: key === undefined ? undefined : readPublicKey(key) });
  if (!result.ok) {
    warn(`${printable(file)} is not a whole, unchanged archive:`);
    for (const line of problemLines(result.problems)) warn(`  ${line}`);
    return 1;
  }
  say(`${printable(file)} is whole and unchanged.`);
  for (const line of archiveLines(result.archive)) say(`  ${line}`);
  return 0;
}

function readPublicKey(file: string): KeyObject {
  try {
    const key = createPublicKey(readFileSync(file));
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // The sentence below says all there is to do about it.
  }
  throw new Refusal("bad_public_key", `${file} cannot be read as an Ed25519 public key in PEM.`);
}

type Company = { id: string; businessId: string; country: string; name: string };

async function findCompany(db: Db, { customer, country }: CreateArguments): Promise<Company> {
  const found = await db.execute<Company>(sql`
    select id, business_id as "businessId", country, name from ledger.companies
    where business_id = ${customer} and (${country ?? null}::text is null or country = ${country ?? null}::text)
    order by country`);
  if (found.length === 0)
    throw new Refusal("not_found", `The ledger has no company ${customer}${country ? ` in ${country}` : ""}.`);
  if (found.length > 1)
    throw new Refusal(
      "ambiguous",
      `Several countries have a company ${customer}: add --country ${found.map((c) => c.country).join(" or ")}.`,
    );
  return found[0]!;
}

type Run = { companyId: string; asOf: string; years: number[] | null; scopeSha256: string };

/** @throws Refusal unless somebody else's approval covers exactly this company, and the run has not failed */
async function approvedRun(db: Db, runId: string, company: Company): Promise<Run> {
  const [run] = await db.execute<Run & { approved: boolean }>(sql`
    select r.company_id as "companyId", r.as_of as "asOf", r.years, r.scope_sha256 as "scopeSha256",
           r.approved_at is not null and r.state in ('approved', 'running', 'ready', 'handed_over', 'downloaded')
             and x.state <> 'failed' as approved
    from console.export_run x join console.export_request r on r.id = x.request_id where x.id = ${runId}`);
  if (!run) throw new Refusal("run_not_found", `There is no run ${runId}.`);
  if (!run.approved) throw new Refusal("run_not_approved", "The run's request is not approved, or the run has failed.");
  if (run.companyId !== company.id) throw new Refusal("run_of_another", `The run is not of ${company.businessId}.`);
  return run;
}

async function scopeOf(db: Db, company: Company, args: CreateArguments, run: Run | undefined): Promise<Scope> {
  const years = await db.execute<{ id: string; startsOn: string; endsOn: string; closedOn: string | null }>(sql`
    select id, starts_on as "startsOn", ends_on as "endsOn", closed_on as "closedOn"
    from ledger.financial_years where company_id = ${company.id} order by ends_on`);
  const wanted = args.years ?? (run?.years as [number, ...number[]] | null | undefined) ?? undefined;
  // The law's day is a day in Finland, wherever the machine is.
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki" }).format(new Date());
  const scope = decideScope({ company, years: [...years], asOf: args.asOf ?? run?.asOf ?? today, wantedYears: wanted });
  if (run && scopeSha256(scope) !== run.scopeSha256)
    throw new Refusal(
      "scope_differs",
      "The scope is not the approved one: other years, another day, or the books have changed. Have it approved again.",
    );
  return scope;
}

function signingKey(home: string, production: boolean): KeyObject {
  const file = process.env.SIGNING_KEY_FILE;
  if (file) return loadSigningKey(file);
  if (production) throw new Refusal("setting_missing", "SIGNING_KEY_FILE must name the key that signs archives.");
  return ensureSigningKey(path.join(home, "signing-key.pem"));
}

async function create(args: CreateArguments, signal: AbortSignal): Promise<number> {
  const production = process.env.NODE_ENV === "production" || process.env.HUOLTO_MODE === "production";
  if (production && !args.run)
    throw new Refusal("run_needed", "In production an archive is made for an approved run: name it with --run RUN_ID.");
  const home = path.resolve(process.env.HUOLTO_HOME || ".huolto");
  const key = signingKey(home, production);
  const documents = openStorage(process.env.DOCUMENT_STORE || pathToFileURL(path.join(home, "documents")).href);
  const owner = await openOwner(process.env);
  const roles = roleNames(new URL(owner.url).pathname.slice(1), Number(process.env.EXPORT_SLOTS) || 2);
  const handle = openDb(roleUrl(owner.url, owner.secret, roles.worker), { max: 3, name: "huolto archive:create" });
  const { db } = handle;
  const ctx = { actor: { kind: "operator" as const, id: userInfo().username }, requestId: randomUUID() };
  try {
    const company = await findCompany(db, args);
    const event = { action: "archive.create", target: { kind: "company", id: company.id } };
    // The day and not the moment: made again on the same day from the same books, an archive has the same bytes.
    const date = new Date(`${new Date().toISOString().slice(0, 10)}T00:00:00Z`);
    try {
      const run = args.run === undefined ? undefined : await approvedRun(db, args.run, company);
      const scope = await scopeOf(db, company, args, run);
      const slotUrls = roles.exportSlots.map((role) => roleUrl(owner.url, owner.secret, role));
      const write = (temporary: string) =>
        inSlot(db, slotUrls, company, signal, (slotUrl, inTime) =>
          createArchive({
            slotUrl,
            companyId: company.id,
            scope,
            documents: (sha256: string) => documents.read(sha256),
            output: createWriteStream(temporary, { flags: "wx", mode: 0o600 }),
            signingKey: key,
            date,
            onProgress: progressLine(),
            signal: inTime,
          }),
        );
      const audit = ({ sha512, bytes }: VerifiedArchive) =>
        recordEvent(ctx, db, {
          ...event,
          details: { runId: args.run ?? null, asOf: scope.asOf, scopeSha256: scopeSha256(scope), sha512, bytes },
        });
      const { file, archive } = await keep(args.out, key, signal, write, audit);
      say(printable(file));
      for (const line of archiveLines(archive)) say(`  ${line}`);
      return 0;
    } catch (error) {
      const { code } = error as { code?: string };
      const outcome = error instanceof Refusal ? "refused" : "failed";
      await recordEvent(ctx, db, { ...event, outcome, details: { runId: args.run ?? null, code: code ?? "error" } });
      throw error;
    }
  } finally {
    await handle.close();
    await owner.stop();
  }
}

/** Runs the work with a login that can read this company and nothing else, for as long as the work takes. */
async function inSlot(
  db: Db,
  urls: readonly string[],
  company: Company,
  stop: AbortSignal,
  work: (slotUrl: string, signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const runId = randomUUID();
  const slot = await takeSlot(db, urls, { companyId: company.id, runId, signal: stop });
  const lost = new AbortController();
  const timer = setInterval(async () => {
    try {
      const kept = await db.execute(sql`
        update ledger.export_lease set expires_at = now() + make_interval(secs => ${LEASE_SECONDS})
        where role_name = ${slot.role} and run_id = ${runId} and expires_at > now() returning role_name`);
      if (kept.length === 0)
        lost.abort(new Refusal("lease_lost", "The lease on the export login was lost. Run it again."));
    } catch (error) {
      lost.abort(error);
    }
  }, RENEW_EVERY_MS);
  try {
    await work(slot.url, AbortSignal.any([stop, lost.signal]));
  } finally {
    clearInterval(timer);
    await slot.release();
  }
}

/** Writes to a temporary file, checks it, and gives it its name when it is whole, durable and in the audit trail. */
async function keep(
  folder: string,
  key: KeyObject,
  signal: AbortSignal,
  write: (temporary: string) => Promise<void>,
  audit: (archive: VerifiedArchive) => Promise<void>,
): Promise<{ file: string; archive: VerifiedArchive }> {
  await mkdir(folder, { recursive: true });
  const temporary = path.join(folder, `.${randomUUID()}.part`);
  try {
    await write(temporary);
    await sync(temporary, "r+");
    const result = await verifyArchive(temporary, { publicKey: createPublicKey(key), signal });
    if (!result.ok)
      throw new Refusal(
        "not_verified",
        "The archive that was written does not pass its own check and was removed.",
        problemLines(result.problems),
      );
    const file = path.join(folder, `${result.archive.root}.zip`);
    if (existsSync(file))
      throw new Refusal("already_there", `${file} is there already. Move it away, or give another folder.`);
    await audit(result.archive);
    await rename(temporary, file);
    await sync(folder, "r");
    return { file, archive: result.archive };
  } finally {
    await rm(temporary, { force: true });
  }
}

async function sync(file: string, flags: "r" | "r+") {
  const handle = await open(file, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** At most two lines a second on standard error, in place on a terminal. */
function progressLine() {
  let shown = 0;
  return (p: Progress) => {
    if (performance.now() - shown < (process.stderr.isTTY ? 500 : 5000)) return;
    shown = performance.now();
    const rows = p.rowsTotal ? `${p.rowsDone}/${p.rowsTotal} rows` : `${p.rowsDone} rows`;
    process.stderr.write(
      `${process.stderr.isTTY ? "\r\u001b[K" : ""}${p.phase}: ${rows}, ${p.bytes} bytes${process.stderr.isTTY ? "" : "\n"}`,
    );
  };
}

async function main(): Promise<number> {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.once(name, () => stop.abort(new Refusal("stopped", "Stopped; nothing was left behind.")));
  try {
    const args = readArguments(process.argv.slice(2));
    return args.command === "verify" ? await verify(args) : await create(args, stop.signal);
  } catch (error) {
    if (error instanceof UsageError) {
      warn(`${error.message}\n${USAGE}`);
      return 2;
    }
    const reason = stop.signal.aborted ? stop.signal.reason : error;
    if (reason instanceof Refusal || reason instanceof ArchiveError || reason instanceof BagError) {
      warn(printable(`${reason.message} [${reason.code}]`));
      if (reason instanceof Refusal) for (const line of reason.details) warn(`  ${line}`);
      return 1;
    }
    const { code, message } = error as NodeJS.ErrnoException;
    warn(printable(`No archive was made: ${message} [${code ?? "error"}]`));
    return 1;
  }
}

process.exitCode = await main();
