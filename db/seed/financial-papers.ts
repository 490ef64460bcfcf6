import { finnishDay } from "./calendar.ts";
import type { Account } from "./chart.ts";
import type { Balances } from "./closing.ts";
import type { Paper } from "./entries.ts";
import { amountLine, pdfPaper } from "./invoice-papers.ts";
import type { CompanySpec, FinancialYear } from "./spec.ts";
import type { VatReturn } from "./vat-settlement.ts";

export type YearEnd = { spec: CompanySpec; year: FinancialYear; chart: Account[]; closing: Balances };

const sumBetween = (closing: Balances, from: string, to: string) =>
  [...closing].reduce((sum, [account, balance]) => (account >= from && account < to ? sum + balance : sum), 0n);

function heading({ spec, year }: YearEnd, title: string): string[] {
  return [
    `${spec.name}  ${spec.businessId}`,
    `${title} ${finnishDay(year.startsOn)}-${finnishDay(year.endsOn)}`,
    `Laadittu ${finnishDay(year.closedOn!)}`,
    "",
  ];
}

/** Income statement and balance sheet, with the figures of the books at the year's end. */
export function financialStatementsPdf(end: YearEnd): Paper {
  const { closing, year } = end;
  const of = (from: string, to: string) => -sumBetween(closing, from, to);
  const name = `tilinpaatos-${year.endsOn}.pdf`;
  return pdfPaper(name, `Tilinpäätös ${finnishDay(year.endsOn)}`, [
    ...heading(end, "Tilinpäätös"),
    "TULOSLASKELMA",
    amountLine("Liikevaihto", of("3000", "4000")),
    amountLine("Materiaalit ja palvelut", of("4000", "5000")),
    amountLine("Henkilöstökulut", of("5000", "6800")),
    amountLine("Poistot", of("6800", "7000")),
    amountLine("Liiketoiminnan muut kulut", of("7000", "9400")),
    amountLine("Rahoituskulut", of("9400", "9900")),
    amountLine("Tuloverot", of("9900", "9990")),
    amountLine("Tilikauden voitto (tappio)", of("3000", "9990")),
    "",
    "TASE",
    amountLine("Pysyvät vastaavat", -of("1000", "1500")),
    amountLine("Vaihtuvat vastaavat", -of("1500", "2000")),
    amountLine("Vastaavaa yhteensä", -of("1000", "2000")),
    amountLine("Oma pääoma", of("2000", "2500")),
    amountLine("Vieras pääoma", of("2500", "3000")),
    amountLine("Vastattavaa yhteensä", of("2000", "3000")),
  ]);
}

/** Each balance sheet account with its balance (tase-erittely). */
export function balanceSpecificationPdf(end: YearEnd): Paper {
  const { chart, closing, year } = end;
  return pdfPaper(`tase-erittely-${year.endsOn}.pdf`, `Tase-erittely ${finnishDay(year.endsOn)}`, [
    ...heading(end, "Tase-erittely"),
    ...chart
      .filter(({ number }) => number < "3000" && (closing.get(number) ?? 0n) !== 0n)
      .map(({ number, name }) => amountLine(`${number} ${name}`, closing.get(number)!)),
  ]);
}

export function managementReportPdf(end: YearEnd): Paper {
  const { spec, year } = end;
  return pdfPaper(`toimintakertomus-${year.endsOn}.pdf`, `Toimintakertomus ${finnishDay(year.endsOn)}`, [
    ...heading(end, "Toimintakertomus"),
    `${spec.name} jatkoi toimintaansa entiseen tapaan.`,
    "Tilikauden jälkeen ei ole ollut olennaisia tapahtumia.",
    `Henkilöstöä oli enintään ${spec.employees}.`,
  ]);
}

export function vatReturnPdf(spec: CompanySpec, { period, filedOn, figures }: VatReturn): Paper {
  const name = `alv-${period.startsOn}-${period.endsOn}.pdf`;
  return pdfPaper(name, `Arvonlisäveroilmoitus ${finnishDay(period.endsOn)}`, [
    `${spec.name}  ${spec.businessId}`,
    `Arvonlisäveroilmoitus ${finnishDay(period.startsOn)}-${finnishDay(period.endsOn)}`,
    `Annettu ${finnishDay(filedOn)}`,
    "",
    ...Object.entries(figures).map(([field, amount]) => `${field} ${amount.replace(".", ",").padStart(20)}`),
  ]);
}
