import { generateKeyPairSync } from "node:crypto";
import { createWriteStream } from "node:fs";
import { createArchive } from "#exporters/create-archive.ts";
import { decideScope } from "#exporters/law/scope.ts";
import type { ArchiveFormat } from "#exporters/run.ts";
import { surveyLedger } from "#exporters/survey.ts";

// Alone in a process, so that its peak memory is its own: create-once.ts SLOT_URL COMPANY_ID FORMATS FILE [SPOOL]
const [slotUrl, companyId, formats, file, spool] = process.argv.slice(2) as [string, string, string, string, string?];
const { company, years } = await surveyLedger(slotUrl, companyId);
const { id, businessId, country, name } = company;
const scope = decideScope({ company: { id, businessId, country, name }, years, asOf: "2026-01-01" });
const start = performance.now();
const { bytes } = await createArchive({
  slotUrl,
  companyId,
  scope,
  formats: formats.split(",") as ArchiveFormat[],
  documents: async () => {
    throw new Error("the measured books have no files");
  },
  spool: spool === undefined ? undefined : { folder: spool },
  openPart: () => createWriteStream(file),
  signingKey: generateKeyPairSync("ed25519").privateKey,
  date: new Date("2026-01-01T00:00:00Z"),
  signal: AbortSignal.timeout(3_600_000),
});
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ seconds, maxRssKiB: process.resourceUsage().maxRSS, bytes }));
