import { createPublicKey, type KeyObject } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Ctx } from "#app/domain/context.ts";
import { packageKey } from "#app/domain/disclosures/erase-disclosures.server.ts";
import { detailKeys } from "#app/domain/disclosures/event-kinds-labels.ts";
import type { PersonMatch } from "#app/domain/disclosures/match-rules.ts";
import { askForChoice, failDisclosureRun, finishDisclosureRun } from "#app/domain/disclosures/run/end-run.server.ts";
import { recordRows, renewDisclosureLease } from "#app/domain/disclosures/run/hold-lease.server.ts";
import { type DisclosureAttempt, startDisclosureAttempt } from "#app/domain/disclosures/run/start-attempt.server.ts";
import type { DisclosureScope } from "#app/domain/disclosures/scope-rules.ts";
import type { Storage } from "#app/platform/storage/storage.ts";
import { verifyArchive } from "#exporters/archive/verify.ts";
import { decidePeople, findPeople } from "#exporters/disclosure/find-people.ts";
import { type WrittenPackage, writePackage } from "#exporters/disclosure/write-package.ts";
import { openSnapshot, type Snapshot } from "#exporters/materials/snapshot.ts";
import { endAttempt } from "../export/end-attempt.ts";
import { VerificationError } from "../export/failure.ts";
import { keepLease, LeaseLost } from "../export/keep-lease.ts";
import { removePart, requireSpace, syncFile } from "../export/staging.ts";

export type DisclosureDeps = {
  /** The worker's own login: the only one that reads the service's events. */
  databaseUrl: string;
  archives: Storage;
  stagingFolder: string;
  signingKey: KeyObject;
};

/** Rows are short: a package of a million is smaller. */
const LIKELY_BYTES = 256 * 1024 * 1024;
const TELL_EVERY_MS = 500;

export const partOf = (folder: string, id: string, attempt: number) =>
  path.join(folder, `disclosure-${id}.${attempt}.part`);

/**
 * One attempt at finding the rows of one request: who is meant, and where that is clear the sealed package. Ends quietly when there
 * is nothing to do or another worker has it.
 * @param signal aborted when the worker is asked to stop
 * @throws what went wrong, so that the queue tries again; not when the run has been given up
 */
export async function performDisclosure(
  ctx: Ctx,
  deps: DisclosureDeps,
  { id, signal: stop }: { id: string; signal: AbortSignal },
): Promise<void> {
  const attempt = await startDisclosureAttempt(ctx, { id });
  if (!attempt) return;
  const lease = keepLease(() => renewDisclosureLease(ctx, attempt));
  const signal = AbortSignal.any([lease.signal, stop]);
  const log = ctx.log.child({ disclosureId: id, attempt: attempt.attempt });
  const part = partOf(deps.stagingFolder, id, attempt.attempt);
  try {
    const snapshot = await openSnapshot(deps.databaseUrl, { signal });
    try {
      const matches = await matchPeople(snapshot, attempt);
      if (matches.some(({ persons }) => persons === null)) {
        if (!(await askForChoice(ctx, attempt, matches))) throw new LeaseLost("taken over before the end");
        return;
      }
      await mkdir(deps.stagingFolder, { recursive: true });
      await requireSpace(deps.stagingFolder, LIKELY_BYTES);
      const made = await seal(ctx, deps, attempt, { snapshot, matches, part });
      await check(part, deps.signingKey, signal);
      signal.throwIfAborted();
      const key = packageKey(id, attempt.attempt);
      await deps.archives.publish(part, key);
      if (!(await finishDisclosureRun(ctx, attempt, { key, ...made, matches }))) {
        await deps.archives.delete(key);
        throw new LeaseLost("taken over before the end");
      }
      log.info({ rows: made.rows, bytes: made.bytes }, "disclosure sealed");
    } finally {
      await snapshot.close().catch(() => {});
    }
    for (let earlier = 1; earlier < attempt.attempt; earlier++) await deps.archives.delete(packageKey(id, earlier));
  } catch (error) {
    await endAttempt(error, {
      lease: lease.signal,
      stop,
      log,
      said: "the disclosure was not sealed",
      fail: (failure) => failDisclosureRun(ctx, { ...attempt, tries: attempt.row.runTries }, failure),
    });
  } finally {
    lease.stop();
    await removePart(part);
  }
}

/** With what a person said of it before, as long as the same people answer to the name. */
async function matchPeople(snapshot: Snapshot, { row }: DisclosureAttempt): Promise<PersonMatch[]> {
  const found = await findPeople(snapshot, row.scope as DisclosureScope);
  const earlier = ((row.matches ?? []) as PersonMatch[]).flatMap(({ named, candidates, persons }) =>
    persons === null ? [] : [{ named, among: candidates.map(({ person }) => person), persons }],
  );
  const decided = decidePeople(found, row.chosenBy ? earlier : []);
  return found.map(({ named, candidates }, i) => ({ named, candidates, persons: decided[i]!.persons }));
}

async function seal(
  ctx: Ctx,
  { signingKey }: DisclosureDeps,
  attempt: DisclosureAttempt,
  { snapshot, matches, part }: { snapshot: Snapshot; matches: PersonMatch[]; part: string },
): Promise<WrittenPackage> {
  const { row } = attempt;
  let told = 0;
  let telling: Promise<void> = Promise.resolve();
  const made = await writePackage(
    snapshot,
    // "x": a file of that name would be another attempt's.
    createWriteStream(part, { flags: "wx" }),
    {
      number: attempt.number,
      authority: row.authority,
      legalBasis: row.legalBasis,
      reference: row.reference,
      receivedOn: row.receivedOn,
      scope: row.scope as DisclosureScope,
      scopeSha256: row.scopeSha256,
      people: matches.map(({ named, persons }) => ({ named, persons: persons! })),
    },
    {
      // The same in every attempt: the same rows then give the same bytes.
      date: row.runQueuedAt!,
      signingKey,
      detailKeys,
      onRows(done, total) {
        if (performance.now() - told < TELL_EVERY_MS) return;
        told = performance.now();
        telling = telling.then(() => recordRows(ctx, attempt, { done, total })).catch(() => {});
      },
    },
  );
  await telling;
  await syncFile(part);
  return made;
}

async function check(part: string, signingKey: KeyObject, signal: AbortSignal): Promise<void> {
  const result = await verifyArchive(part, { publicKey: createPublicKey(signingKey), signal });
  if (!result.ok)
    throw new VerificationError(
      `The finished package does not pass its own check: ${result.problems
        .slice(0, 3)
        .map(({ code, place }) => `${code} ${place}`)
        .join(", ")}`,
    );
}
