import iconv from "iconv-lite";

/** PC8 (CP437), the only character set of the SIE format; each byte stands as one character of the same number. */
const bytes = new Map<string, string>();
for (let byte = 0x80; byte <= 0xff; byte++)
  bytes.set(iconv.decode(Buffer.from([byte]), "cp437"), String.fromCharCode(byte));

/** What people write in place of signs that PC8 lacks, where taking an accent off does not help. */
const likeness: Record<string, string> = {
  Ø: "O",
  ø: "o",
  Đ: "D",
  đ: "d",
  Ð: "D",
  ð: "d",
  Þ: "Th",
  þ: "th",
  Ł: "L",
  ł: "l",
  Œ: "OE",
  œ: "oe",
  "€": "EUR",
  "‐": "-",
  "‑": "-",
  "–": "-",
  "—": "-",
  "−": "-",
  "×": "x",
  "‘": "'",
  "’": "'",
  "‚": "'",
  "“": '"',
  "”": '"',
  "„": '"',
  "…": "...",
  "©": "(c)",
  "®": "(R)",
  "™": "TM",
  "\u202f": " ",
  "\u2009": " ",
};

/** A character that PC8 lacks, as near as can be told; "?" where nothing is near. */
function nearest(character: string): string {
  const plain = likeness[character] ?? character.normalize("NFD").replace(/\p{M}/gu, "");
  if (plain === "" || plain === character) return "?";
  let out = "";
  for (const c of plain) out += c < "\x80" ? c : (bytes.get(c) ?? "?");
  return out;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the format has no place for control characters in a text
const CONTROL = /[\x00-\x1f\x7f]/;

/**
 * Text in PC8. A line break or another control character becomes a space.
 * @param lost is told how many characters came out as others
 */
export function toCp437(text: string, lost: (count: number) => void): string {
  let out = "";
  let count = 0;
  for (const c of text.normalize("NFC")) {
    const byte = c < "\x80" ? c : bytes.get(c);
    if (byte === undefined || CONTROL.test(byte)) {
      count++;
      out += byte === undefined ? nearest(c) : " ";
    } else out += byte;
  }
  if (count > 0) lost(count);
  return out;
}
