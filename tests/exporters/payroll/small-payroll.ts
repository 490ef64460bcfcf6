import { createHash } from "node:crypto";
import postgres from "postgres";
import type { Booked, Stored } from "../small-ledger.ts";

type File = { kind: string; name: string; bytes: Buffer | string };
/** Payslips and files of one financial year of a company that `book` made; the first financial year ends in `endsOn`. */
export type Paid = {
  endsOn: string;
  slips?: { employee: string; paidOn: string; gross: string; tax: string; net: string; file?: File }[];
  /** `vouchers` are journal places of the year. */
  files?: (File & { employee?: string; vouchers?: number[] })[];
};

/** Writes employees, payslips and their files beside a company's books, and the files into `store`. Returns file ids by name. */
export async function pay(
  ownerUrl: string,
  companyId: string,
  employees: readonly { number: string; name: string; from?: string; until?: string }[],
  years: readonly Paid[],
  store: Stored = new Map(),
): Promise<Map<string, string>> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  const ids = new Map<string, string>();
  const company = { company_id: companyId };
  try {
    for (const { number, name, from = "2020-01-01", until = null } of employees)
      await sql`insert into ledger.employees ${sql({ ...company, number, name, employed_from: from, employed_until: until })}`;
    for (const { endsOn, slips = [], files = [] } of years) {
      const [year] =
        await sql`select id from ledger.financial_years where company_id = ${companyId} and ends_on = ${endsOn}`;
      const key = { ...company, financial_year_id: year!.id as string };
      const document = async ({ kind, name, bytes }: File, employee: string | null) => {
        const content = Buffer.from(bytes as string);
        const sha256 = createHash("sha256").update(content).digest("hex");
        store.set(sha256, content);
        const row = { ...key, kind, file_name: name, media_type: "application/pdf", byte_size: content.length, sha256 };
        const [made] =
          await sql`insert into ledger.documents ${sql({ ...row, employee_number: employee })} returning id`;
        ids.set(name, made!.id);
        return made!.id as string;
      };
      for (const { employee, paidOn, gross, tax, net, file } of slips) {
        const id = file ? await document(file, employee) : null;
        await sql`insert into ledger.payslips ${sql({ ...key, employee_number: employee, paid_on: paidOn, gross, withheld_tax: tax, net, document_id: id })}`;
      }
      for (const { employee = null, vouchers = [], ...file } of files) {
        const id = await document(file, employee);
        for (const seq of vouchers)
          await sql`insert into ledger.voucher_documents ${sql({ ...key, voucher_seq: seq, document_id: id })}`;
      }
    }
    return ids;
  } finally {
    await sql.end();
  }
}

/** A year with a payroll voucher (journal place 1) and a purchase (2), without files. */
export const bookedYear = (year: number): Booked["years"][number] => ({
  startsOn: `${year}-01-01`,
  endsOn: `${year}-12-31`,
  accounts: [
    { number: "1910", name: "Pankki" },
    { number: "5000", name: "Palkat" },
  ],
  vouchers: (["payroll", "purchase"] as const).map((kind, i) => ({
    series: kind === "payroll" ? "PA" : "OL",
    number: String(i + 1),
    date: `${year}-03-0${i + 1}`,
    kind,
    lines: [
      ["5000", "10.00"],
      ["1910", "-10.00"],
    ] as const,
  })),
});
