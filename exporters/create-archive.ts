import type { KeyObject } from "node:crypto";
import type { Readable, Writable } from "node:stream";
import { BagError } from "./archive/bag-error.ts";
import { openBagSet, type PartResult } from "./archive/bag-set.ts";
import type { Sealing } from "./archive/seals/seal.ts";
import { ArchiveError } from "./errors.ts";
import { safeName } from "./formats/file-names.ts";
import { lawText } from "./formats/law-html.ts";
import { openLane } from "./lanes/lane.ts";
import { type Scope, scopeSha256, type YearDecision } from "./law/scope.ts";
import { madeOn } from "./made-on.ts";
import { type Company, readCompany, readYears } from "./materials/company.ts";
import type { Finding } from "./materials/completeness.ts";
import { countLines, type YearTotals } from "./materials/control-totals.ts";
import { partFilesCsv } from "./materials/part-files.ts";
import { openSnapshot, type Snapshot } from "./materials/snapshot.ts";
import {
  type ArchiveFormat,
  type ArchiveLanguage,
  archiveFormats,
  type Progress,
  type Run,
  startProgress,
} from "./run.ts";
import { payrollVolumes, planPayroll } from "./payroll/plan-payroll.ts";
import { writePayroll } from "./payroll/write-payroll.ts";
import { leaseMissing } from "./survey.ts";
import { partFolder, planParts, planVolumes } from "./volumes.ts";
import { writeBooks } from "./write-books.ts";
import { planYear, type YearPlan } from "./write-year.ts";

export type ArchiveRequest = {
  /** A login with a lease on the company; it reads that company and nothing else. */
  slotUrl: string;
  companyId: string;
  /** Made by `decideScope` and approved: it is followed to the letter. */
  scope: Scope;
  /** The bytes of a document by its SHA-256. A missing one rejects with the code `not_found` or ENOENT. */
  documents: (sha256: string) => Promise<Readable>;
  /** Called for each part with its number from 1 on, usually once; ended when the archive is whole, destroyed when it cannot be. */
  openPart: (part: number) => Writable;
  /** Larger archives are written in several parts. Without it there is one, however large. */
  partBytes?: number;
  /** Ed25519 private key. */
  signingKey: KeyObject;
  /** A certificate and a time stamp beside it. */
  sealing?: Sealing;
  /** Stands for "now" in every file and ZIP entry, in UTC. */
  date: Date;
  generatedBy?: { company: string; product: string; version: string };
  /** The customer's, for reports, statements and pages; Finnish when left out. */
  language?: ArchiveLanguage;
  formats?: readonly ArchiveFormat[];
  onProgress?: (progress: Progress) => void;
  signal: AbortSignal;
  /**
   * A folder to be made for PDF files that wait for their turn, as large as all of them together; removed at the end. With it,
   * those of large books are written in a thread beside the run; the bytes are the same without. `fromLines`: how many voucher
   * lines make books large.
   */
  spool?: { folder: string; fromLines?: number };
  /** An exported snapshot to read instead of a new one. */
  snapshotId?: string;
};

export type ArchiveResult = {
  /** Of all parts together. */
  bytes: number;
  /** Of the first part, which has the hashes of the others in it. */
  sha512: string;
  sha256: string;
  files: number;
  /** In their order; one, usually. */
  parts: PartResult[];
  controlTotals: YearTotals[];
  warnings: (Finding & { place: string })[];
};

const GENERATED_BY = { company: "Huolto", product: "Huolto statutory archive", version: "1.0" };

/**
 * Makes the statutory archive of one company: one BagIt bag in one ZIP (several of them where it is too large), from one snapshot
 * of the books. The same books, scope, date and key give the same bytes, but for a time stamp and a signature by EC certificate.
 * Rows and sums are taken before writing and compared with what was written.
 * @throws ArchiveError; what was opened is then destroyed, and what it holds is no archive
 */
