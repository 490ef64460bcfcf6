import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { StaticRouter } from "react-router-dom/server";

/** What the server sends for a component, inside a router so that its links work. */
export function htmlOf(element: ReactElement, at = "/"): string {
  return renderToStaticMarkup(<StaticRouter location={at}>{element}</StaticRouter>);
}

const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'" };

/** The words alone, as somebody reads them. */
export function textOf(html: string): string {
  return html
    .replaceAll(/<(?:td|th|tr|li|p|dt|dd|summary|text|title|caption)[ >]/g, " $&")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => entities[entity]!)
    .replaceAll(/[ \n]+/g, " ")
    .trim();
}

/** Each row of the tables of a page, as the texts of its cells. */
export function rowsOf(html: string): string[][] {
  return [...html.matchAll(/<tr[ >].*?<\/tr>/gs)].map(([row]) =>
    [...row.matchAll(/<t[hd][ >].*?<\/t[hd]>/gs)].map(([cell]) => textOf(cell)),
  );
}
