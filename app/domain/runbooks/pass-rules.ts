/** When a check passes: a comparison with a number, or that there is an answer at all. */
export type PassRule = { op: "<" | "<=" | ">" | ">=" | "=="; value: number } | { op: "present" | "absent" };

const COMPARISON = /^(<=|>=|==|<|>)\s*(-?\d+(?:\.\d+)?)$/;

/** @param text such as `< 0.8`, `>= 3`, `== 1`, `present`, `absent` @returns null for anything else */
export function readPassRule(text: string): PassRule | null {
  const trimmed = text.trim();
  if (trimmed === "present" || trimmed === "absent") return { op: trimmed };
  const [, op, value] = COMPARISON.exec(trimmed) ?? [];
  return op && value ? { op: op as "<", value: Number(value) } : null;
}

/** @param value null: Grafana answered, and there is no such series. No number is never less than another. */
export function passes(rule: PassRule, value: number | null): boolean {
  if (rule.op === "present") return value !== null;
  if (rule.op === "absent") return value === null;
  if (value === null || Number.isNaN(value)) return false;
  switch (rule.op) {
    case "<":
      return value < rule.value;
    case "<=":
      return value <= rule.value;
    case ">":
      return value > rule.value;
    case ">=":
      return value >= rule.value;
    case "==":
      return value === rule.value;
  }
}

const words = { "<": "less than", "<=": "at most", ">": "more than", ">=": "at least", "==": "exactly" };

/** What is normal, in words: "less than 0.8 s". */
export function passWords(rule: PassRule, unit: string): string {
  if (!("value" in rule)) return rule.op === "present" ? "there is an answer" : "there is none";
  return `${words[rule.op]} ${rule.value}${unit ? ` ${unit}` : ""}`;
}
