import fc from "fast-check";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { XmlScanner } from "#db/import/saft/scan.ts";

type Read = { events: string[]; refused: boolean };

const merge = (events: string[]) => {
  const merged: string[] = [];
  for (const event of events) {
    if (event.startsWith("=") && merged.at(-1)?.startsWith("=")) merged[merged.length - 1] += event.slice(1);
    else merged.push(event);
  }
  return merged.filter((event) => event !== "=");
};

/** A document cut into pieces, read by ours and by the oracle. A refusal anywhere is a refusal. */
function ours(pieces: string[]): Read {
  const events: string[] = [];
  const scanner = new XmlScanner(
    {
      open: (name) => events.push(`<${name}`),
      close: () => events.push(">"),
      text: (piece) => events.push(`=${piece}`),
      wantsText: () => true,
    },
    10_000,
  );
  try {
    for (const piece of pieces) scanner.write(piece);
    scanner.end();
    return { events: merge(events), refused: false };
  } catch {
    return { events: [], refused: true };
  }
}

function oracle(text: string): Read {
  const events: string[] = [];
  let depth = 0;
  let refused = false;
  const parser = new SaxesParser({ xmlns: false });
  parser.on("error", () => {
    refused = true;
  });
  parser.on("doctype", () => {
    refused = true;
  });
  parser.on("opentag", (tag) => {
    depth++;
    events.push(`<${tag.name}`);
  });
  parser.on("closetag", () => {
    depth--;
    events.push(">");
  });
  parser.on("text", (piece) => depth > 0 && events.push(`=${piece}`));
  parser.on("cdata", (piece) => events.push(`=${piece}`));
  parser.write(text).close();
  return refused ? { events: [], refused } : { events: merge(events), refused };
}

const PARTS = [
  "<a>",
  "</a>",
  "<b>",
  "</b>",
  "<c/>",
  "<c />",
  "</a >",
  "</ a>",
  "<é/>",
  "<n1:a>",
  "</n1:a>",
  "<1>",
  "<>",
  "</>",
  "<a",
  "<a b>",
  '<a x="1">',
  "<a x='1' y=\"2\">",
  '<a x="1" x="2">',
  '<a x="1"y="2">',
  "<a x=1>",
  '<a x="<">',
  '<a x=">">',
  "<a x='\"'/>",
  '<a x="&amp;">',
  '<a x="&z;">',
  '<a x="',
  '">',
  "text",
  "ö",
  "🧊",
  " ",
  "\n",
  "\r\n",
  "\r",
  "\t",
  ">",
  "]]>",
  "]]",
  "&amp;",
  "&lt;",
  "&#65;",
  "&#x1F9CA;",
  "&#0;",
  "&#xD800;",
  "&z;",
  "&",
  "&amp",
  "&constructor;",
  "\u0001",
  "\uffff",
  "<!-- c -->",
  "<!---->",
  "<!-- a--b -->",
  "<!-- c --->",
  "<!--",
  "-->",
  "<![CDATA[<x>&y;]]>",
  "<![CDATA[",
  "<![cdata[x]]>",
  "<?pi x?>",
  "<?pi?>",
  "<?pi",
  "<? x?>",
  '<?xml version="1.0"?>',
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
  "<?xml?>",
  "<!DOCTYPE a>",
  "<!x>",
];

const cut = (text: string, sizes: number[]) => {
  const pieces: string[] = [];
  for (let at = 0, i = 0; at < text.length; i++) {
    const size = sizes[i % sizes.length]!;
    pieces.push(text.slice(at, at + size));
    at += size;
  }
  return pieces;
};
// Half of a surrogate pair never comes alone from a decoder.
const sizes = fc.array(fc.integer({ min: 2, max: 9 }), { minLength: 1, maxLength: 5 });
const parts = fc.array(fc.constantFrom(...PARTS), { maxLength: 8 });
const documents = fc.oneof(
  parts.map((p) => p.join("")),
  parts.map((p) => `<a>${p.join("")}</a>`),
  fc.constantFrom(...PARTS).map((p) => `<?xml version="1.0"?>\n<r><a>${p}</a></r>\n`),
  fc
    .tuple(parts, parts)
    .map(
      ([p, q]) =>
        `<r>${p.filter((x) => !x.includes("<") || x === "<c/>").join("")}<b>${q.filter((x) => !/[<&\]]/.test(x)).join("")}</b></r>`,
    ),
);

test("accepts and reads what saxes does, however the document is cut", () => {
  let accepted = 0;
  fc.assert(
    fc.property(documents, sizes, (text, cuts) => {
      fc.pre(!/\ud83e/.test(text) || cuts.length === 1);
      const pieces = /\ud83e/.test(text) ? [text] : cut(text, cuts);
      const expected = oracle(text);
      if (!expected.refused) accepted++;
      expect(ours(pieces)).toEqual(expected);
    }),
    { numRuns: 20_000 },
  );
  // A generator of nothing but broken documents would prove nothing.
  expect(accepted).toBeGreaterThan(1_000);
});

test("a tag with a million > in its attributes takes no longer than its length", () => {
  const start = performance.now();
  expect(ours([`<a x="${">".repeat(9_000)}"/>`]).refused).toBe(false);
  expect(ours([`<a ${"x='>' ".repeat(1_500)}`]).refused).toBe(true);
  expect(performance.now() - start).toBeLessThan(2_000);
});
