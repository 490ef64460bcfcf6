/**
 * A name in the one way in which names are compared: compatibility forms and case taken away (NFKC), every kind of space, hyphen
 * and apostrophe one kind, invisible characters gone, and "Lastname, Firstname" turned round. Pure.
 */
export function plainName(name: string): string {
  const plain = name
    .normalize("NFKC")
    .replaceAll(/\p{Cf}/gu, "")
    .toLowerCase()
    .normalize("NFKC")
    .replaceAll(/\p{Pd}/gu, "-")
    .replaceAll(/[\u2018\u2019\u02bc\u00b4`]/g, "'");
  const [last, first, ...more] = plain.split(",").map(spaced);
  return last && first && more.length === 0 ? `${first} ${last}` : spaced(plain);
}

const spaced = (text: string) => text.replaceAll(/[\s\p{Z}\p{Cc}]+/gu, " ").trim();

/** Equal for a name and the same with its last names put first, which moves a part of the words from the end to the beginning. */
export function anyOrderKey(plain: string): string {
  const words = plain.split(" ");
  return words.map((_, at) => [...words.slice(at), ...words.slice(0, at)].join(" ")).sort()[0]!;
}
