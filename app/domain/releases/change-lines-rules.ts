import type { ReleaseItem } from "#db/schema/releases.ts";
import { sectioned } from "./release-schema.ts";

/** Names of what is called by programs begin so; everything else is a page. */
const API = /^\/api\//;

export type ChangeLine = { section?: ReleaseItem["section"]; text: string; pages: string[]; apis: string[] };

/** Changes as a person types them, one on each line: `fixed: The sum of a payslip [/payroll/payslips, /api/payslips]`. */
export function changesFromLines(lines: string): ChangeLine[] {
  return filled(lines).map(({ line }) => {
    // A name may have brackets within it, as those of routes do: /orders/[id].
    const at = line.endsWith("]") ? line.lastIndexOf(" [") : -1;
    const names =
      at < 0
        ? []
        : line
            .slice(at + 2, -1)
            .split(",")
            .flatMap((name) => name.trim() || []);
    return {
      ...sectioned(at < 0 ? line : line.slice(0, at).trimEnd()),
      pages: names.filter((name) => !API.test(name)),
      apis: names.filter((name) => API.test(name)),
    };
  });
}

/** The same lines again, to be corrected. */
export function linesOfChanges(items: readonly ReleaseItem[]): string {
  return items
    .map(({ section, text, pages, apis }) => {
      const names = [...pages, ...apis];
      // Words that end like a list of names are followed by an empty one.
      return `${section}: ${text}${names.length > 0 || text.endsWith("]") ? ` [${names.join(", ")}]` : ""}`;
    })
    .join("\n");
}

/** Where a fault of `changes[2].text` stands in what was typed: the line's number, empty ones counted. */
export function lineOfFault(field: string | undefined, lines: string): number | null {
  const index = /^changes\[(\d+)\]/.exec(field ?? "")?.[1];
  return index === undefined ? null : (filled(lines)[Number(index)]?.number ?? null);
}

const filled = (lines: string) =>
  lines
    .split(/\r?\n/)
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== "");
