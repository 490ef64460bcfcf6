import { add, type Cents, cents, decimal, isZero, negate, subtract } from "../formats/money.ts";
import { taxReturnColumn } from "../formats/texts/columns/tax-return-columns.ts";
import { includes, type YearDecision } from "../law/scope.ts";
import type { Company } from "./company.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Table } from "./table.ts";

/**
 * The periodic returns beside the ledger that they were drawn from (KPL 2:6): what was reported, what the entries come to, and the
 * difference.
 */
export const vatReconciliation: Table = {
  name: "vat-reconciliation",
  material: "vat_returns",
  title: "VAT returns and the ledger",
  description:
    "For each return what it reports and what the tax amounts of the period's entries come to, settlements left out; fields that are not compared; and months with tax that no return covers.",
  columns: [
    { name: "period_starts_on", type: "date", text: taxReturnColumn.periodStarts },
    { name: "period_ends_on", type: "date", text: taxReturnColumn.periodEnds },
    { name: "what", type: "string", text: taxReturnColumn.what },
    { name: "field", type: "string", text: taxReturnColumn.comparedField },
    { name: "reported", type: "number", text: taxReturnColumn.reported },
    { name: "ledger", type: "number", text: taxReturnColumn.ledger },
    { name: "difference", type: "number", text: taxReturnColumn.difference },
  ],
};

type Form = {
  rates: Record<string, readonly number[]>;
  deductible: string;
  payable: string;
  /** Tax that the buyer owes and deducts. An entry has one amount for both or a line for each, so sums that have it prove nothing. */
  owedAndDeducted: readonly string[];
  /** Of a form in whole units of money: the fields that the payable one is the sum of. */
  wholes?: readonly string[];
};

/** Fields of the authority's form; rates in percent, those of earlier years too. */
const forms: Record<string, Form> = {
  // Vero, arvonlisäveroilmoitus: 301-303 tax on domestic sales by rate, 304 on import, 305 and 306 on goods and services from the
  // Union, 318 on construction, 307 deductible, 308 payable; in euros and cents (VSRALVKV).
  FI: {
    rates: { "301": [24, 25.5], "302": [13.5, 14], "303": [10] },
    deductible: "307",
    payable: "308",
    owedAndDeducted: ["304", "305", "306", "318"],
  },
  // Skatteverket, momsdeklaration: boxes 10-12 output tax by rate, 48 input tax, 49 payable, which is 10-12, 30-32 and 60-62
  // less 48 as they stand. In whole kronor without öre (skatteförfarandeförordningen 2011:1261, 22 kap. 1 §).
  SE: {
    rates: { "10": [25], "11": [12], "12": [6] },
    deductible: "48",
    payable: "49",
    owedAndDeducted: ["30", "31", "32", "60", "61", "62"],
    wholes: ["10", "11", "12", "30", "31", "32", "48", "60", "61", "62"],
  },
};

/**
 * Norway's mva-melding has a line for each of the tax authority's codes, output tax positive and deductible tax negative. Codes
 * of which an entry has one amount and the return one line: output tax at each rate, deductible tax by rate and on import. Those
 * from 81 on are calculated and deducted in one, so that neither their lines nor a sum that has them can be told from an entry.
 */
const NORWEGIAN_CODES = ["3", "31", "32", "33", "1", "11", "12", "13", "14", "15"];
const NORWEGIAN_SUM = "fastsattMerverdiavgift";
/** A crown in its hundredths. */
const WHOLE = 100;

/**
 * Whether a difference is what is lost where each of `figures` amounts is in whole crowns. In Norway no amount may have decimals
 * (Skatteetaten, validation rule R082 of the mva-melding) and the sum is that of the lines as they are reported (R018), so that a
 * sum may be off by more than one crown, as a Swedish one may.
 */
const isRounding = (off: Cents, figures: number): boolean =>
  !isZero(off) && Math.abs(Number(off)) < WHOLE * Math.max(1, figures);

/** The row, with whether its difference is rounding. */
function rounded(row: Reconciled, figures: number): Reconciled {
  if (row.reported === null || row.ledger === null) return row;
  return isRounding(subtract(row.reported, row.ledger), figures) ? { ...row, rounding: true } : row;
}

const reportedOf = (r: Return, fields: readonly string[]): number =>
  fields.filter((field) => !isZero(r.figures.get(field) ?? 0)).length;

/** Countries whose return's fields are known here. */
export const knownForms: readonly string[] = [...Object.keys(forms), "NO"];

