import type { Element, Nodes, Root } from "hast";

/** A cleaned tree as text that reads well without marks. @param origin what own addresses begin with */
export function plainText(tree: Root, origin: string): string {
  return blocks(tree.children, origin).join("\n\n");
}

const inline = new Set(["strong", "em", "del", "code", "a", "img", "br"]);
const isInline = (node: Nodes) => node.type === "text" || (node.type === "element" && inline.has(node.tagName));

/** Each block as its lines; words that stand between blocks are a block too. */
function blocks(nodes: Nodes[], origin: string): string[] {
  const found: string[] = [];
  let words = "";
  const end = () => {
    if (words.trim()) found.push(words.trim());
    words = "";
  };
  for (const node of nodes) {
    if (isInline(node)) words += wordsOf(node, origin);
    else if (node.type === "element") {
      end();
      const lines = block(node, origin);
      if (lines) found.push(lines);
    }
  }
  end();
  return found;
}

function block(node: Element, origin: string): string {
  switch (node.tagName) {
    case "ul":
    case "ol":
      return listItems(node, origin);
    case "blockquote":
      return indented(blocks(node.children, origin).join("\n\n"), "> ", "> ");
    case "pre":
      return indented(wordsOf(node, origin).trimEnd(), "    ", "    ");
    case "table":
      return rows(node)
        .map((row) => cells(row, origin).join(" | "))
        .join("\n");
    case "hr":
      return "---";
    default:
      return wordsOf(node, origin).trim();
  }
}

const elements = (node: Element) => node.children.filter((child): child is Element => child.type === "element");
const rows = (node: Element): Element[] =>
  elements(node).flatMap((child) => (child.tagName === "tr" ? [child] : rows(child)));
const cells = (row: Element, origin: string) => elements(row).map((cell) => wordsOf(cell, origin).trim());

function listItems(list: Element, origin: string): string {
  const first = Number(list.properties.start ?? 1);
  return elements(list)
    .map((item, index) => {
      const mark = list.tagName === "ol" ? `${first + index}. ` : "- ";
      return indented(blocks(item.children, origin).join("\n"), mark, " ".repeat(mark.length));
    })
    .join("\n");
}

function indented(text: string, first: string, others: string): string {
  return text
    .split("\n")
    .map((line, index) => ((index === 0 ? first : others) + line).trimEnd())
    .join("\n");
}

function wordsOf(node: Nodes, origin: string): string {
  if (node.type === "text") return node.value;
  if (node.type !== "element") return "";
  if (node.tagName === "br") return "\n";
  if (node.tagName === "img") return node.properties.alt ? `[${node.properties.alt}]` : "";
  const words = node.children.map((child) => wordsOf(child, origin)).join("");
  if (node.tagName !== "a") return words;
  const href = String(node.properties.href);
  const address = href.startsWith("/") ? origin + href : href.replace(/^mailto:/i, "");
  // A bare link is its own words.
  const bare = [address, address.replace(/^https?:\/\//, "")].includes(words);
  return bare ? words : `${words} (${address})`;
}