export async function createArchive(request: ArchiveRequest): Promise<ArchiveResult> {
  const { scope, companyId, date } = request;
  const laneFailed = new AbortController();
  const signal = AbortSignal.any([request.signal, laneFailed.signal]);
  const fail = (error: unknown) => {
    const ofLane = laneFailed.signal.aborted && !request.signal.aborted;
    return asArchiveError(ofLane ? laneFailed.signal.reason : error, request.signal);
  };
  const cleanUps: (() => Promise<void>)[] = [];
  try {
    signal.throwIfAborted();
    const included = scope.years.filter((y) => y.included);
    if (scope.company.id !== companyId)
      throw new ArchiveError("scope_mismatch", "The scope was decided for another company. Decide it again.", {
        place: companyId,
      });
    if (included.length === 0 && !scope.records.some((record) => record.included))
      throw new ArchiveError(
        "nothing_in_scope",
        "The law asks for nothing of what is in this scope, so there is no archive to make.",
      );
    const snapshot = await openSnapshot(request.slotUrl, { signal, snapshotId: request.snapshotId });
    cleanUps.push(snapshot.close);
    const company = await readCompany(snapshot, companyId);
    if (!company) throw leaseMissing(companyId);
    await requirePart(snapshot, scope.part);
    const years = await readYears(snapshot, companyId);
    checkScope(scope, company, included, years);

    const formats = new Set(request.formats ?? archiveFormats);
    const progress = startProgress(request.onProgress);
    const lane = await openLane(formats, {
      slotUrl: request.slotUrl,
      snapshotId: await snapshot.share(),
      companyId,
      lines: await countLines(snapshot, companyId),
      spool: request.spool,
      progress,
    });
    cleanUps.push(lane.close);
    lane.failed.catch((error) => laneFailed.abort(error));
    const root = archiveRoot(scope, date);
    const software = request.generatedBy ?? GENERATED_BY;
    progress.phase("counting");
    const plans: YearPlan[] = [];
    const base = { snapshot, company, formats, progress };
    for (const year of scope.part === "books" ? included : []) plans.push(await planYear(base, year));
    const partBytes = request.partBytes ?? Number.POSITIVE_INFINITY;
    const payroll = scope.part === "payroll" ? await planPayroll(base, scope) : null;
    const volumes = payroll
      ? await planParts(payrollVolumes(payroll, scope), root, partBytes)
      : await planVolumes(base, plans, root, partBytes);
    for (const plan of plans) {
      plan.originals = volumes.originals.get(plan.folder);
      const part = volumes.years.get(plan.folder)!;
      if (part > 1) plan.elsewhere = { front: root, own: partFolder(root, part) };
    }
    const bag = openBagSet(request.openPart, {
      count: volumes.count,
      folder: (part) => partFolder(root, part),
      listFiles: partFilesCsv,
      partOf: (path) => volumes.years.get(path.slice(0, path.indexOf("/"))) ?? 1,
      date,
      signingKey: request.signingKey,
      sealing: request.sealing,
      signal,
    });
    let finished = false;
    cleanUps.push(async () => {
      if (!finished) await bag.abort();
    });
    const run: Run = {
      snapshot,
      bag,
      company,
      language: request.language ?? "fi",
      formats,
      documents: request.documents,
      plans,
      date,
      software,
      signal,
      progress,
    };

    const content = payroll
      ? await writePayroll(run, scope, { bag, planned: payroll, volumes })
      : await writeBooks(run, scope, { lane, bag, volumes });
    const parts = await bag.finish(bagInfo(run, scope));
    finished = true;
    progress.end();
    return {
      bytes: parts.reduce((sum, part) => sum + part.bytes, 0),
      sha512: parts[0]!.sha512,
      sha256: parts[0]!.sha256,
      files: parts.reduce((sum, part) => sum + part.files, 0),
      parts,
      controlTotals: content.controlTotals,
      warnings: [...content.warnings, ...undecidedYears(scope, years)],
    };
  } catch (error) {
    throw fail(error);
  } finally {
    // What failed is told above; a failure to clean up after it adds nothing.
    for (const cleanUp of cleanUps.toReversed()) await cleanUp().catch(() => {});
  }
}

