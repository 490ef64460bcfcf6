import type { Element, Nodes, Root } from "hast";
import { createElement, type ReactNode } from "react";
import { ScrollArea } from "./scroll-area.tsx";

/** Elements that need nothing but what stands in them. */
const plain: ReadonlySet<string> = new Set("h3 h4 p ul li strong em del code pre blockquote thead tbody tr".split(" "));
/** React refuses text between these, which is the spaces of their source. */
const withoutText: ReadonlySet<string> = new Set(["table", "thead", "tbody", "tr"]);
const alignment: Record<string, string> = { right: "text-right", center: "text-center" };

function elementOf(node: Element, key: number): ReactNode {
  const { tagName, properties } = node;
  const text = (name: string) => (properties[name] === undefined ? undefined : [properties[name]].flat().join(" "));
  const children = childrenOf(node);
  switch (tagName) {
    case "a":
      return createElement("a", { key, href: text("href"), rel: text("rel") }, children);
    case "img":
      return <img key={key} src={text("src")} alt={text("alt") ?? ""} loading="lazy" decoding="async" />;
    case "table":
      // Wide ones scroll by themselves.
      return (
        <ScrollArea key={key} label="Table">
          <table>{children}</table>
        </ScrollArea>
      );
    // The alignment is a class: an inline style is not allowed.
    case "th":
      return (
        <th key={key} scope="col" className={alignment[text("align") ?? ""]}>
          {children}
        </th>
      );
    case "td":
      return (
        <td key={key} className={alignment[text("align") ?? ""]}>
          {children}
        </td>
      );
    case "br":
    case "hr":
      return createElement(tagName, { key });
    case "ol":
      return createElement("ol", { key, start: properties.start }, children);
    default:
      return plain.has(tagName) ? createElement(tagName, { key }, children) : children;
  }
}

function childrenOf(node: Root | Element): ReactNode[] {
  const bare = node.type === "element" && withoutText.has(node.tagName);
  return (node.children as Nodes[]).map((child, index) => {
    if (child.type === "element") return elementOf(child, index);
    return child.type === "text" && !bare ? child.value : null;
  });
}

/**
 * A Markdown text, as the server made its elements (`markdownTree`). They become React's elements and never pass through a
 * string of HTML; what such a text cannot have is left out, and its words stay.
 */
export function Prose({ tree }: { tree: Root }) {
  return <div className="prose">{childrenOf(tree)}</div>;
}
