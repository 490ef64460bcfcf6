import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { COMPANIES } from "#db/seed/companies.ts";
import { businessIdFrom } from "#db/seed/identifiers.ts";
import { seedDemoLedger } from "#db/seed/seed-demo-ledger.ts";
import { companyTags, plantedSecrets } from "#db/seed/secrets.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { make } from "./make.ts";
import { type Booked, book, lease, type Stored } from "./small-ledger.ts";

/**
 * "No planted secret, and no row of another company, in any archive: 200 random pairs." The archives of the books and of the
 * payroll are opened by Python and searched by grep. For each pair the formats to look at are drawn too, so that 200 stay
 * affordable; secrets are looked for in all of them. ISOLATION_SEED draws the same again.
 */
const PAIRS = 200;
/** How many companies have PDF files too, which take the longest. */
const PRINTED = 5;
const seed = Number(process.env.ISOLATION_SEED ?? Date.now() % 2 ** 31);
/** Its archive takes as long as all the others' together. */
const LARGEST = "KUUS42";

type Subject = { tag: string; companyId: string; businessId: string };

const database = await testDatabase();
const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
const store: Stored = new Map();
const draw = <T>(from: fc.Arbitrary<T>): T => fc.sample(from, { seed, numRuns: 1 })[0]!;
const folder = mkdtempSync(path.join(tmpdir(), "huolto-isolation-"));
const secrets = plantedSecrets.filter(({ tag }) => tag !== LARGEST).map(({ value }) => value);
const demo = companyTags.filter(({ tag }) => tag !== LARGEST);
const tags = [...demo.map(({ tag }) => tag), "KOIV01", "MAJA02", "NIEM03", "ONKI04", "PAJU05"];
const subjects: Subject[] = [...demo];
const printed = new Set(draw(fc.shuffledSubarray(tags, { minLength: PRINTED, maxLength: PRINTED })));

const grep = (patterns: string[], files: string[], flags: string): string[] => {
  const list = path.join(folder, "patterns");
  writeFileSync(list, `${patterns.join("\n")}\n`);
  const { status, stdout, stderr } = spawnSync("grep", [`-aF${flags}`, "-f", list, ...files], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C" },
    maxBuffer: 256 * 1024 * 1024,
  });
  if (status !== 0 && status !== 1) throw new Error(`grep ended with ${status}: ${stderr}`);
  return [...new Set(stdout.split("\n").filter(Boolean))];
};

/** Books that differ from each other in their words only: series, numbers, dates, accounts and amounts are the same. */
async function bookAlike(tag: string, n: number): Promise<Subject> {
  const businessId = businessIdFrom(9_050_000 + n * 10);
  const year = (startsOn: string, endsOn: string): Booked["years"][number] => ({
    startsOn,
    endsOn,
    accounts: [
      { number: "1910", name: `Pankki ${tag}`, type: "asset", opening: "10.00" },
      { number: "2000", name: "Oma pääoma", type: "equity", opening: "-10.00" },
      { number: "3000", name: "Myynti", type: "income" },
    ],
    vouchers: ["1", "2", "3"].map((number) => ({
      series: "ML",
      number,
      date: startsOn,
      kind: "sales",
      text: `Lasku & kuitti ${number} <${tag}>`,
      lines: [
        [
          "1910",
          "5.00",
          { text: `Rivi ${tag}`, party_kind: "customer", party_number: "1", dimensions: [["1", "100"]] },
        ],
        ["3000", "-5.00", { tax_code: "A" }],
      ] as const,
      files: [{ name: "lasku.pdf", bytes: `Lasku ${number} ${tag} ${startsOn}`, type: "application/octet-stream" }],
    })),
    documents: [
      { kind: "financial_statements", name: `tilinpäätös ${tag}.pdf`, bytes: `Tilinpäätös ${tag} ${endsOn}` },
    ],
  });
  const companyId = await book(
    database.ownerUrl,
    {
      company: { business_id: businessId, name: `Pieni & Sama ${tag} Oy` },
      parties: [{ kind: "customer", number: "1", name: `Asiakas & Pojat ${tag}` }],
      taxCodes: [{ code: "A", description: `Myynti ${tag}`, rate: "25.5", country: "FI" }],
      dimensions: [{ code: "1", name: `Kustannuspaikka ${tag}`, values: [["100", `Myymälä ${tag}`]] }],
      years: [year("2023-01-01", "2023-12-31"), year("2024-01-01", "2024-12-31")],
    },
    store,
  );
  const id = { company_id: companyId };
  const paid = { ...id, employee_number: "1", paid_on: "2024-05-31" };
  const [latest] =
    await sql`select id from ledger.financial_years where company_id = ${companyId} and ends_on = '2024-12-31'`;
  await sql`insert into ledger.employees ${sql({ ...id, number: "1", name: `Palkansaaja ${tag}`, employed_from: "2020-01-01" })}`;
  await sql`insert into ledger.payslips ${sql({ ...paid, financial_year_id: latest!.id, gross: "10", withheld_tax: "2", net: "8" })}`;
  await sql`insert into ledger.payslip_lines ${sql({ ...paid, line_no: 1, kind: "pay", name: `Kuukausipalkka ${tag}`, amount: "10" })}`;
  await sql`insert into ledger.working_time ${sql({ ...id, employee_number: "1", worked_on: "2026-05-05", kind: "regular", hours: "7.5" })}`;
  const secret = (table: string) => {
    const value = `salaisuus-${tag}-${createHash("sha256").update(`${tag} ${table}`).digest("hex").slice(0, 16)}`;
    secrets.push(value);
    return value;
  };
  await sql`insert into ledger.user_logins values (${companyId}, ${secret("name")}, ${secret("hash")}, null)`;
  await sql`insert into ledger.internal_notes (company_id, written_at, note) values (${companyId}, now(), ${secret("note")})`;
  await sql`insert into ledger.voucher_drafts (company_id, draft) values (${companyId}, ${sql.json({ text: secret("draft") })})`;
  await sql`insert into ledger.credentials values (${companyId}, 'pankki', ${secret("key")})`;
  return { tag, companyId, businessId };
}

