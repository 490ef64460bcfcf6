import type { Root } from "hast";
import { type Components, toJsxRuntime } from "hast-util-to-jsx-runtime";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import { ScrollArea } from "./scroll-area.tsx";

const alignment: Record<string, string> = { right: "text-right", center: "text-center" };
const classOf = (align: string | undefined) => alignment[align ?? ""];

const components: Partial<Components> = {
  // Wide ones scroll by themselves. Their alignment is a class: an inline style is not allowed.
  table: ({ children }) => (
    <ScrollArea label="Table">
      <table>{children}</table>
    </ScrollArea>
  ),
  th: ({ children, align }) => (
    <th scope="col" className={classOf(align)}>
      {children}
    </th>
  ),
  td: ({ children, align }) => <td className={classOf(align)}>{children}</td>,
  img: ({ src, alt }) => <img src={src} alt={alt ?? ""} loading="lazy" decoding="async" />,
};

/**
 * A Markdown text, as the server made its elements (`markdownTree`). They become React's elements and never pass through a
 * string of HTML.
 */
export function Prose({ tree }: { tree: Root }) {
  return (
    <div className="prose">{toJsxRuntime(tree, { Fragment, jsx, jsxs, components, tableCellAlignToStyle: false })}</div>
  );
}
