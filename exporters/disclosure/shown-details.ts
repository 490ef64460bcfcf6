import { canonicalJson } from "../law/canonical-json.ts";

/**
 * What of an event's details goes out: the keys listed for its kind, where their value is a plain one. Details are whatever a
 * service writes beside an event, other people's names among it; what nobody has looked at is withheld and counted.
 * @param text the log's JSON object
 * @returns JSON with its keys in order, and how many keys were withheld
 */
export function shownDetails(text: string, keys: readonly string[] | undefined): { shown: string; withheld: number } {
  const details: Record<string, unknown> = JSON.parse(text);
  const shown: Record<string, string | boolean> = {};
  let withheld = 0;
  for (const [key, value] of Object.entries(details)) {
    const plain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    if (plain && keys?.includes(key)) shown[key] = typeof value === "number" ? String(value) : value;
    else withheld += 1;
  }
  return { shown: canonicalJson(shown), withheld };
}
