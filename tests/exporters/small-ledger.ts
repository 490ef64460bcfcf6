import { createHash } from "node:crypto";
import postgres from "postgres";

/** What a test books; amounts as decimal text, debit positive and credit negative. */
export type Booked = {
  company?: Partial<{
    business_id: string;
    country: string;
    name: string;
    currency: string;
    vat_number: string | null;
    address_country: string | null;
    chart_kind: string | null;
  }>;
  years: {
    startsOn: string;
    endsOn: string;
    closedOn?: string | null;
    accounts?: {
      number: string;
      name: string;
      type?: string;
      opening?: string;
      declaredClosing?: string;
      declared?: boolean;
      standardCode?: string;
    }[];
    objectBalances?: (readonly [
      account: string,
      dimension: string,
      value: string,
      opening: string,
      declaredClosing?: string,
    ])[];
    vouchers?: {
      series?: string;
      number: string;
      date: string;
      text?: string;
      kind?: string;
      posted?: string;
      source?: string;
      lines: (readonly [account: string, amount: string, more?: Record<string, unknown>])[];
      files?: { name: string; bytes: Buffer | string; type?: string }[];
      /** Retention of its own. */
      marks?: { basis: string; starts_on: string; subject?: string }[];
    }[];
    documents?: {
      kind: string;
      name: string;
      bytes: Buffer | string;
      type?: string;
      title?: string;
      dated_on?: string;
    }[];
    series?: Record<string, string>;
    /** With the file name of its document, when it has one. */
    returns?: {
      kind: "vat" | "employer";
      from: string;
      until: string;
      figures: Record<string, string>;
      file?: string;
    }[];
    assets?: Record<
      string,
      { opening: string; additions?: string; disposals?: string; depreciation?: string; closing: string }
    >;
  }[];
  /** By number. */
  assets?: Record<string, Record<string, unknown>>;
  parties?: Record<string, unknown>[];
  taxCodes?: Record<string, unknown>[];
  dimensions?: { code: string; name: string; values: [string, string][] }[];
  /** Files that filled years, by the days of those. */
  imports?: {
    name: string;
    years: (readonly [startsOn: string, endsOn: string])[];
    warnings: { code: string; message: string; place: string; fix: string }[];
    leftOut?: { kind: string; count: number }[];
  }[];
};

export type Stored = Map<string, Buffer>;
type BookedFile = { name: string; bytes: Buffer | string; type?: string; title?: string; dated_on?: string };