/** What is found in a company's own books only: its ids, names and texts, and the hashes of its documents. */
const marks = new Map<string, Set<string>>();
async function readMarks({ tag, companyId }: Subject) {
  const rows = await sql<{ mark: string }[]>`
    with own as (
      select unnest(array[id::text, business_id, name, vat_number, street]) as mark from ledger.companies where id = ${companyId}
      union select unnest(array[name, business_id, vat_number, account_number]) from ledger.parties where company_id = ${companyId}
      union select text from ledger.vouchers where company_id = ${companyId} and text like ${`%${tag}%`}
      union select text from ledger.voucher_lines where company_id = ${companyId} and text like ${`%${tag}%`}
      union select name from ledger.employees where company_id = ${companyId}
      union select sha256 from ledger.documents where company_id = ${companyId}
      union select id::text from ledger.financial_years where company_id = ${companyId}
    ) select distinct mark from own where length(mark) >= 9`;
  marks.set(tag, new Set([tag, ...rows.map(({ mark }) => mark)]));
}

type Part = "books" | "payroll";
const formats: Record<Part, readonly string[]> = {
  books: ["csv", "saft", "sie", "html", "xlsx", "pdf", "rest"],
  payroll: ["csv", "html", "xlsx", "pdf", "rest"],
};
const shown = ({ tag }: Subject, part: Part) => formats[part].filter((kind) => kind !== "pdf" || printed.has(tag));
const readable = (subject: Subject, part: Part, kinds = shown(subject, part)) =>
  kinds.map((kind) => path.join(folder, subject.tag, part, kind));
const everything = (subject: Subject) => [...readable(subject, "books"), ...readable(subject, "payroll")];
const opened = new Set<string>();

/** Makes the company's archives once, through a slot that served another company before, and opens all that is in them. */
async function openArchives(subject: Subject): Promise<void> {
  if (opened.has(subject.tag)) return;
  const slot = opened.size % database.slotUrls.length;
  const script = fileURLToPath(new URL("readable-text.py", import.meta.url));
  const pdf = printed.has(subject.tag) ? (["pdf"] as const) : [];
  for (const part of ["books", "payroll"] as const) {
    await lease(database.ownerUrl, database.roles.exportSlots[slot]!, subject.companyId, "1 hour", part);
    const made = await make(database.slotUrls[slot]!, subject.companyId, store, {
      part,
      formats: [
        ...(part === "books"
          ? (["csv", "saft", "sie", "gdpdu", "html", "xlsx"] as const)
          : (["csv", "html", "xlsx"] as const)),
        ...pdf,
      ],
    });
    const into = path.join(folder, subject.tag, part);
    mkdirSync(into, { recursive: true });
    execFileSync("python3", [script, made.zip, into]);
  }
  opened.add(subject.tag);
}