/** The folder's name says whose, of which part, of which years and when it was made. */
function archiveRoot({ company, part, years, records }: Scope, date: Date): string {
  const included = years.filter((y) => y.included);
  const kept = records.filter((record) => record.included).map((record) => `${record.recordYear}-12-31`);
  const from = included[0]?.startsOn ?? kept.toSorted()[0]!;
  const to = included.at(-1)?.endsOn ?? kept.toSorted().at(-1)!;
  const whose = safeName(company.businessId) + (part === "payroll" ? "_payroll" : "");
  return `${whose}_${from}_${to}_${madeOn(date)}`;
}

/** Under a lease for the other part the tables are empty, which must not look like a company without them. */
async function requirePart(snapshot: Snapshot, part: Scope["part"]): Promise<void> {
  const [lease] = await snapshot.query("select part from ledger.export_lease where role_name = session_user");
  if (lease?.part === part) return;
  throw new ArchiveError(
    "lease_of_other_part",
    `The export login's lease is not for the ${part}. Write a new lease and run it again.`,
    { place: part },
  );
}

function checkScope(
  scope: Scope,
  company: Company,
  included: readonly YearDecision[],
  years: Awaited<ReturnType<typeof readYears>>,
) {
  const differs = (what: string) =>
    new ArchiveError(
      "scope_mismatch",
      `The books have changed since the scope was decided: ${what}. Decide and approve it again.`,
      { place: what },
    );
  if (scope.company.businessId !== company.businessId) throw differs("the business id is another");
  if (scope.company.country !== company.country) throw differs("the country is another");
  for (const year of included) {
    const now = years.find((y) => y.id === year.id);
    if (now?.startsOn !== year.startsOn || now.endsOn !== year.endsOn)
      throw differs(`the year ${year.startsOn} - ${year.endsOn} is no longer there`);
  }
}

const oneLine = (text: string) => text.toWellFormed().replace(/\p{Cc}/gu, " ");

function bagInfo(run: Run, scope: Scope): [string, string][] {
  const { software, company } = run;
  return [
    ["Source-Organization", oneLine(company.name)],
    ["External-Identifier", oneLine(`${company.country} ${company.businessId}`)],
    [
      "External-Description",
      `Statutory ${scope.part === "payroll" ? "payroll" : "bookkeeping"} archive by ${lawText(scope, "en")}, the law as of ${scope.asOf}. Not an export of all data.`,
    ],
    ["Bag-Software-Agent", oneLine(`${software.company} ${software.product} ${software.version}`)],
    ["Scope-SHA256", scopeSha256(scope)],
  ];
}

const undecidedYears = (scope: Scope, years: readonly { id: string; endsOn: string }[]): ArchiveResult["warnings"] =>
  years
    .filter((y) => !scope.years.some((s) => s.id === y.id))
    .map((y) => ({
      code: "year_not_in_scope",
      message: "The books have a year that the scope does not know: it was added after the decision.",
      place: y.endsOn,
    }));

function asArchiveError(error: unknown, signal: AbortSignal): ArchiveError {
  if (signal.aborted)
    return new ArchiveError("aborted", "The run was stopped. Nothing was published.", { cause: error });
  if (error instanceof ArchiveError) return error;
  if (error instanceof BagError)
    return new ArchiveError(
      error.code === "no_space" || error.code === "output_failed" ? "output_failed" : "internal_error",
      error.message,
      {
        place: error.place,
        cause: error,
      },
    );
  const reason = error instanceof Error ? error.message : String(error);
  return new ArchiveError(
    "internal_error",
    `Making the archive failed unexpectedly (${reason}). Nothing was published.`,
    { cause: error },
  );
}