/** Writes a company's books as the database's owner, and its files into `store` under their SHA-256. */
export async function book(ownerUrl: string, booked: Booked, store: Stored = new Map()): Promise<string> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  const stored = (bytes: Buffer | string) => {
    const buffer = Buffer.from(bytes as string);
    const sha256 = createHash("sha256").update(buffer).digest("hex");
    store.set(sha256, buffer);
    return { sha256, byte_size: buffer.length };
  };
  try {
    const company = {
      business_id: "0112038-9",
      country: "FI",
      name: "Esimerkki Oy",
      currency: "EUR",
      ...booked.company,
    };
    const [{ id }] = (await sql`insert into ledger.companies ${sql(company)} returning id`) as unknown as [
      { id: string },
    ];
    for (const p of booked.parties ?? []) await sql`insert into ledger.parties ${sql({ company_id: id, ...p })}`;
    for (const t of booked.taxCodes ?? []) await sql`insert into ledger.tax_codes ${sql({ company_id: id, ...t })}`;
    for (const d of booked.dimensions ?? []) {
      await sql`insert into ledger.dimensions ${sql({ company_id: id, code: d.code, name: d.name })}`;
      for (const [code, name] of d.values)
        await sql`insert into ledger.dimension_values ${sql({ company_id: id, dimension_code: d.code, code, name })}`;
    }
    for (const [number, asset] of Object.entries(booked.assets ?? {}))
      await sql`insert into ledger.fixed_assets ${sql({ company_id: id, number, ...asset })}`;
    for (const { name, years, warnings, leftOut } of booked.imports ?? []) {
      const summary = { years: years.map(([startsOn, endsOn]) => ({ startsOn, endsOn })), ...(leftOut && { leftOut }) };
      await sql`insert into ledger.import_files (company_id, sha256, format, file_name, summary, warnings)
        values (${id}, ${createHash("sha256").update(name).digest("hex")}, 'SIE 4', ${name}, ${sql.json(summary)}, ${sql.json(warnings)})`;
    }
    for (const y of booked.years) {
      const closed = y.closedOn === undefined ? y.endsOn : y.closedOn;
      const [year] = (await sql`insert into ledger.financial_years (company_id, starts_on, ends_on, closed_on)
        values (${id}, ${y.startsOn}, ${y.endsOn}, ${closed}) returning id`) as unknown as [{ id: string }];
      const key = { company_id: id, financial_year_id: year.id };
      for (const a of y.accounts ?? [])
        await sql`insert into ledger.accounts ${sql({
          ...key,
          number: a.number,
          name: a.name,
          type: a.type ?? "unknown",
          opening_balance: a.opening ?? "0",
          declared_closing_balance: a.declaredClosing ?? null,
          declared: a.declared ?? true,
          standard_code: a.standardCode ?? null,
        })}`;
      for (const [account, dimension, value, opening, declared] of y.objectBalances ?? [])
        await sql`insert into ledger.object_balances ${sql({
          ...key,
          account_number: account,
          dimension_code: dimension,
          value_code: value,
          opening_balance: opening,
          declared_closing_balance: declared ?? null,
        })}`;
      let seq = 0;
      const documentIds = new Map<string, string>();
      const document = async (kind: string, { name, bytes, type = "application/pdf", ...more }: BookedFile) => {
        const row = { ...key, kind, file_name: name, media_type: type, ...stored(bytes), ...more };
        const [d] = (await sql`insert into ledger.documents ${sql(row)} returning id`) as unknown as [{ id: string }];
        documentIds.set(name, d.id);
        return d.id;
      };
      for (const v of y.vouchers ?? []) {
        seq++;
        await sql`insert into ledger.vouchers ${sql({ ...key, seq, series: v.series ?? "", number: v.number, date: v.date, text: v.text ?? "", kind: v.kind ?? "general", posting_date: v.posted ?? null, source: v.source ?? "" })}`;
        let line = 0;
        for (const [account, amount, more] of v.lines) {
          const side = amount.startsWith("-") ? { credit: amount.slice(1) } : { debit: amount };
          await sql`insert into ledger.voucher_lines ${sql({ ...key, voucher_seq: seq, line_no: ++line, account_number: account, ...side, ...more })}`;
        }
        for (const mark of v.marks ?? [])
          await sql`insert into ledger.retention_marks ${sql({ ...key, voucher_seq: seq, ...mark })}`;
        for (const f of v.files ?? []) {
          const doc = await document("voucher", f);
          await sql`insert into ledger.voucher_documents ${sql({ ...key, voucher_seq: seq, document_id: doc })}`;
        }
      }
      for (const { kind, ...file } of y.documents ?? []) await document(kind, file);
      for (const [code, name] of Object.entries(y.series ?? {}))
        await sql`insert into ledger.voucher_series ${sql({ ...key, code, name })}`;
      for (const r of y.returns ?? [])
        await sql`insert into ledger.tax_returns ${sql({
          ...key,
          kind: r.kind,
          period_starts_on: r.from,
          period_ends_on: r.until,
          figures: r.figures as never,
          document_id: r.file ? documentIds.get(r.file)! : null,
        })}`;
      for (const [number, { opening, closing, additions = "0", disposals = "0", depreciation = "0" }] of Object.entries(
        y.assets ?? {},
      )) {
        const values = { opening_value: opening, additions, disposals, depreciation, closing_value: closing };
        await sql`insert into ledger.fixed_asset_years ${sql({ ...key, asset_number: number, ...values })}`;
      }
    }
    return id;
  } finally {
    await sql.end();
  }
}

/** Lets an export login read one company. */
export async function lease(
  ownerUrl: string,
  role: string,
  companyId: string,
  until = "1 hour",
  part: "books" | "payroll" = "books",
): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1 });
  await sql`insert into ledger.export_lease (role_name, company_id, run_id, expires_at, part)
            values (${role}, ${companyId}, gen_random_uuid(), now() + ${until}::interval, ${part})
            on conflict (role_name) do update
              set company_id = excluded.company_id, expires_at = excluded.expires_at, part = excluded.part`;
  await sql.end();
}
