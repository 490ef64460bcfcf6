import type { Element, ElementContent, Nodes, Root } from "hast";
import rehypeSanitize, { type Options } from "rehype-sanitize";
import { unified } from "unified";
import { SKIP, visit } from "unist-util-visit";
import { linkKind, ownImage } from "./address-rules.ts";

/** What may stand in a text that anybody reads: nothing else, whatever came before. */
const schema: Options = {
  tagNames: [
    "h3",
    "h4",
    "p",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "del",
    "code",
    "pre",
    "blockquote",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "a",
    "img",
    "br",
    "hr",
  ],
  attributes: {
    a: ["href", ["rel", "nofollow", "noopener", "noreferrer"]],
    img: ["src", "alt"],
    ol: ["start"],
    th: [["align", "left", "center", "right"]],
    td: [["align", "left", "center", "right"]],
  },
  ancestors: {
    li: ["ol", "ul"],
    thead: ["table"],
    tbody: ["table"],
    tr: ["table"],
    th: ["table"],
    td: ["table"],
  },
  protocols: { href: ["http", "https", "mailto"], src: ["http", "https"] },
  required: {},
  clobber: [],
  strip: [],
  allowComments: false,
  allowDoctypes: false,
};
const sanitizer = unified().use(rehypeSanitize, schema).freeze();

/**
 * Takes away what a text of ours cannot have. Links that lead nowhere keep their words, images that are not ours their
 * description, headings become third and fourth level: the page and its sections have those above.
 * @returns plain JSON
 */
export function cleanTree(tree: Root): Root {
  let highest = 6;
  visit(tree, "element", (node) => {
    const level = headingLevel(node);
    if (level && level < highest) highest = level;
  });
  visit(tree, "element", (node, index, parent) => {
    const level = headingLevel(node);
    if (level) node.tagName = level === highest ? "h3" : "h4";
    if (node.tagName === "a") {
      const kind = linkKind(String(node.properties.href ?? ""));
      if (!kind) return replace(parent!.children as ElementContent[], index!, node.children);
      node.properties = { href: node.properties.href };
      if (kind === "web") node.properties.rel = ["nofollow", "noopener", "noreferrer"];
    }
    if (node.tagName === "img" && !ownImage(String(node.properties.src ?? ""))) {
      const words = String(node.properties.alt ?? "");
      return replace(parent!.children as ElementContent[], index!, words ? [{ type: "text", value: words }] : []);
    }
  });
  return withoutPositions(sanitizer.runSync(tree));
}

const headingLevel = (node: Element) => Number(/^h([1-6])$/.exec(node.tagName)?.[1] ?? 0);

function replace(siblings: ElementContent[], index: number, by: ElementContent[]): [typeof SKIP, number] {
  siblings.splice(index, 1, ...by);
  return [SKIP, index];
}

function withoutPositions(tree: Root): Root {
  visit(tree, (node: Nodes) => {
    delete node.position;
    delete node.data;
  });
  return tree;
}
