const letters: Record<string, string> = { ø: "o", æ: "ae", œ: "oe", ß: "ss", đ: "d", ð: "d", ł: "l", þ: "th", ı: "i" };

/** Small letters without their marks, so that Äijö, aijo and ÄIJÖ are the same. */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[øæœßđðłþı]/g, (letter) => letters[letter]!);
}

/** The words of a folded text: letters and digits, whatever stands between them. */
export const wordsOf = (foldedText: string): string[] => foldedText.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
