/** HTML that is safe by construction: values are escaped unless they are HTML already. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | Html | readonly Html[];

export function escapeHtml(text: string): string {
  return text
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

/** A page that opens from a disk, without a network, scripts or anything from elsewhere. */
export function page(language: string, title: string, body: Html): string {
  return `${
    html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}
table{border-collapse:collapse;width:100%;margin:1rem 0}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ccc;vertical-align:top}
td.number{text-align:right;font-variant-numeric:tabular-nums}code{font-size:.9em;overflow-wrap:anywhere}</style></head>
<body>${body}</body></html>
`.text
  }`;
}

export function table(caption: string, head: readonly string[], rows: readonly (readonly Value[])[]): Html {
  return html`<table><caption>${caption}</caption><thead><tr>${head.map((h) => html`<th scope="col">${h}</th>`)}</tr></thead>
<tbody>${rows.map(
    (r) => html`<tr>${r.map((v) => html`<td${new Html(isNumber(v) ? ' class="number"' : "")}>${v}</td>`)}</tr>
`,
  )}</tbody></table>`;
}

const isNumber = (v: Value): boolean => typeof v === "number" || (typeof v === "string" && /^-?\d+\.\d\d$/.test(v));