type Taxed = { date: string; code: string; standardCode: string | null; rate: number | null; tax: Cents };
type Return = { startsOn: string; endsOn: string; figures: Map<string, Cents> };
export type Reconciled = {
  startsOn: string;
  endsOn: string;
  what: string;
  field: string;
  reported: Cents | null;
  /** Null where nothing of the ledger is laid beside the field. */
  ledger: Cents | null;
  /** The difference is what the return's whole crowns leave out. */
  rounding?: true;
};

/** What the entries come to is told only where the entries are. */
export const comparesVat = (year: YearDecision): boolean => includes(year, "vat_returns") && includes(year, "journal");

export async function reconcileVat(snapshot: Snapshot, company: Company, year: YearDecision): Promise<Reconciled[]> {
  const returns = await readReturns(snapshot, company.id, year.id);
  if (returns.length === 0) return [];
  const from = [year.startsOn, ...returns.map((r) => r.startsOn)].toSorted()[0]!;
  const until = [year.endsOn, ...returns.map((r) => r.endsOn)].toSorted().at(-1)!;
  const taxed = await readTaxed(snapshot, company.id, from, until);
  const sales = salesCodes(taxed);
  const rows = returns.flatMap((r) => {
    const lines = taxed.filter((t) => r.startsOn <= t.date && t.date <= r.endsOn);
    const compared =
      company.country === "NO" ? reconcileCodes(r, lines) : reconcile(r, lines, sales, forms[company.country]);
    return [...compared, ...notCompared(r, compared)];
  });
  return [...rows, ...withoutReturn(taxed, returns, year)];
}

/** Amounts of a return that are no decimal numbers are not compared. */
async function readReturns(snapshot: Snapshot, companyId: string, yearId: string): Promise<Return[]> {
  const rows = await snapshot.query(
    `select r.period_starts_on, r.period_ends_on, f.field,
            case when f.amount ~ '^-?[0-9]{1,16}([.][0-9]+)?$' then f.amount::numeric(18,2) end as amount
       from ledger.tax_returns r left join lateral jsonb_each_text(r.figures) f(field, amount) on true
      where r.company_id = $1 and r.financial_year_id = $2 and r.kind = 'vat'
      order by r.period_starts_on, f.field collate "C"`,
    [companyId, yearId],
  );
  const returns = new Map<string, Return>();
  for (const r of rows) {
    const key = r.period_starts_on!;
    const known = returns.get(key) ?? { startsOn: key, endsOn: r.period_ends_on!, figures: new Map<string, Cents>() };
    if (r.field != null && r.amount != null) known.figures.set(r.field, cents(r.amount));
    returns.set(key, known);
  }
  return [...returns.values()];
}

/** Tax by day and code: positive on the credit side. A settlement moves tax that was booked already. */
async function readTaxed(snapshot: Snapshot, companyId: string, from: string, until: string): Promise<Taxed[]> {
  const rows = await snapshot.query(
    `select v.date, coalesce(l.tax_code, '') as code, t.rate, t.standard_code,
            sum(case when l.credit <> 0 then l.tax_amount else -l.tax_amount end)::numeric(24,2) as tax
       from ledger.financial_years y
       join ledger.vouchers v on v.company_id = $1 and v.financial_year_id = y.id and v.date between $2 and $3
        and v.kind not in ('vat', 'closing')
       join ledger.voucher_lines l on l.company_id = $1 and l.financial_year_id = y.id and l.voucher_seq = v.seq
        and l.tax_amount <> 0
       left join ledger.tax_codes t on t.company_id = $1 and t.code = l.tax_code
      where y.company_id = $1 and y.starts_on <= $3 and y.ends_on >= $2
      group by v.date, l.tax_code, t.rate, t.standard_code order by v.date, l.tax_code collate "C"`,
    [companyId, from, until],
  );
  return rows.map((r) => ({
    date: r.date!,
    code: r.code!,
    standardCode: r.standard_code ?? null,
    rate: r.rate == null ? null : Number(r.rate),
    tax: cents(r.tax!),
  }));
}

const sumOf = (lines: readonly Taxed[]) => lines.reduce<Cents>((sum, t) => add(sum, t.tax), 0);

/** Codes of which more tax was owed than deducted: those of sales. A month of credit notes alone does not make them another. */
function salesCodes(taxed: readonly Taxed[]): Set<string> {
  const byCode = new Map<string, Cents>();
  for (const { code, tax } of taxed) byCode.set(code, add(byCode.get(code) ?? 0, tax));
  return new Set([...byCode].filter(([, tax]) => tax > 0).map(([code]) => code));
}

