import { BagError } from "./bag-error.ts";

/** RFC 8493, 2.2.2: long values should be folded so that a line has no more than 79 characters. */
const LINE_LENGTH = 79;
/** Written by the bag itself; a second one would contradict it. */
const OWN_LABELS = new Set(["payload-oxum", "bagging-date"]);

/**
 * bag-info.txt: one "Label: value" per entry in the order given, long values folded at spaces.
 * @throws BagError `bad_bag_info` for a label or a value that the format cannot carry
 */
export function bagInfoText(entries: readonly (readonly [label: string, value: string])[]): string {
  const seen = new Set<string>();
  return entries
    .map(([label, value]) => {
      const refuse = (why: string) => new BagError("bad_bag_info", `bag-info.txt: ${why}.`, { place: label });
      if (!/^[\p{L}\p{N}](?:[\p{L}\p{N} ._-]*[\p{L}\p{N}])?$/u.test(label)) throw refuse("a label has a bad character");
      if (/\p{Cc}/u.test(value) || !value.isWellFormed()) throw refuse("a value has a line break or control character");
      const key = label.toLowerCase();
      if (OWN_LABELS.has(key) && seen.has(key)) throw refuse("the archive writes this label itself");
      seen.add(key);
      return fold(`${label}:`, value.trim().replace(/ +/g, " "));
    })
    .join("");
}

function fold(start: string, value: string): string {
  let text = "";
  let line = start;
  for (const word of value === "" ? [] : value.split(" ")) {
    if (line !== start && line.length + 1 + word.length > LINE_LENGTH) {
      text += `${line}\n`;
      line = "";
    }
    line += ` ${word}`;
  }
  return `${text}${line}\n`;
}
