/** A change of a text field: what stands between `from` and `to` is replaced by `insert`, and then `select` is marked. */
export type Edit = { from: number; to: number; insert: string; select: [from: number, to: number] };
export type Marked = { text: string; from: number; to: number };

/** Makes what is marked bold, or plain when it is bold; with nothing marked, the marks to type between. */
export function bold({ text, from, to }: Marked): Edit {
  const word = text.slice(from, to);
  if (text.slice(from - 2, from) === "**" && text.slice(to, to + 2) === "**" && from >= 2)
    return { from: from - 2, to: to + 2, insert: word, select: [from - 2, to - 2] };
  return { from, to, insert: `**${word}**`, select: [from + 2, to + 2] };
}

/** Makes a list of the lines that are marked, or of the one that has the cursor. */
export function list({ text, from, to }: Marked): Edit {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const next = text.indexOf("\n", to);
  const end = next === -1 ? text.length : next;
  const lines = text.slice(start, end).split("\n");
  const already = lines.every((line) => line.startsWith("- "));
  const insert = lines
    .map((line) => (already ? line.slice(2) : line.trim() === "" && lines.length > 1 ? line : `- ${line}`))
    .join("\n");
  const last = start + insert.length;
  return { from: start, to: end, insert, select: lines.length > 1 ? [start, last] : [last, last] };
}

/** Makes a link of what is marked; what is missing, the words or the address, is marked to be typed. */
export function link({ text, from, to }: Marked): Edit {
  const marked = text.slice(from, to);
  if (/^https?:\/\/\S+$/.test(marked)) return { from, to, insert: `[](${marked})`, select: [from + 1, from + 1] };
  const insert = `[${marked}](https://)`;
  const address = from + marked.length + 3;
  return marked === ""
    ? { from, to, insert, select: [from + 1, from + 1] }
    : { from, to, insert, select: [address, address + "https://".length] };
}

/** An image with the words for those who do not see it, in a paragraph of its own. */
export function image({ text, from, to }: Marked, alt: string, href: string): Edit {
  const before = text.slice(0, from);
  const gap = before.trim() === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const words = alt
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll(/[[\]\\]/g, "\\$&");
  const insert = `${gap}![${words}](${href})\n`;
  const end = from + insert.length;
  return { from, to, insert, select: [end, end] };
}