function reconcile(
  r: Return,
  lines: readonly Taxed[],
  sales: ReadonlySet<string>,
  form: Form | undefined,
): Reconciled[] {
  const output = lines.filter((t) => sales.has(t.code));
  const deductible = negate(sumOf(lines.filter((t) => !sales.has(t.code))));
  const row = (what: string, field: string, ledger: Cents, figures = 1): Reconciled => {
    const reported = r.figures.get(field) ?? null;
    const exact = { startsOn: r.startsOn, endsOn: r.endsOn, what, field, reported, ledger };
    return form?.wholes ? rounded(exact, figures) : exact;
  };
  if (!form)
    return [
      row("output_tax", "", sumOf(output)),
      row("deductible_tax", "", deductible),
      row("payable", "", sumOf(lines)),
    ];
  const byRate = Object.entries(form.rates).map(([field, rates]) =>
    row("tax_at_rate", field, sumOf(output.filter((t) => t.rate !== null && rates.includes(t.rate)))),
  );
  const atRates = byRate.filter((x) => x.reported !== null || (x.ledger !== null && !isZero(x.ledger)));
  if (reportedOf(r, form.owedAndDeducted) > 0) return atRates;
  return [
    ...atRates,
    row("deductible_tax", form.deductible, deductible),
    row("payable", form.payable, sumOf(lines), reportedOf(r, form.wholes ?? [])),
  ];
}

/** By the tax authority's codes, as far as the ledger's own codes say which of them they are. */
function reconcileCodes(r: Return, lines: readonly Taxed[]): Reconciled[] {
  const row = (what: string, field: string, ledger: Cents, figures = 1): Reconciled => {
    const reported = r.figures.get(field) ?? null;
    return rounded({ startsOn: r.startsOn, endsOn: r.endsOn, what, field, reported, ledger }, figures);
  };
  const known = lines.every((t) => t.standardCode !== null && NORWEGIAN_CODES.includes(t.standardCode));
  const others = [...r.figures].some(
    ([field, tax]) => !isZero(tax) && ![...NORWEGIAN_CODES, NORWEGIAN_SUM].includes(field),
  );
  return [
    ...NORWEGIAN_CODES.map((code) => row("tax_of_code", code, sumOf(lines.filter((t) => t.standardCode === code)))),
    ...(known && !others ? [row("payable", NORWEGIAN_SUM, sumOf(lines), reportedOf(r, NORWEGIAN_CODES))] : []),
  ].filter((x) => x.reported !== null || (x.ledger !== null && !isZero(x.ledger)));
}

/** What the return says in fields that have nothing of the ledger beside them. */
function notCompared(r: Return, compared: readonly Reconciled[]): Reconciled[] {
  const fields = new Set(compared.filter(({ reported }) => reported !== null).map(({ field }) => field));
  return [...r.figures]
    .filter(([field]) => !fields.has(field))
    .map(([field, reported]) => ({
      startsOn: r.startsOn,
      endsOn: r.endsOn,
      what: "not_compared",
      field,
      reported,
      ledger: null,
    }));
}

function withoutReturn(taxed: readonly Taxed[], returns: readonly Return[], year: YearDecision): Reconciled[] {
  const months = new Map<string, Taxed[]>();
  for (const line of taxed) {
    if (line.date < year.startsOn || line.date > year.endsOn) continue;
    if (returns.some((r) => r.startsOn <= line.date && line.date <= r.endsOn)) continue;
    const month = line.date.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), line]);
  }
  return [...months.values()].map((lines) => ({
    startsOn: lines[0]!.date,
    endsOn: lines.at(-1)!.date,
    what: "no_return",
    field: "",
    reported: null,
    ledger: sumOf(lines),
  }));
}

/** Whether what was reported is not what the entries come to. */
export const differs = (r: Reconciled): r is Reconciled & { reported: Cents; ledger: Cents } =>
  r.reported !== null && r.ledger !== null && !r.rounding && !isZero(subtract(r.reported, r.ledger));

export const vatReconciliationRow = (r: Reconciled): string[] => [
  r.startsOn,
  r.endsOn,
  r.what,
  r.field,
  r.reported === null ? "" : decimal(r.reported),
  r.ledger === null ? "" : decimal(r.ledger),
  r.reported === null || r.ledger === null ? "" : decimal(subtract(r.reported, r.ledger)),
];
