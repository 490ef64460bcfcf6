import { PromqlError } from "./promql-error.ts";

export type Matcher = { label: string; op: "=" | "!=" | "=~" | "!~"; value: string };

/** Literals joined by bars, as the console writes a list of names; null for any other pattern. */
function alternatives(pattern: string): Set<string> | null {
  const names = new Set<string>();
  let name = "";
  for (let i = 0; i < pattern.length; i += 1) {
    const character = pattern[i]!;
    const next = pattern[i + 1] ?? "";
    if (character === "|") {
      names.add(name);
      name = "";
    } else if (character === "\\" && /[^\w\s]/.test(next)) {
      name += next;
      i += 1;
    } else if (/[\\^$.*+?()[\]{}]/.test(character)) return null;
    else name += character;
  }
  return names.add(name);
}

/** A pattern as Prometheus takes it: anchored at both ends, in RE2's language, which has no look-around or back-references. */
function patternTest(pattern: string): (value: string) => boolean {
  const names = alternatives(pattern);
  if (names) return (value) => names.has(value);
  const bad = (reason: string): never => {
    throw new PromqlError(`invalid parameter "query": error parsing regexp: ${reason}: \`${pattern}\``);
  };
  if (/(^|[^\\])(\\\\)*\(\?<?[=!]/.test(pattern)) bad("invalid or unsupported Perl syntax");
  if (/(^|[^\\])(\\\\)*\\[1-9]/.test(pattern)) bad("invalid escape sequence");
  const folded = pattern.startsWith("(?i)");
  try {
    const regex = new RegExp(`^(?:${folded ? pattern.slice(4) : pattern})$`, folded ? "is" : "s");
    return (value) => regex.test(value);
  } catch {
    return bad("invalid syntax");
  }
}

/** Whether a label's value matches; a label that is not there is the empty string. */
export function matcherTest({ op, value }: Matcher): (value: string) => boolean {
  if (op === "=") return (given) => given === value;
  if (op === "!=") return (given) => given !== value;
  const matches = patternTest(value);
  return op === "=~" ? matches : (given) => !matches(given);
}
