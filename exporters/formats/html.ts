import type { ArchiveLanguage } from "../run.ts";
import { contentPolicy, style } from "./html-style.ts";
import { countText } from "./pages/amounts.ts";

/** HTML that is safe by construction: values are escaped unless they are HTML already. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Value = string | number | Html | readonly Html[];

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNSHOWN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;

/**
 * Text for a page. Control characters, which no page may hold, and those that turn the reading direction (Unicode TR 9, 2),
 * by which "fdp.exe" can look like another name, are blanks: the data files have them.
 * @param text not bytes: among the bytes of other letters there are some that look like control characters
 */
export function escapeHtml(text: string): string {
  return text
    .replace(UNSHOWN, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  const shown = (v: Value): string =>
    v instanceof Html ? v.text : Array.isArray(v) ? v.map((x) => (x as Html).text).join("") : escapeHtml(String(v));
  return new Html(strings.reduce((out, s, i) => out + (i > 0 ? shown(values[i - 1]!) : "") + s, ""));
}

/** A relative address of a file of the archive; its folders and name may hold any character. */
export const address = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

/** What stands around a page's body. */
export function pageFrame(language: string, title: string): { head: string; tail: string } {
  const { text } = html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(contentPolicy)}">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>${new Html(style)}</style></head>
<body>`;
  return { head: text, tail: "</body></html>\n" };
}

/** A page that opens from a disk, without a network, scripts or anything from elsewhere. */
export function page(language: string, title: string, body: Html): string {
  const { head, tail } = pageFrame(language, title);
  return head + body.text + tail;
}

/** A column's name, and how it is shown where that is more. */
export type Heading = string | { label: string; shown: Html };
const labelOf = (heading: Heading) => (typeof heading === "string" ? heading : heading.label);

/** Counts are written as readers of the language do. */
export function table(
  language: ArchiveLanguage,
  caption: string,
  head: readonly Heading[],
  rows: readonly (readonly Value[])[],
): Html {
  return html`<table class="flow"><caption>${caption}</caption><thead><tr>${head.map((h, i) => html`<th scope="col"${numberClass(rows.length > 0 && rows.every((r) => r[i] === "" || isNumber(r[i]!)) && rows.some((r) => r[i] !== ""))}>${typeof h === "string" ? h : h.shown}</th>`)}</tr></thead>
<tbody>${rows.map(
    (
      r,
    ) => html`<tr>${r.map((v, i) => html`<td data-label="${labelOf(head[i]!)}"${numberClass(isNumber(v))}>${typeof v === "number" ? countText(language, v) : v}</td>`)}</tr>
`,
  )}</tbody></table>`;
}

export const numberClass = (number: boolean) => new Html(number ? ' class="number"' : "");
const isNumber = (v: Value): boolean =>
  typeof v === "number" || (typeof v === "string" && /^-?\d[\d\u00a0,]*([.,]\d\d)?$/.test(v));
