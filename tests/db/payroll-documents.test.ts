import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { book, lease } from "#tests/exporters/small-ledger.ts";
import { bookedYear, pay } from "#tests/exporters/payroll/small-payroll.ts";
import { testDatabase } from "#tests/setup/database.ts";

const database = await testDatabase();
const role = database.roles.exportSlots[0]!;
const slot = postgres(database.slotUrls[0]!, { max: 1, onnotice: () => {} });
const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
const app = postgres(database.appUrl, { max: 1, onnotice: () => {} });
let company = "";
let ids = new Map<string, string>();
afterAll(() => Promise.all([slot.end(), owner.end(), app.end()]));

const BOOKS = ["Ostolasku.pdf", "Vuokrasopimus.pdf"];
const PAYROLL = [
  "Kirje Aada Keksitty.pdf",
  "Palkkalaskelma Aada.pdf",
  "Palkkasopimus Aada.pdf",
  "Palkkatosite.pdf",
  "Ulosottopäätös Aada.pdf",
  "Yhteinen Aada.pdf",
];

beforeAll(async () => {
  company = await book(database.ownerUrl, { years: [bookedYear(2025)] });
  const bytes = "x";
  ids = await pay(
    database.ownerUrl,
    company,
    [
      { number: "1", name: "Aada Keksitty" },
      { number: "2", name: "Onni Olematon" },
    ],
    [
      {
        endsOn: "2025-12-31",
        slips: [
          {
            employee: "1",
            paidOn: "2025-03-25",
            gross: "10",
            tax: "2",
            net: "8",
            file: { kind: "payslip", name: "Palkkalaskelma Aada.pdf", bytes },
          },
        ],
        files: [
          { kind: "voucher", name: "Ostolasku.pdf", bytes, vouchers: [2] },
          { kind: "agreement", name: "Vuokrasopimus.pdf", bytes },
          { kind: "voucher", name: "Palkkatosite.pdf", bytes, vouchers: [1] },
          { kind: "correspondence", name: "Kirje Aada Keksitty.pdf", bytes, vouchers: [1] },
          { kind: "notes_specification", name: "Ulosottopäätös Aada.pdf", bytes, vouchers: [1] },
          { kind: "agreement", name: "Palkkasopimus Aada.pdf", bytes, employee: "1" },
          { kind: "voucher", name: "Yhteinen Aada.pdf", bytes, vouchers: [1, 2] },
        ],
      },
    ],
  );
});

const names = async (part: "books" | "payroll") => {
  await lease(database.ownerUrl, role, company, "1 hour", part);
  return (await slot`select file_name from ledger.documents order by file_name collate "C"`).map((r) => r.file_name);
};

test("a file on a payroll voucher or of an employee is payroll's whatever its kind, and each file is of one part", async () => {
  expect(await names("books")).toEqual(BOOKS);
  expect(await names("payroll")).toEqual(PAYROLL);
});

test("a lease for the books finds none of them by any way to ask, and still sees that a voucher has files", async () => {
  await lease(database.ownerUrl, role, company, "1 hour", "books");
  const hidden = PAYROLL.map((name) => ids.get(name)!);
  const asked = [
    slot`select id from ledger.documents where id = any (${hidden}::uuid[])`,
    slot`select d.id from ledger.voucher_documents vd join ledger.documents d on d.id = vd.document_id
           join ledger.vouchers v on v.seq = vd.voucher_seq and v.kind = 'payroll'`,
    slot`select d.id from ledger.documents d where d.employee_number is not null`,
    slot`select d.id from ledger.documents d where d::text like '%Aada%'`,
    slot`select d.id from ledger.documents d where exists (select from ledger.voucher_documents x where x.document_id = d.id and x.voucher_seq = 1)`,
    slot`select 1 from ledger.documents group by kind having kind in ('correspondence', 'notes_specification', 'payslip')`,
    slot`select s.* from ledger.payslips s`,
  ];
  for (const rows of await Promise.all(asked)) expect(rows).toHaveLength(0);
  const [sums] =
    await slot`select count(*)::int as n, sum(byte_size)::int as bytes, count(distinct kind)::int as kinds from ledger.documents`;
  expect(sums).toEqual({ n: 2, bytes: 2, kinds: 2 });
  const [links] = await slot`select count(*)::int as n from ledger.voucher_documents where voucher_seq = 1`;
  expect(links!.n).toBe(4);
});

test("a payslip's file is its own employee's, so that a lease that sees no payslips knows whose file it is", async () => {
  const slip = {
    company_id: company,
    employee_number: "2",
    paid_on: "2025-04-25",
    gross: "1",
    withheld_tax: "0",
    net: "1",
  };
  const [year] = await owner`select id from ledger.financial_years where company_id = ${company}`;
  for (const name of ["Palkkalaskelma Aada.pdf", "Ostolasku.pdf"])
    await expect(
      owner`insert into ledger.payslips ${owner({ ...slip, financial_year_id: year!.id, document_id: ids.get(name)! })}`,
    ).rejects.toMatchObject({ code: "23503" });
});

test("what is missing is told of the books' own files: the survey counts those of payroll by themselves", async () => {
  const rows = await app`
    select material, records::int as n from ledger.survey(${company}) where material like '%documents:%' order by 1`;
  expect(Object.fromEntries(rows.map(({ material, n }) => [material, n]))).toEqual({
    "documents:agreement": 1,
    "documents:voucher": 1,
    "payroll_documents:agreement": 1,
    "payroll_documents:correspondence": 1,
    "payroll_documents:notes_specification": 1,
    "payroll_documents:payslip": 1,
    "payroll_documents:voucher": 2,
  });
});
