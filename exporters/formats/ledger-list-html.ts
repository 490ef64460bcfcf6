import { type LedgerList, ledgerListTitle } from "../materials/ledger-list.ts";
import { html, page, table } from "./html.ts";

export function ledgerListHtml(list: LedgerList): string {
  const title = `${ledgerListTitle.fi} / ${ledgerListTitle.sv} / ${ledgerListTitle.en}`;
  return page(
    "en",
    title,
    html`<h1>${title}</h1><p>${list.company.name}, ${list.company.businessId}</p>
${list.years.map(
  (y) =>
    html`<section><h2>${y.startsOn} - ${y.endsOn}</h2>${table(
      `Folder ${y.folder}`,
      ["Part", "Content", "Files", "Keep until", "Rule"],
      y.parts.map((p) => [p.name, p.description, p.files.join(", "), p.retainUntil, p.citation]),
    )}</section>`,
)}
<h2>How the parts relate</h2><ul>${list.relations.map((r) => html`<li>${r}</li>`)}</ul>
<h2>How they are kept and read</h2><ul>${list.storage.map((s) => html`<li>${s}</li>`)}</ul>`,
  );
}
