import { isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import { caseKinds } from "../cases/case-kinds.ts";
import { causes } from "../latency/diagnosis/diagnosis-types.ts";
import { nearestName, noSuch } from "./nearest-name.ts";
import { frontMatterSchema } from "./runbook-schema.ts";
import type { RunbookMeta } from "./runbook-types.ts";

const HEAD = /^---\n([\s\S]*?\n)---(?:\n|$)/;
export type Fault = { line: number; column: number; says: string };

/** What a file may name beside what the code itself knows; null: not checked. */
export type KnownNames = { components: readonly string[] | null; runbooks: readonly string[] | null };

/**
 * The head of a file and the rest.
 * @param id the file's name without .md
 * @returns `body`: the text with the head's lines empty, so that its places are those of the file
 */
export function readFrontMatter(
  source: string,
  id: string,
  known: KnownNames,
): { meta: RunbookMeta | null; body: string; faults: Fault[] } {
  const head = HEAD.exec(source);
  if (!head)
    return {
      meta: null,
      body: source,
      faults: [{ line: 1, column: 1, says: "a runbook begins with --- and its head" }],
    };
  const body = head[0].replaceAll(/[^\n]/g, "") + source.slice(head[0].length);
  const lines = new LineCounter();
  const document = parseDocument(head[1]!, { lineCounter: lines });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: line + 1, column: col };
  };
  if (document.errors.length > 0) {
    const faults = document.errors.map((error) => ({ ...at(error.pos[0]), says: error.message.split("\n")[0]! }));
    return { meta: null, body, faults };
  }
  const place = (path: readonly PropertyKey[]): { line: number; column: number } => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return at(node.range[0]);
      const holder = document.getIn(path.slice(0, length - 1), true) ?? document.contents;
      const key =
        isMap(holder) && holder.items.find((item) => isScalar(item.key) && item.key.value === path[length - 1]);
      if (key && isNode(key.key) && key.key.range) return at(key.key.range[0]);
    }
    return { line: 1, column: 1 };
  };
  const given: unknown = document.toJS();
  const parsed = frontMatterSchema.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue): Fault => {
      const path = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]!] : issue.path;
      return { ...place(path), says: `${path.map(String).join(".") || "head"}: ${sentence(issue, path, given)}` };
    });
    return { meta: null, body, faults };
  }
  const meta = parsed.data;
  const faults: Fault[] = [];
  if (meta.id !== id) faults.push({ ...place(["id"]), says: `id: the file is called ${id}.md` });
  meta.components.forEach((key, index) => {
    if (known.components && !known.components.includes(key))
      faults.push({
        ...place(["components", index]),
        says: `components.${index}: ${noSuch("component", key, known.components)}`,
      });
  });
  return { meta, body, faults };
}

const fields = Object.keys(frontMatterSchema.shape);

function sentence(issue: { code: string; message: string }, path: readonly PropertyKey[], given: unknown): string {
  if (issue.code === "unrecognized_keys") {
    const name = String(path.at(-1));
    return `not known; the nearest is "${nearestName(name, path.length > 1 ? ["fi", "en"] : fields)}"`;
  }
  const value = path.reduce<unknown>(
    (holder, key) => (holder as Record<PropertyKey, unknown> | undefined)?.[key],
    given,
  );
  if (issue.code === "invalid_value" && typeof value === "string") {
    if (path[0] === "kinds") return noSuch("kind of case", value, caseKinds);
    if (path[0] === "causes") return noSuch("cause", value, causes);
  }
  return issue.message;
}
