import fc from "fast-check";
import type { Element, Root } from "hast";
import { visit } from "unist-util-visit";
import { expect, test } from "vitest";
import { findAddresses } from "#app/platform/markdown/find-addresses.ts";
import { markdownHtml, markdownText, markdownTree } from "#app/platform/markdown/render-markdown.ts";
import { Prose } from "#app/ui/prose.tsx";
import { htmlOf } from "#tests/support/render.tsx";

const shown = (text: string) => htmlOf(<Prose tree={markdownTree(text)} />);
const inner = (text: string) => shown(text).replace(/^<div class="prose">(.*)<\/div>$/s, "$1");
const uuid = "0197b2c4-1111-4222-8333-444455556666";

test("a text as a reader sees it", () => {
  expect(inner("**Laskut** ja *kuitit*, ~~vanha~~ `koodi`.\n\n- yksi\n- kaksi\n\n> lainaus")).toBe(
    "<p><strong>Laskut</strong> ja <em>kuitit</em>, <del>vanha</del> <code>koodi</code>.</p>\n" +
      "<ul>\n<li>yksi</li>\n<li>kaksi</li>\n</ul>\n<blockquote>\n<p>lainaus</p>\n</blockquote>",
  );
});

test("headings begin at the third level, whichever their writer began with", () => {
  expect(inner("# A\n\n## B\n\n### C")).toBe("<h3>A</h3>\n<h4>B</h4>\n<h4>C</h4>");
  expect(inner("#### A")).toBe("<h3>A</h3>");
});

