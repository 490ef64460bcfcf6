import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { onTestFinished } from "vitest";
import { type ArchiveRequest, type ArchiveResult, createArchive } from "#exporters/create-archive.ts";
import { decideScope } from "#exporters/law/scope.ts";
import type { ScopeInput } from "#exporters/law/scope-input.ts";
import { surveyLedger } from "#exporters/survey.ts";
import type { Stored } from "./small-ledger.ts";

const { privateKey: signingKey } = generateKeyPairSync("ed25519");

export type Made = ArchiveResult & {
  zip: string;
  zips: string[];
  folder: string;
  read: (file: string) => string;
  list: string[];
};

export function scratch(): string {
  const dir = mkdtempSync(path.join(tmpdir(), "huolto-archive-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/**
 * Makes an archive and unpacks it with Python's zipfile, which is not the library that wrote it.
 * @param options `dir`: an empty folder that outlives the test, for an archive that several tests look at
 */
export async function make(
  slotUrl: string,
  companyId: string,
  store: Stored = new Map(),
  options: Partial<ArchiveRequest> &
    Partial<Pick<ScopeInput, "part" | "adjustments" | "wantedYears">> & { asOf?: string; dir?: string } = {},
): Promise<Made> {
  const { company, ...facts } = await surveyLedger(slotUrl, companyId);
  const { id, businessId, country, name } = company;
  const { asOf = "2026-11-22", wantedYears, part, adjustments, dir = scratch(), ...rest } = options;
  const scope = decideScope({
    part,
    company: { id, businessId, country, name },
    ...facts,
    asOf,
    wantedYears,
    adjustments,
  });
  const zip = path.join(dir, "archive.zip");
  const zips = (part: number) => (part === 1 ? zip : path.join(dir, `archive-part-${part}.zip`));
  const result = await createArchive({
    slotUrl,
    companyId,
    scope,
    documents: async (sha256) => {
      const bytes = store.get(sha256);
      if (!bytes) throw Object.assign(new Error("no such file"), { code: "ENOENT" });
      return Readable.from([bytes]);
    },
    openPart: (part) => createWriteStream(zips(part)),
    signingKey,
    date: new Date("2026-11-22T10:20:30Z"),
    signal: new AbortController().signal,
    ...rest,
  });
  const out = path.join(dir, "out");
  for (const { part } of result.parts)
    execFileSync("python3", [
      "-c",
      "import sys,zipfile\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nz.extractall(sys.argv[2])",
      zips(part),
      out,
    ]);
  const list = execFileSync("find", [out, "-type", "f"], { encoding: "utf8" }).trim().split("\n").sort();
  const folder = path.join(out, result.parts[0]!.folder);
  return {
    ...result,
    zip,
    zips: result.parts.map(({ part }) => zips(part)),
    folder,
    read: (file) => readFileSync(path.join(folder, "data", file), "utf8"),
    list: list.map((f) => path.relative(folder, f)),
  };
}

/** A CSV file of the archive as Python's csv module reads it. */
export const pythonCsv = (made: Made, file: string): string[][] => readCsv(path.join(made.folder, "data", file));

/** Any CSV file as Python's csv module reads it. */
export function readCsv(file: string): string[][] {
  const script =
    "import csv,json,sys\nprint(json.dumps(list(csv.reader(open(sys.argv[1],newline='',encoding='utf-8'),strict=True))))";
  return JSON.parse(execFileSync("python3", ["-c", script, file], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 }));
}
