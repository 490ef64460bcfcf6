import type { ArchiveLanguage } from "../run.ts";
import { ownPages } from "./front-html.ts";
import { html } from "./html.ts";
import { ownPage } from "./own-page.ts";
import { verifyTexts } from "./texts/verify.ts";

/** How to check the archive with what every system has. */
export function verifyPage(language: ArchiveLanguage, company: string): string {
  const { title, start, steps, end } = verifyTexts[language];
  const body = html`<p>${start}</p><ol>${steps.map((step) => html`<li><p>${step.text}</p><pre lang="en">${step.commands.join("\n")}</pre></li>`)}</ol><p>${end}</p>`;
  return ownPage(language, ownPages.verify, { title, company, body });
}