beforeAll(async () => {
  const { companies } = await seedDemoLedger({
    ownerUrl: database.ownerUrl,
    specs: COMPANIES.filter(({ tag }) => tag !== LARGEST),
    storeDocument: async (bytes) => {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      store.set(sha256, bytes);
      return { sha256, bytes: bytes.length };
    },
  });
  expect(companies).toBe(demo.length);
  for (const [n, tag] of tags.slice(demo.length).entries()) subjects.push(await bookAlike(tag, n));
  for (const subject of subjects) await readMarks(subject);
}, 300_000);
afterAll(async () => {
  await sql.end();
  rmSync(folder, { recursive: true, force: true });
});

test("the secrets are in the database, and each company has marks that no other has", async () => {
  const planted = await sql<{ text: string }[]>`
    select concat(user_name, ' ', password_hash) as text from ledger.user_logins union all select note from ledger.internal_notes
    union all select draft::text from ledger.voucher_drafts union all select secret from ledger.credentials`;
  const text = planted.map((row) => row.text).join("\n");
  expect(secrets.filter((secret) => !text.includes(secret))).toEqual([]);
  expect(secrets).toHaveLength(11 * 4 + 5 * 5);
  expect(subjects).toHaveLength(16);
  for (const { tag } of subjects) expect(marks.get(tag)!.size, tag).toBeGreaterThan(10);
});

/** Whether anybody is paid there: some demo companies have no employees. */
const paysWages = async ({ companyId }: Subject) =>
  (await sql`select from ledger.payslips where company_id = ${companyId} limit 1`).length > 0;

test.each(tags)(
  "the archives of %s show its own in each format, and no planted secret",
  async (tag) => {
    const subject = subjects.find((one) => one.tag === tag)!;
    await openArchives(subject);
    // The search can fail: the company's own marks are found, in the XLSX and PDF files and the attachments too.
    for (const file of readable(subject, "books")) expect(grep([tag], [file], "oh"), file).toEqual([tag]);
    if (await paysWages(subject))
      for (const file of readable(subject, "payroll", ["csv", "html", "xlsx"]))
        expect(grep([tag], [file], "oh"), file).toEqual([tag]);
    expect(grep([subject.businessId], readable(subject, "payroll"), "oh")).toEqual([subject.businessId]);
    const own = [...marks.get(tag)!];
    // The years whose retention has run out are left out, and their marks with them.
    expect(grep(own, everything(subject), "oh").length).toBeGreaterThan(own.length * 0.8);
    expect(grep([...secrets, "salaisuus-"], everything(subject), "oh")).toEqual([]);
    // What each person earns is nobody's business who reads the books.
    const people = await sql<
      { name: string }[]
    >`select name from ledger.employees where company_id = ${subject.companyId}`;
    const names = people.map(({ name }) => name);
    if (names.length > 0) expect(grep(names, readable(subject, "books"), "oh")).toEqual([]);
  },
  240_000,
);

test(`200 random pairs (seed ${seed}): nothing of the one company is in the other's archives`, async () => {
  const all = subjects.flatMap((a) => subjects.filter((b) => b !== a).map((b) => ({ a, b })));
  const pairs = draw(fc.shuffledSubarray(all, { minLength: PAIRS, maxLength: PAIRS }));
  const looks = draw(
    fc.array(fc.shuffledSubarray([...formats.books], { minLength: 3, maxLength: 3 }), {
      minLength: PAIRS,
      maxLength: PAIRS,
    }),
  );
  expect(pairs).toHaveLength(200);
  for (const [i, { a, b }] of pairs.entries()) {
    await openArchives(a);
    const ofA = marks.get(a.tag)!;
    const foreign = [...marks.get(b.tag)!].filter((mark) => !ofA.has(mark));
    const kinds = shown(a, "books").filter((kind) => looks[i]!.includes(kind));
    const files = [...readable(a, "books", kinds), ...readable(a, "payroll")];
    expect(grep(foreign, files, "oh"), `of ${b.tag} in the archives of ${a.tag}; ISOLATION_SEED=${seed}`).toEqual([]);
  }
}, 300_000);
