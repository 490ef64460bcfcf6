import type { Root } from "hast";
import rehypeStringify from "rehype-stringify";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { cleanTree } from "./clean-tree.ts";
import { hastOf, parseMarkdown } from "./parse-markdown.ts";
import { plainText } from "./plain-text.ts";

/**
 * A text as elements, for `<Prose>`: plain JSON, with nothing in it that `clean-tree.ts` does not name.
 * @param text Markdown, of a bounded length
 */
export function markdownTree(text: string): Root {
  return cleanTree(hastOf(parseMarkdown(text).tree));
}

const writer = unified().use(rehypeStringify).freeze();

/**
 * A text as HTML, for feeds, whose readers know no address but those written out.
 * @param origin what own addresses begin with, such as https://portal.example
 */
export function markdownHtml(text: string, { origin }: { origin: string }): string {
  const tree = markdownTree(text);
  visit(tree, "element", ({ properties }) => {
    for (const name of ["href", "src"] as const) {
      const address = properties[name];
      if (typeof address === "string" && address.startsWith("/")) properties[name] = origin + address;
    }
  });
  return writer.stringify(tree);
}

/**
 * A text for mails: no marks but those of lists, and addresses written out after the words that lead there.
 * @param origin what own addresses begin with
 */
export function markdownText(text: string, { origin = "" }: { origin?: string } = {}): string {
  return plainText(markdownTree(text), origin);
}
