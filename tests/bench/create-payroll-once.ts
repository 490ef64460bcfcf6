import { generateKeyPairSync } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { createArchive } from "#exporters/create-archive.ts";
import { decideScope } from "#exporters/law/scope.ts";
import type { ArchiveFormat } from "#exporters/run.ts";
import { surveyLedger } from "#exporters/survey.ts";
import { PAYSLIP_BYTES } from "./payroll-rows.ts";

// Alone in a process, so that its peak memory is its own: create-payroll-once.ts SLOT_URL COMPANY_ID FORMATS FILE
const [slotUrl, companyId, formats, file] = process.argv.slice(2) as [string, string, string, string];
const { company, ...facts } = await surveyLedger(slotUrl, companyId);
const { id, businessId, country, name } = company;
const scope = decideScope({
  part: "payroll",
  company: { id, businessId, country, name },
  ...facts,
  asOf: "2026-01-01",
});
const start = performance.now();
const { bytes, files } = await createArchive({
  slotUrl,
  companyId,
  scope,
  formats: formats.split(",") as ArchiveFormat[],
  documents: async () => Readable.from([PAYSLIP_BYTES]),
  openPart: () => createWriteStream(file),
  signingKey: generateKeyPairSync("ed25519").privateKey,
  date: new Date("2026-01-01T00:00:00Z"),
  signal: AbortSignal.timeout(3_600_000),
});
const seconds = (performance.now() - start) / 1000;
console.log(JSON.stringify({ seconds, maxRssKiB: process.resourceUsage().maxRSS, bytes, files }));
