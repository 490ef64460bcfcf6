import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { CaseKind } from "../cases/case-kinds.ts";
import type { Cause } from "../latency/diagnosis/diagnosis-types.ts";
import { parseRunbook } from "./parse-runbook.ts";
import type { KnownNames } from "./read-front-matter.ts";
import type { Problem, Runbook } from "./runbook-types.ts";

export type RunbookFile = Runbook & { source: string; sha256: string; problems: Problem[] };
export type Runbooks = { files: RunbookFile[]; problems: Problem[] };

/** A copy of this file is in the pages' bundle, which lies elsewhere: the folder is beside the nearest folder above that has it. */
function findFolder(from: string): string {
  const folder = path.join(from, "runbooks");
  if (existsSync(path.join(folder, "_template.md"))) return folder;
  const above = path.dirname(from);
  if (above === from) throw new Error("The folder runbooks is not there: it belongs beside app/.");
  return findFolder(above);
}

/** Reads every runbook of a folder; `_template.md` and other names that begin with _ are none. */
export function readRunbooks(folder: string, components: KnownNames["components"] = null): Runbooks {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".md") && !name.startsWith("_"))
    .sort();
  const known = { components, runbooks: names.map((name) => name.slice(0, -3)) };
  const problems: Problem[] = [];
  const files: RunbookFile[] = [];
  for (const name of names) {
    const source = readFileSync(path.join(folder, name), "utf8");
    const read = parseRunbook(source, `runbooks/${name}`, known);
    problems.push(...read.problems);
    if (read.runbook) files.push({ ...read.runbook, source, sha256: sha256Of(source), problems: read.problems });
  }
  return { files, problems };
}

export const sha256Of = (source: string) => createHash("sha256").update(source).digest("hex");

let folder: string | undefined;
let cached: (Runbooks & { stamp: string }) | undefined;

/** Every runbook as its file is now: edited ones are read anew. */
export function loadRunbooks(): Runbooks {
  folder ??= findFolder(import.meta.dirname);
  const stamp = readdirSync(folder)
    .map((name) => `${name} ${statSync(path.join(folder!, name)).mtimeMs}`)
    .join("\n");
  if (cached?.stamp !== stamp) cached = { ...readRunbooks(folder), stamp };
  return cached;
}

/** @returns null where there is no such runbook */
export const findRunbook = (id: string): RunbookFile | null =>
  loadRunbooks().files.find(({ meta }) => meta.id === id) ?? null;

/** The runbooks for a kind of case, a cause that a diagnosis found, or any of some components; those that are for all that is given. */
export function runbooksFor({
  kind,
  cause,
  components,
}: {
  kind?: CaseKind;
  cause?: Cause;
  components?: readonly string[];
}): { id: string; title: string }[] {
  return loadRunbooks()
    .files.filter(
      ({ meta }) =>
        (kind === undefined || meta.kinds.includes(kind)) &&
        (cause === undefined || meta.causes.includes(cause)) &&
        (components === undefined || components.some((key) => meta.components.includes(key))),
    )
    .map(({ meta }) => ({ id: meta.id, title: meta.title.en }));
}
