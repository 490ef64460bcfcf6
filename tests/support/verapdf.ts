import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "vitest";
import { findTool, runTool } from "./tools.ts";

/** veraPDF with all that it needs in one file; it runs on any Java from 8 on. */
const VERAPDF = {
  url: "https://repo1.maven.org/maven2/org/verapdf/apps/greenfield-apps/1.28.2/greenfield-apps-1.28.2.jar",
  sha256: "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6",
};
const jar = fileURLToPath(new URL(`../../.cache/verapdf/${path.basename(VERAPDF.url)}`, import.meta.url));
const isWhole = (file: string) =>
  existsSync(file) && createHash("sha256").update(readFileSync(file)).digest("hex") === VERAPDF.sha256;

/** Fetches veraPDF where it is not there yet. Undefined when that, or Java, cannot be had. */
function findVeraPdf(): { java: string; jar: string } | undefined {
  const java = findTool("java");
  if (!java) return undefined;
  if (isWhole(jar)) return { java, jar };
  mkdirSync(path.dirname(jar), { recursive: true });
  const part = `${jar}.${process.pid}`;
  const script = `const r = await fetch(${JSON.stringify(VERAPDF.url)}); if (!r.ok) process.exit(1);
    (await import("node:fs")).writeFileSync(${JSON.stringify(part)}, Buffer.from(await r.arrayBuffer()));`;
  const env = { ...process.env, NODE_USE_ENV_PROXY: "1" };
  spawnSync(process.execPath, ["--input-type=module", "-e", script], { stdio: "ignore", timeout: 120_000, env });
  if (!isWhole(part)) return undefined;
  renameSync(part, jar);
  return { java, jar };
}

export type PdfaVerdict = { file: string; compliant: boolean; failedRules: string[] };
type Report = {
  report: {
    jobs: {
      itemDetails: { name: string };
      taskException?: unknown;
      validationResult?: {
        compliant: boolean;
        details: { ruleSummaries: { clause: string; testNumber: number; description: string }[] };
      }[];
    }[];
  };
};

/** What veraPDF says of files as PDF/A-3b. */
function validate({ java, jar }: { java: string; jar: string }, files: readonly string[]): PdfaVerdict[] {
  const args = ["-cp", jar, "org.verapdf.apps.GreenfieldCliWrapper", "--flavour", "3b", "--format", "json", ...files];
  const run = spawnSync(java, args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024, timeout: 240_000 });
  // Exit code 1: some file is not PDF/A.
  if (run.status !== 0 && run.status !== 1) throw new Error(`veraPDF ended with ${run.status}: ${run.stderr}`);
  const { jobs } = (JSON.parse(run.stdout) as Report).report;
  return jobs.map((job) => {
    const result = job.validationResult?.[0];
    return {
      file: path.basename(job.itemDetails.name),
      compliant: result?.compliant === true,
      failedRules: (result?.details.ruleSummaries ?? []).map((r) => `${r.clause}-${r.testNumber}: ${r.description}`),
    };
  });
}

/**
 * A test that asks veraPDF. Without Java or the network PDF/A is unproven: the test is skipped and its name says so at the end of
 * the run, also under CI, since the files may be right all the same.
 */
export function pdfaTest(
  name: string,
  body: (validate: (files: readonly string[]) => PdfaVerdict[]) => void | Promise<void>,
): void {
  const tool = findVeraPdf();
  if (tool) test(name, () => body((files) => validate(tool, files)), 300_000);
  else test.skip(`${name} (unproven: veraPDF could not be had)`, () => {});
}

/** The words of a PDF as they stand on its pages, by poppler. */
export const pdfText = (file: string): string => runTool("pdftotext", ["-layout", file, "-"]);
