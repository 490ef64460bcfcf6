import type { KeyObject } from "node:crypto";
import type { Readable, Writable } from "node:stream";
import { BagError } from "./archive/bag-error.ts";
import { openBag } from "./archive/bag-writer.ts";
import { ArchiveError } from "./errors.ts";
import { safeName } from "./formats/file-names.ts";
import { openXlsxThread } from "./formats/xlsx.ts";
import { type Scope, scopeSha256, type YearDecision } from "./law/scope.ts";
import { type Company, readCompany, readYears } from "./materials/company.ts";
import type { Finding } from "./materials/completeness.ts";
import type { YearTotals } from "./materials/control-totals.ts";
import { openSnapshot } from "./materials/snapshot.ts";
import {
  type ArchiveFormat,
  type ArchiveLanguage,
  archiveFormats,
  type Progress,
  type Run,
  startProgress,
} from "./run.ts";
import { leaseMissing } from "./survey.ts";
import { writeFront, writeReports } from "./write-reports.ts";
import { planYear, type WrittenYear, writeYear } from "./write-year.ts";

export type ArchiveRequest = {
  /** A login with a lease on the company; it reads that company and nothing else. */
  slotUrl: string;
  companyId: string;
  /** Made by `decideScope` and approved: it is followed to the letter. */
  scope: Scope;
  /** The bytes of a document by its SHA-256. A missing one rejects with the code `not_found` or ENOENT. */
  documents: (sha256: string) => Promise<Readable>;
  /** Ended when the archive is whole, destroyed when it cannot be. */
  output: Writable;
  /** Ed25519 private key. */
  signingKey: KeyObject;
  /** Stands for "now" in every file and ZIP entry, in UTC. */
  date: Date;
  generatedBy?: { company: string; product: string; version: string };
  /** The customer's, for reports, statements and pages; Finnish when left out. */
  language?: ArchiveLanguage;
  formats?: readonly ArchiveFormat[];
  onProgress?: (progress: Progress) => void;
  signal: AbortSignal;
  /** An exported snapshot to read instead of a new one. */
  snapshotId?: string;
};

export type ArchiveResult = {
  bytes: number;
  sha512: string;
  sha256: string;
  files: number;
  controlTotals: YearTotals[];
  warnings: (Finding & { place: string })[];
};

const GENERATED_BY = { company: "Huolto", product: "Huolto statutory archive", version: "1.0" };

/**
 * Makes the statutory archive of one company: one BagIt bag in one ZIP, from one snapshot of the books. The same books,
 * scope, date and key give the same bytes. Rows and sums are taken before writing and compared with what was written.
 * @throws ArchiveError; the output is then destroyed, and what it holds is no archive
 */
export async function createArchive(request: ArchiveRequest): Promise<ArchiveResult> {
  const { scope, companyId, signal, date, output } = request;
  const fail = (error: unknown) => asArchiveError(error, signal);
  const cleanUps: (() => Promise<void>)[] = [];
  try {
    signal.throwIfAborted();
    const included = scope.years.filter((y) => y.included);
    if (scope.company.id !== companyId)
      throw new ArchiveError("scope_mismatch", "The scope was decided for another company. Decide it again.", {
        place: companyId,
      });
    if (included.length === 0)
      throw new ArchiveError(
        "nothing_in_scope",
        "The law asks for nothing of the years in this scope, so there is no archive to make.",
      );
    const snapshot = await openSnapshot(request.slotUrl, { signal, snapshotId: request.snapshotId });
    cleanUps.push(snapshot.close);
    const company = await readCompany(snapshot, companyId);
    if (!company) throw leaseMissing(companyId);
    const years = await readYears(snapshot, companyId);
    checkScope(scope, company, included, years);

    const formats = new Set(request.formats ?? archiveFormats);
    const xlsx = formats.has("xlsx") ? openXlsxThread(date) : null;
    if (xlsx) cleanUps.push(xlsx.close);
    const root = `${safeName(company.businessId)}_${included[0]!.startsOn}_${included.at(-1)!.endsOn}_${date.toISOString().slice(0, 10)}`;
    const bag = openBag(output, { root, date, signingKey: request.signingKey });
    let finished = false;
    cleanUps.push(async () => {
      if (!finished) await bag.abort();
    });
    const progress = startProgress(request.onProgress);
    const software = request.generatedBy ?? GENERATED_BY;
    const run: Run = {
      snapshot,
      bag,
      company,
      language: request.language ?? "fi",
      formats,
      xlsx,
      documents: request.documents,
      date,
      software,
      signal,
      progress,
    };

    progress.phase("counting");
    const plans = [];
    for (const year of included) plans.push(await planYear(run, year));
    await writeFront(
      run,
      scope,
      plans.map((p) => p.folder),
    );
    const written: WrittenYear[] = [];
    for (const plan of plans) written.push(await writeYear(run, plan));
    progress.phase("closing");
    await writeReports(run, scope, written);
    const result = await bag.finish(bagInfo(run, scope));
    finished = true;
    progress.end();
    const { bytes, sha512, sha256, files } = result;
    return {
      bytes,
      sha512,
      sha256,
      files,
      controlTotals: controlTotals(written),
      warnings: warnings(written, scope, years),
    };
  } catch (error) {
    // The bag does so itself once it is open; before that nobody else would close the file.
    output.destroy();
    throw fail(error);
  } finally {
    // What failed is told above; a failure to clean up after it adds nothing.
    for (const cleanUp of cleanUps.toReversed()) await cleanUp().catch(() => {});
  }
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
      `Statutory bookkeeping archive by ${scope.law.name}, the law as of ${scope.asOf}. Not an export of all data.`,
    ],
    ["Bag-Software-Agent", oneLine(`${software.company} ${software.product} ${software.version}`)],
    ["Scope-SHA256", scopeSha256(scope)],
  ];
}

const controlTotals = (written: readonly WrittenYear[]): YearTotals[] =>
  written.map(({ plan, completeness }) => ({
    startsOn: plan.year.startsOn,
    endsOn: plan.year.endsOn,
    files: completeness.controlTotals,
  }));

function warnings(
  written: readonly WrittenYear[],
  scope: Scope,
  years: readonly { id: string; endsOn: string }[],
): ArchiveResult["warnings"] {
  const undecided = years.filter((y) => !scope.years.some((s) => s.id === y.id));
  return [
    ...written.flatMap(({ plan, completeness }) => completeness.findings.map((f) => ({ ...f, place: plan.folder }))),
    ...undecided.map((y) => ({
      code: "year_not_in_scope",
      message: "The books have a year that the scope does not know: it was added after the decision.",
      place: y.endsOn,
    })),
  ];
}

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
