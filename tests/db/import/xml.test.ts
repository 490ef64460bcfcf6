import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ImportRefused, Problems } from "#db/import/problems.ts";
import { compileRules } from "#db/import/saft/tree.ts";
import { walkXml } from "#db/import/saft/xml.ts";

type Read = { texts: string[] } | { refused: string; place: string };

/** The texts of each `r/a`, and what is wrong, when a document is given in these pieces. */
function read(pieces: string[]): Read {
  const texts: string[] = [];
  const node = compileRules({ children: { a: { text: (value) => texts.push(value) } } });
  try {
    const walker = walkXml({ name: "r", node }, new Problems());
    for (const piece of pieces) walker.write(piece);
    walker.end();
    return { texts };
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    return { refused: error.problems[0]!.code, place: error.problems[0]!.place };
  }
}

/** The document in pieces of these sizes, over and over. */
function cut(document: string, sizes: number[]): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < document.length; at += pieces.at(-1)!.length)
    pieces.push(document.slice(at, at + sizes[pieces.length % sizes.length]!));
  return pieces;
}

describe("an XML document", () => {
  test.each([
    [
      "entities and characters by number",
      "<r><a>&lt;b&gt; &amp; &quot;&apos; &#65;&#x1F9CA;</a></r>",
      ["<b> & \"' A🧊"],
    ],
    ["CDATA beside text", "<r><a>x <![CDATA[<y> &z;]]> ]]</a></r>", ["x <y> &z; ]]"]],
    ["line ends of every kind", "<r><a>1\r\n2\r3\n4</a></r>", ["1\n2\n3\n4"]],
    ["a comment and an instruction inside a text", "<r><a>x<!-- y --><?z w?>v</a></r>", ["xv"]],
    ["an element in the text", "<r><a>x<b>y</b></a><a/></r>", ["", ""]],
    ["prefixes", '<n:r xmlns:n="urn:x"><n:a>x</n:a></n:r>', ["x"]],
    ["marks in attributes", `<r b='"' c=">" d='>'><a e="&gt;/>">x</a ></r\n>`, ["x"]],
    [
      "what stands around the root",
      '\uFEFF<?xml version="1.0" standalone="yes"?>\n<!-- c -->\n<r><a>x</a></r>\n<?pi?>\n',
      ["x"],
    ],
  ])("%s is read, however it is cut into pieces", (_name, document, texts) => {
    expect(read([document])).toEqual({ texts });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }), (sizes) => {
        expect(read(cut(document, sizes))).toEqual({ texts });
      }),
    );
  });

  test.each([
    ["another closing tag", "<r>\n<a></b></r>", 2],
    ["a closing tag too many", "<r></r>\n</r>", 2],
    ["no end", "<r>\n<a>", 2],
    ["nothing", "", 1],
    ["two roots", "<r/>\n<r/>", 2],
    ["text before the root", "x<r/>", 1],
    ["text after the root", "<r/>\nx", 2],
    ["an attribute that comes twice", '<r x="1" x="2"/>', 1],
    ["an attribute without quotation marks", "<r x=1/>", 1],
    ["an attribute without a value", "<r x/>", 1],
    ["a < in an attribute", '<r x="<"/>', 1],
    ["a name that begins with a digit", "<r><1/></r>", 1],
    ["a bare &", "<r><a>\n& </a></r>", 2],
    ["an entity nobody declared", "<r><a>&nbsp;</a></r>", 1],
    ["an entity named like a property of objects", "<r><a>&constructor;</a></r>", 1],
    ["the character 0", "<r><a>&#0;</a></r>", 1],
    ["half a surrogate pair", "<r><a>&#xD800;</a></r>", 1],
    ["a control character", "<r><a>\u0001</a></r>", 1],
    ["]]> in a text", "<r><a>]]></a></r>", 1],
    ["-- in a comment", "<r><!-- a--b --></r>", 1],
    ["CDATA in small letters", "<r><![cdata[x]]></r>", 1],
    ["an XML declaration in the middle", '<r/>\n<?xml version="1.0"?>', 2],
  ])("with %s is refused with its line", (_name, document, line) => {
    expect(read([document])).toEqual({ refused: "broken_syntax", place: `line ${line}` });
    expect(read([...document])).toEqual({ refused: "broken_syntax", place: `line ${line}` });
  });

  test("with a DOCTYPE after the root has begun is refused too", () => {
    for (const document of ["<r><!DOCTYPE r></r>", "<r/><!DOCTYPE r>"])
      expect(read([document])).toHaveProperty("refused");
  });

  test("64 elements deep is read, one more is too deep", () => {
    const deep = (n: number) => `${"<r>".repeat(n)}${"</r>".repeat(n)}`;
    expect(read([deep(64)])).toEqual({ texts: [] });
    expect(read([deep(65)])).toEqual({ refused: "too_deep", place: "line 1" });
  });

  test("a text of a megabyte is read; a longer one is not, whether it comes whole, in pieces or in CDATA", () => {
    const mebi = 1_048_576;
    const text = "x".repeat(mebi);
    expect(read(["<r><a>", text, "</a></r>"])).toEqual({ texts: [text] });
    const refused = { refused: "text_too_long", place: "line 1" };
    expect(read([`<r><a>${text}x</a></r>`])).toEqual(refused);
    expect(read(["<r><a>", ...Array.from({ length: 20 }, () => "x".repeat(65_536)), "</a></r>"])).toEqual(refused);
    expect(
      read(["<r><a>", ...Array.from({ length: 20 }, () => `<![CDATA[${"x".repeat(65_536)}]]>`), "</a></r>"]),
    ).toEqual(refused);
  });

  test("a tag with very many marks in its attributes takes no longer than its length", () => {
    const start = performance.now();
    expect(read([`<r x="${">".repeat(500_000)}"/>`])).toEqual({ texts: [] });
    expect(read([`<r ${"x='>' ".repeat(50_000)}`])).toEqual({ refused: "broken_syntax", place: "line 1" });
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
