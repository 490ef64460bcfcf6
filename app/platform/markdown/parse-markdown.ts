import type { Root as HastRoot } from "hast";
import type { Nodes, Parents, Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { type Processor, unified } from "unified";

/** No text that is meant to be read is nested deeper; what follows is recursive, and must not be led to the stack's end. */
export const MAX_DEPTH = 12;
/**
 * The parser's work grows with the square of the signs that may mean something, and with the cube of what a line opens: five
 * thousand of them would hold a process for seconds. A table that fills a section has half as many.
 */
const MARKS_MAX = 1000;
const MARK = /[*_[\]~>|`&<\\\n]|[-+](?=\s)|\d[.)](?=\s)/g;
const OPENED_AT_ONCE = /^[ \t]*(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*){20}/m;

/**
 * HTML is no part of our Markdown: `<b>` is shown as it was typed, and not dropped unseen. Neither are footnotes, whose marks
 * would meet between the sections of one page, nor boxes to tick.
 */
export function withoutExtras(this: Processor) {
  const data = this.data() as { micromarkExtensions?: unknown[] };
  data.micromarkExtensions ??= [];
  data.micromarkExtensions.push({
    disable: {
      null: [
        "htmlFlow",
        "htmlText",
        "gfmFootnoteDefinition",
        "gfmFootnoteCall",
        "gfmPotentialFootnoteCall",
        "tasklistCheck",
      ],
    },
  });
}

const parser = unified().use(remarkParse).use(remarkGfm).use(withoutExtras).freeze();
const toHast = unified().use(remarkRehype).freeze();

const nesting = new Set<Nodes["type"]>(["blockquote", "list", "emphasis", "strong", "delete", "link", "linkReference"]);
const blocks = new Set<Nodes["type"]>(["blockquote", "list"]);

/** A text of which no sign means anything, paragraph by paragraph. */
function plainTree(text: string): Root {
  const paragraphs = text.split(/\n{2,}/).filter(Boolean);
  return {
    type: "root",
    children: paragraphs.map((value) => ({ type: "paragraph", children: [{ type: "text", value }] })),
  };
}

const isTangle = (text: string) => OPENED_AT_ONCE.test(text) || (text.match(MARK)?.length ?? 0) > MARKS_MAX;

/**
 * Reads Markdown (CommonMark with the tables, strikethrough and bare links of GitHub's).
 * What is nested deeper than anybody reads stays in the text as it was typed, and so does a text of signs more than words.
 * @returns the tree, and whether something stayed as it was typed
 */
export function parseMarkdown(text: string): { tree: Root; tooDeep: boolean } {
  if (isTangle(text)) return { tree: plainTree(text), tooDeep: true };
  const tree = parser.parse(text);
  let tooDeep = false;
  const open: { node: Parents; depth: number }[] = [{ node: tree, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next;
    if (depth < MAX_DEPTH) {
      for (const child of node.children)
        if ("children" in child) open.push({ node: child, depth: depth + (nesting.has(child.type) ? 1 : 0) });
      continue;
    }
    const children = node.children.map((child) => {
      if (!nesting.has(child.type)) {
        if ("children" in child) open.push({ node: child, depth });
        return child;
      }
      tooDeep = true;
      const typed = {
        type: "text" as const,
        value: text.slice(child.position!.start.offset, child.position!.end.offset),
      };
      return blocks.has(child.type) ? { type: "paragraph" as const, children: [typed] } : typed;
    });
    node.children = children as typeof node.children;
  }
  return { tree, tooDeep };
}

/** The elements of a text, before anything is taken away from them. */
export function hastOf(tree: Root): HastRoot {
  return toHast.runSync(tree);
}
