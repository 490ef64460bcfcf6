/** What Postgres keeps in no text and no JSON: NUL, and halves of characters. */
const UNKEPT = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

export const UNKEPT_MESSAGE = "A character in it cannot be kept (NUL, or half of one). Type the text anew.";

/**
 * Where in a verb's input a text stands that the database would refuse.
 * @returns the path to it, or null
 */
export function unkeptText(input: unknown): PropertyKey[] | null {
  const open: { value: unknown; path: PropertyKey[] }[] = [{ value: input, path: [] }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next;
    if (typeof value === "string" && UNKEPT.test(value)) return path;
    const members = Array.isArray(value) ? [...value.entries()] : isRecord(value) ? Object.entries(value) : [];
    for (const [key, member] of members.toReversed()) open.push({ value: member, path: [...path, key] });
  }
  return null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
