import { type KeyObject, randomUUID } from "node:crypto";
import { userInfo } from "node:os";
import path from "node:path";
import type { Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import { recordEvent } from "#app/domain/audit/record-event.server.ts";
import { rememberArchiveKey } from "#app/domain/exports/keys/remember-archive-key.server.ts";
import { openStorage } from "#app/platform/storage/open-storage.server.ts";
import { openDb } from "#db/client.ts";
import { openOwner } from "#db/open-owner.ts";
import { roleNames, roleUrl } from "#db/roles.ts";
import { type SealSettings, sealingFrom } from "../archive/seals/sealing-from.ts";
import { ensureSigningKey, loadSigningKey } from "../archive/signing-key.ts";
import type { VerifiedArchive } from "../archive/verify.ts";
import { createArchive } from "../create-archive.ts";
import { scopeSha256 } from "../law/scope.ts";
import { madeOn } from "../made-on.ts";
import type { Progress } from "../run.ts";
import { approvedRun, findCompany, scopeOf } from "./approved-run.ts";
import type { CreateArguments } from "./arguments.ts";
import { keep } from "./keep.ts";
import { Refusal } from "./refusal.ts";
import { archiveLines, printable } from "./report-lines.ts";
import { inSlot } from "./slot.ts";

function signingKey(home: string, production: boolean): KeyObject {
  const file = process.env.SIGNING_KEY_FILE;
  if (file) return loadSigningKey(file);
  if (production) throw new Refusal("setting_missing", "SIGNING_KEY_FILE must name the key that signs archives.");
  return ensureSigningKey(path.join(home, "signing-key.pem"));
}

/**
 * Makes one company's archive without the console; in production only for an approved run. Whatever it does is in the
 * audit trail under the name of whoever is at the shell.
 * @returns the exit code
 */
export async function create(args: CreateArguments, signal: AbortSignal): Promise<number> {
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
    const date = new Date(`${madeOn(new Date())}T00:00:00Z`);
    try {
      const run = args.run === undefined ? undefined : await approvedRun(db, args.run, company, args.part);
      const scope = await scopeOf(db, company, args, run);
      const slotUrls = roles.exportSlots.map((role) => roleUrl(owner.url, owner.secret, role));
      await rememberArchiveKey(db, key);
      const write = (openPart: (part: number) => Writable) =>
        inSlot(db, slotUrls, { companyId: company.id, part: scope.part }, signal, (slotUrl, inTime) =>
          createArchive({
            slotUrl,
            companyId: company.id,
            scope,
            documents: (sha256: string) => documents.read(sha256),
            openPart,
            partBytes: Number(process.env.ARCHIVE_PART_BYTES) || undefined,
            sealing: sealingFrom(process.env as SealSettings),
            spool: { folder: path.join(args.out, `.${randomUUID()}.spool`) },
            signingKey: key,
            date,
            language: args.language ?? run?.language,
            onProgress: progressLine(),
            signal: inTime,
          }),
        );
      const audit = (parts: readonly VerifiedArchive[]) =>
        recordEvent(ctx, db, {
          ...event,
          details: {
            runId: args.run ?? null,
            asOf: scope.asOf,
            scopeSha256: scopeSha256(scope),
            sha512: parts[0]!.sha512,
            bytes: parts.reduce((sum, part) => sum + part.bytes, 0),
            parts: parts.length,
          },
        });
      for (const { file, archive } of await keep(args.out, key, signal, write, audit)) {
        console.log(printable(file));
        for (const line of archiveLines(archive)) console.log(`  ${line}`);
      }
      return 0;
    } catch (error) {
      const { code } = error as { code?: string };
      const outcome = error instanceof Refusal ? "refused" : "failed";
      // No archive was made: why is what matters, also when the database that would note it is the reason.
      const details = { runId: args.run ?? null, code: code ?? "error" };
      await recordEvent(ctx, db, { ...event, outcome, details }).catch(() => {});
      throw error;
    }
  } finally {
    await handle.close();
    await owner.stop();
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
