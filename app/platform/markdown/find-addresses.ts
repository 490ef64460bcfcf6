import { visit } from "unist-util-visit";
import { hastOf, parseMarkdown } from "./parse-markdown.ts";

export type Addresses = {
  links: { href: string; words: string }[];
  images: { src: string; alt: string }[];
  /** Something is nested deeper than it will be shown. */
  tooDeep: boolean;
};

/** Every link and image of a text, those too that will not be shown as such. */
export function findAddresses(text: string): Addresses {
  const { tree, tooDeep } = parseMarkdown(text);
  const found: Addresses = { links: [], images: [], tooDeep };
  visit(hastOf(tree), "element", ({ tagName, properties, children }) => {
    if (tagName === "a") {
      const words = children.map((child) => (child.type === "text" ? child.value : "")).join("");
      found.links.push({ href: String(properties.href ?? ""), words });
    }
    if (tagName === "img") found.images.push({ src: String(properties.src ?? ""), alt: String(properties.alt ?? "") });
  });
  return found;
}
