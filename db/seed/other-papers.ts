import { addDays, type Day, finnishDay } from "./calendar.ts";
import type { Balances } from "./closing.ts";
import type { Paper } from "./entries.ts";
import type { AssetYear } from "./fixed-assets.ts";
import { amountLine, pdfPaper } from "./invoice-papers.ts";
import type { CompanySpec, FinancialYear } from "./spec.ts";

export type OtherKind = "correspondence" | "notes_specification" | "inventory" | "agreement" | "construction_report";

/** What belongs to a year's books beside vouchers, statements and returns. */
export type OtherPaper = Paper & { kind: OtherKind; title: string; datedOn: Day; voucherSeqs: number[] };

type YearOfPapers = {
  spec: CompanySpec;
  year: FinancialYear;
  closing: Balances;
  assets: readonly AssetYear[];
  vouchers: readonly { seq: number; series: string; number: string; date: Day; text: string }[];
};

function paper(
  { spec, year }: YearOfPapers,
  kind: OtherKind,
  datedOn: Day,
  file: string,
  title: string,
  lines: string[],
  voucherSeqs: number[] = [],
): OtherPaper {
  const text = [`${spec.name}  ${spec.businessId}`, `${title}   ${finnishDay(datedOn)}`, "", ...lines];
  const pdf = pdfPaper(`${file}-${year.endsOn}.pdf`, title, text);
  return { ...pdf, kind, title, datedOn, voucherSeqs };
}

/** A letter about an invoice, which is correspondence on a transaction (KPL 2:10.2), and lies with its voucher. */
function letter(of: YearOfPapers): OtherPaper[] {
  const sale = of.vouchers.find(({ series, text }) => series === "ML" && text.startsWith("Myyntilasku"));
  if (!sale) return [];
  const lines = [`Vahvistamme sovitun hinnan: ${sale.text}.`, `Tosite ${sale.series} ${sale.number}.`];
  return [paper(of, "correspondence", sale.date, "kirje", "Hintavahvistus", lines, [sale.seq])];
}

/** @returns the year's papers; statements' notes and the inventory only when the year is closed */
export function otherPapers(of: YearOfPapers): OtherPaper[] {
  const { spec, year, closing, assets } = of;
  const papers = letter(of);
  const first = year === spec.years[0];
  if (first)
    papers.push(
      paper(of, "agreement", addDays(year.startsOn, 10), "sopimus", "Toimitilan vuokrasopimus", [
        `Vuokralainen ${spec.name}, ${spec.street}, ${spec.postalCode} ${spec.city}.`,
        "Sopimus on voimassa toistaiseksi.",
      ]),
    );
  const site = spec.marks.find(({ basis }) => basis === "construction_site");
  if (site?.yearsEnding.includes(Number(year.endsOn.slice(0, 4))))
    papers.push(
      paper(
        of,
        "construction_report",
        addDays(year.endsOn, -20),
        "rakentamisilmoitus",
        "Rakentamisilmoitus, urakkatiedot",
        [site.subject, `Työmaa valmistui tai valmistuu ${finnishDay(site.startsOn!)}.`],
      ),
    );
  if (!year.closedOn) return papers;
  if (assets.length > 0)
    papers.push(
      paper(
        of,
        "notes_specification",
        year.closedOn,
        "liitetietotosite",
        "Liitetietotosite: pysyvien vastaavien muutokset",
        assets.flatMap(({ asset, opening, closing: end }) => [
          amountLine(`${asset.number} ${asset.name}, alussa`, opening),
          amountLine(`${asset.number} ${asset.name}, lopussa`, end),
        ]),
      ),
    );
  if (spec.cashSales.length > 0)
    papers.push(
      paper(of, "inventory", year.endsOn, "inventaario", "Inventaariluettelo", [
        amountLine("Valmiit tuotteet ja tavarat", closing.get("1540") ?? 0n),
        "Varastoa ei ollut: tavarat ostetaan tilauksittain.",
      ]),
    );
  return papers;
}