test("HTML is text", () => {
  expect(inner('a <b>c</b> <img src=x onerror="alert(1)">')).toBe(
    "<p>a &lt;b&gt;c&lt;/b&gt; &lt;img src=x onerror=&quot;alert(1)&quot;&gt;</p>",
  );
  expect(inner("<script>alert(1)</script>")).toBe("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
});

test("links to pages of others say so to search engines and to the page that is opened", () => {
  expect(inner("[ohje](https://netvisor.example/a?b=1)")).toBe(
    '<p><a href="https://netvisor.example/a?b=1" rel="nofollow noopener noreferrer">ohje</a></p>',
  );
  expect(inner("[katkot](/public/maintenance) [posti](mailto:tuki@netvisor.example)")).toBe(
    '<p><a href="/public/maintenance">katkot</a> <a href="mailto:tuki@netvisor.example">posti</a></p>',
  );
});

test.each([
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "data:text/html,x",
  "vbscript:x",
  "//evil.example",
  "/admin/staff",
  "/public/../admin",
  "/public%2f..%2f..%2fadmin/../../admin",
  "/publicity",
  "\\\\evil.example",
  "/\\evil.example",
  "public/maintenance",
  "#top",
  "ftp://a.example/b",
  "https://",
  "http:evil",
  "&#106;avascript:alert(1)",
])("a link to %s keeps its words and leads nowhere", (address) => {
  expect(inner(`[sana](<${address}>)`)).toBe("<p>sana</p>");
});

test("an image is one that was uploaded; of any other its description stays", () => {
  expect(inner(`![Uusi näkymä](/public/images/${uuid}.webp)`)).toBe(
    `<p><img src="/public/images/${uuid}.webp" alt="Uusi näkymä" loading="lazy" decoding="async"/></p>`,
  );
  expect(inner("![seuranta](https://evil.example/pixel.gif)")).toBe("<p>seuranta</p>");
  expect(inner(`![x](/public/images/${uuid}.webp?v=2)`)).toBe("<p>x</p>");
});

test("a table has headers, and its numbers stand to the right without an inline style", () => {
  const html = inner("| Sivu | s |\n|:-----|--:|\n| Osto | 0,6 |");
  expect(html).toContain('<th scope="col">Sivu</th>');
  expect(html).toContain('<td class="text-right">0,6</td>');
  expect(html).not.toMatch(/style|align=/);
  expect(html).toMatch(/^<div role="group" aria-label="Table" tabindex="0"/);
});

test("for feeds, own addresses are written out", () => {
  expect(
    markdownHtml(`[a](/public/maintenance) ![b](/public/images/${uuid}.webp) [c](https://d.example/)`, {
      origin: "https://portal.example",
    }),
  ).toBe(
    `<p><a href="https://portal.example/public/maintenance">a</a> <img src="https://portal.example/public/images/${uuid}.webp" alt="b"> ` +
      '<a href="https://d.example/" rel="nofollow noopener noreferrer">c</a></p>',
  );
});

test("for mails, a text without marks and with its addresses", () => {
  expect(
    markdownText(
      "## Uutta\n\nKuitit **nopeammin**, [ohje](https://a.example/b).\nKs. https://a.example/b ja [katkot](/public/maintenance).\n\n" +
        "1. yksi\n   - sisempi\n2. kaksi\n\n> lainaus\n> jatkuu\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nkoodi\n```",
      { origin: "https://portal.example" },
    ),
  ).toBe(
    "Uutta\n\nKuitit nopeammin, ohje (https://a.example/b).\n" +
      "Ks. https://a.example/b ja katkot (https://portal.example/public/maintenance).\n\n" +
      "1. yksi\n   - sisempi\n2. kaksi\n\n> lainaus\n> jatkuu\n\na | b\n1 | 2\n\n    koodi",
  );
});

test("nothing is nothing", () => {
  expect(markdownTree("")).toEqual({ type: "root", children: [] });
  expect(markdownText("")).toBe("");
});

test("the tree is plain JSON without places in the source", () => {
  const tree = markdownTree("a [b](https://c.example/) \n\n- d");
  expect(JSON.parse(JSON.stringify(tree))).toEqual(tree);
  expect(JSON.stringify(tree)).not.toContain("position");
});

const allowed: Record<string, string[]> = {
  a: ["href", "rel"],
  img: ["src", "alt"],
  ol: ["start"],
  th: ["align"],
  td: ["align"],
};
const names = /^(h3|h4|p|ul|ol|li|strong|em|del|code|pre|blockquote|table|thead|tbody|tr|th|td|a|img|br|hr)$/;

function breaches(tree: Root): string[] {
  const found: string[] = [];
  visit(tree, (node) => {
    if (node.type === "text" || node.type === "root") return;
    if (node.type !== "element") return void found.push(node.type);
    const { tagName, properties } = node as Element;
    if (!names.test(tagName)) found.push(tagName);
    for (const [name, value] of Object.entries(properties)) {
      if (!(allowed[tagName] ?? []).includes(name)) found.push(`${tagName} ${name}`);
      if (name === "href" && !/^(https?:\/\/[^/]|mailto:|\/public(\/|$|\?|#))/i.test(String(value)))
        found.push(String(value));
      if (name === "src" && !/^\/public\/images\/[0-9a-f-]{36}\.webp$/.test(String(value))) found.push(String(value));
    }
  });
  return found;
}

test("whatever is typed, only what is named comes through, and it renders", () => {
  const piece = fc.constantFrom(
    ..."[ ] ( ) ! < > * _ ~ ` # - + | : / \\ & ; \n \t".split(" "),
    "\n\n",
    "  ",
    "1. ",
    "javascript:",
    "https://a.example",
    "/public/",
    "<img src=x>",
    "<svg onload=a>",
    "[^1]",
    "[ ] ",
    "|-|-|\n",
    "&#x6a;",
    "www.a.example",
    "a@b.example",
    "ä",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join("");
      expect(breaches(markdownTree(text))).toEqual([]);
      expect(shown(text)).not.toMatch(/<(script|svg|iframe|input|section|style)/);
    }),
    { numRuns: 500 },
  );
});

const filled = (piece: string) => piece.repeat(Math.ceil(5000 / piece.length)).slice(0, 5000);

test.each([
  ["quotes", filled(">")],
  ["numbered lists", filled("1. ")],
  ["quotes and lists", filled("> - ")],
  ["three kinds", filled("- > 1. ")],
  ["stars", `${"*".repeat(2500)}a${"*".repeat(2499)}`],
  ["stars that open and close", "**a *b ".repeat(360) + "c* d**".repeat(360)],
  ["brackets", filled("[")],
  ["links in links", `${"[".repeat(1600)}a${"](b)".repeat(800)}`],
  ["images in images", `${"![".repeat(1200)}a${"](b)".repeat(640)}`],
  ["strikes", filled("~a~")],
  ["a table of many rows", `|a|b|\n|-|-|\n${filled("|a|b|\n").slice(0, 4980)}`],
  ["tables", filled("|a\n|-\n")],
  ["stars and brackets", filled("*[")],
  ["strikes and brackets", filled("~[")],
  ["words that begin with two stars", filled("**a")],
  ["items on a line of their own", filled("-\n")],
  ["as many stars as are read", filled("*a_").slice(0, 1500).padEnd(5000, "a")],
  ["as many items as are read", filled("- a\n").slice(0, 2000).padEnd(5000, "a")],
  ["indented lists", Array.from({ length: 95 }, (_, depth) => `${" ".repeat(depth)}- a\n`).join("")],
])("5000 characters of %s are shown, soon and without an end of the stack", (_name, text) => {
  const started = process.cpuUsage();
  const tree = markdownTree(text);
  const { user } = process.cpuUsage(started);
  const html = htmlOf(<Prose tree={tree} />);
  markdownText(text);
  // Microseconds of this process alone. The slowest takes a fifth; what grows with the square of the signs takes seconds.
  expect(user).toBeLessThan(500_000);
  expect(html.length).toBeGreaterThan(10);
  expect(breaches(tree)).toEqual([]);
});

test("what is nested too deep stays as it was typed, and is told", () => {
  const text = `${"> ".repeat(20)}syvällä`;
  expect(findAddresses(text).tooDeep).toBe(true);
  expect(markdownText(text)).toContain("> > > syvällä");
  expect(findAddresses("> > - *a*").tooDeep).toBe(false);
});

test("a text of signs more than words stays as it was typed, and is told; a full table and a long list of links do not", () => {
  const signs = "*a_".repeat(600);
  expect(findAddresses(signs).tooDeep).toBe(true);
  expect(markdownText(`${signs}\n\ntoinen`)).toBe(`${signs}\n\ntoinen`);
  const table = `| Sivu | Ennen | Nyt |\n|------|------:|----:|\n${"| Palkkalaskelmat | 0,9 s | 0,4 s |\n".repeat(130)}`;
  const list = "- **Uusi:** [ohje](/public/bulletins/2026-w47) ja `GET /api/x`\n".repeat(78);
  for (const text of [table, list]) {
    expect(text.length).toBeGreaterThan(4700);
    expect(findAddresses(text).tooDeep).toBe(false);
  }
});

test("the addresses of a text, with those that will not be shown", () => {
  expect(
    findAddresses("[a](javascript:x) ![](https://b.example/c.png) <https://d.example>\n\n[e]\n\n[e]: /f"),
  ).toMatchObject({
    links: [
      { href: "javascript:x", words: "a" },
      { href: "https://d.example", words: "https://d.example" },
      { href: "/f", words: "e" },
    ],
    images: [{ src: "https://b.example/c.png", alt: "" }],
  });
});
