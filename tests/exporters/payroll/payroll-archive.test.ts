import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { COMPANIES } from "#db/seed/companies.ts";
import { companyId } from "#db/seed/secrets.ts";
import { seedDemoLedger } from "#db/seed/seed-demo-ledger.ts";
import { verifyArchive } from "#exporters/archive/verify.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { make, pythonCsv } from "../make.ts";
import { lease, type Stored } from "../small-ledger.ts";

const database = await testDatabase();
const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
const store: Stored = new Map();
const [role, slot] = [database.roles.exportSlots[0]!, database.slotUrls[0]!];
const spec = COMPANIES.find(({ tag }) => tag === "UUSI90")!;
const company = companyId(spec.businessId);

beforeAll(async () => {
  await seedDemoLedger({
    ownerUrl: database.ownerUrl,
    specs: [spec, COMPANIES.find(({ tag }) => tag === "AURI36")!],
    storeDocument: async (bytes) => {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      store.set(sha256, bytes);
      return { sha256, bytes: bytes.length };
    },
  });
}, 300_000);
afterAll(() => sql.end());

const payroll = async (options: Parameters<typeof make>[3] = {}) => {
  await lease(database.ownerUrl, role, company, "1 hour", "payroll");
  return make(slot, company, store, { part: "payroll", formats: ["csv"], ...options });
};

test("the payroll's archive has every payslip with its lines and file, and what they add up to", async () => {
  const made = await payroll({ formats: ["csv", "xlsx", "html", "pdf"] });
  const year = "2023-07-01_2024-12-31";
  const slips = pythonCsv(made, `${year}/ledger/payslips.csv`);
  const [held] = await sql`
    select count(*)::int as n, sum(gross) as gross, sum(net) as net from ledger.payslips p
      join ledger.financial_years y on y.id = p.financial_year_id where p.company_id = ${company} and y.ends_on = '2024-12-31'`;
  expect(slips.length - 1).toBe(held!.n);
  const sum = (name: string) => {
    const at = slips[0]!.indexOf(name);
    return slips.slice(1).reduce((cents, row) => cents + Math.round(Number(row[at]) * 100), 0);
  };
  expect(sum("gross")).toBe(Math.round(Number(held!.gross) * 100));
  // Two employees for 18 months, and one who left at the end of October 2024, after 16.
  expect(slips.length - 1).toBe(18 + 18 + 16);
  // Each file is there as it was received, found by its hash.
  const files = pythonCsv(made, `${year}/ledger/attachments.csv`);
  const [pathAt, shaAt] = [files[0]!.indexOf("path"), files[0]!.indexOf("sha256")];
  for (const row of files.slice(1)) {
    const bytes = readFileSync(path.join(made.folder, "data", year, row[pathAt]!));
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(row[shaAt]);
  }
  const hashes = new Set(files.slice(1).map((row) => row[shaAt]));
  const fileAt = slips[0]!.indexOf("file_sha256");
  for (const row of slips.slice(1)) expect(hashes.has(row[fileAt]!)).toBe(true);
  const index = made.read("index.html");
  const words = ["Lakisääteinen palkka-arkisto", "Lagstadgat lönearkiv", "Statutory payroll archive"];
  for (const word of words) expect(index).toContain(word);
  for (const [, href] of index.matchAll(/href="([^"]+)"/g))
    if (href!.startsWith("#")) expect(index).toContain(` id="${href!.slice(1)}"`);
    else expect(existsSync(path.join(made.folder, "data", decodeURIComponent(href!))), href).toBe(true);
  const readme = made.read("LUE-MINUT.txt");
  // The last records of working time in the archive, and the payroll of the last year, ten years from its end.
  for (const word of [
    ...words,
    "Avaa ensin index.html selaimella",
    "aineistosta riippuen 31.12.2026 – 31.12.2036 asti",
  ])
    expect(readme.toLowerCase()).toContain(word.toLowerCase());
  expect(made.list).toContain(`data/${year}/excel/payslips.xlsx`);
  expect(made.list).toContain(`data/${year}/ledger/payroll-ledger-1.pdf`);
  // What the reader is told to type, word for word, in each language; and whose key to compare it with.
  const typed = [...readme.matchAll(/^ {4}((?:sha512sum|openssl) .+)$/gm)].map(([, command]) => command!);
  expect(typed.map((command) => command.split(" ")[0])).toEqual(
    Array.from({ length: 3 }, () => ["sha512sum", "sha512sum", "openssl"]).flat(),
  );
  for (const command of new Set(typed)) execFileSync("sh", ["-c", command], { cwd: made.folder, stdio: "pipe" });
  for (const text of [
    "Vertaa avainta signature/public-key.pem palvelun julkaisemaan avaimeen.",
    "Jämför nyckeln signature/public-key.pem med den som tjänsten har publicerat.",
    "Compare the key signature/public-key.pem with the one that the service has published.",
    // Where all the other data is asked for, as in the books' archive.
    "EU:n datasäädöksen (2023/2854) mukainen kaiken vietävissä olevan datan siirto pyydetään palvelulta erikseen.",
    "Export av alla exporterbara data enligt EU:s dataförordning (2023/2854) begärs separat från tjänsten.",
    "The export of all exportable data under the EU Data Act (2023/2854) is asked for separately from the service.",
  ])
    for (const place of [readme, index]) expect(place).toContain(text);
  const verified = await verifyArchive(made.zip);
  expect(verified.ok ? [] : verified.problems).toEqual([]);
});

test("records are there for the employees and years of which the law still asks for them, and for nobody else", async () => {
  const made = await payroll();
  const rows = pythonCsv(made, "working-time.csv").slice(1);
  const kept = [...new Set(rows.map(([employee, day]) => `${employee} ${day!.slice(0, 4)}`))].sort();
  // Työaikalaki 32 §, 40 §: two years from the end of the year; on 22 November 2026 that of 2023 has passed for those who are
  // employed, and for the one who left on 31 October 2024 everything has passed on 31 October 2026.
  expect(kept).toEqual(["1 2024", "1 2025", "1 2026", "3 2024", "3 2025", "3 2026"]);
  const [hours] = await sql`
    select count(*)::int as n from ledger.working_time where company_id = ${company} and worked_on >= '2024-01-01' and employee_number in ('1', '3')`;
  expect(rows).toHaveLength(hours!.n);
  const files = pythonCsv(made, "record-files.csv").slice(1);
  expect(files.length).toBeGreaterThan(8);
  expect(files.filter(([, , employee]) => employee === "2")).toEqual([]);
  for (const [file] of files) expect(existsSync(path.join(made.folder, "data", file!))).toBe(true);
  const decided = pythonCsv(made, "record-retention.csv").slice(1);
  expect(decided.filter((row) => row[0] === "2" && row[1] === "working_time_records").map((row) => row[3])).toEqual([
    "false",
    "false",
  ]);
});

test("each of its files has the day until which it is kept, and none has passed", async () => {
  const made = await payroll({ asOf: "2026-11-22" });
  const rows = pythonCsv(made, "retention.csv").slice(1);
  const until = new Map(rows.map((r) => [r[0]!, r[4]!]));
  expect(rows.filter((r) => r[4]! < "2026-11-22")).toEqual([]);
  const files = made.list.filter((f) => /^data\/(\d{4}-|records\/|[a-z-]*(time|days|files|employees)\.csv)/.test(f));
  expect(files.filter((f) => f.includes("/payslips/") || f.includes("records/")).length).toBeGreaterThan(50);
  for (const file of files.map((f) => f.slice("data/".length)))
    expect(
      until.has(file) || [...until.keys()].some((p) => p.length > 1 && p.endsWith("/") && file.startsWith(p)),
      file,
    ).toBe(true);
  // OVML 28.3 §: ten years from the end of the year of 18 months; työaikalaki 40 §: two from the end of 2024.
  expect(until.get("2023-07-01_2024-12-31/ledger/payslips.csv")).toBe("2034-12-31");
  const decided = new Map(
    pythonCsv(made, "record-retention.csv")
      .slice(1)
      .map((r) => [`${r[0]} ${r[1]} ${r[2]}`, r[4]!]),
  );
  for (const [file, kind, employee, year] of pythonCsv(made, "record-files.csv").slice(1))
    expect(until.get(file!), file).toBe(decided.get(`${employee} ${kind}s ${year}`));
});

test("there is nothing of the books in it, and nothing of pay in the books' archive", async () => {
  const made = await payroll();
  const text = (folder: string) =>
    execFileSync("grep", ["-ra", "-e", "", folder], { encoding: "latin1", maxBuffer: 2 ** 30 });
  const ofPayroll = text(path.join(made.folder, "data"));
  expect(ofPayroll).not.toContain("Ohjelmistokehitys");
  expect(made.list.some((file) => /journal|general-ledger|trial-balance/.test(file))).toBe(false);
  await lease(database.ownerUrl, role, company);
  const books = await make(slot, company, store, { formats: ["csv"] });
  const people = await sql`select name from ledger.employees where company_id = ${company}`;
  const ofBooks = text(path.join(books.folder, "data"));
  for (const { name } of people) {
    expect(ofPayroll).toContain(name);
    expect(ofBooks).not.toContain(name);
  }
  expect(books.list.some((file) => /palkkalaskelma|palkkaerittely|tyoaika|vuosiloma/.test(file))).toBe(false);
  // The books say of each payroll voucher that its file is in the payroll's archive, under the same series and number.
  const year = "2025-01-01_2025-12-31";
  const attachments = pythonCsv(books, `${year}/ledger/attachments.csv`);
  const seqAt = attachments[0]!.indexOf("voucher_seq");
  const elsewhere = attachments.filter((row) => row[0] === "").map((row) => row[seqAt]);
  const vouchers = pythonCsv(made, `${year}/ledger/payroll-vouchers.csv`).slice(1);
  expect(vouchers).toHaveLength(12);
  expect(elsewhere.sort()).toEqual(vouchers.map((row) => row[4]).sort());
});

test("under a lease for the books no payroll's archive can be made, and the same snapshot gives the same bytes", async () => {
  const [first, second] = [await payroll(), await payroll()];
  expect(first.controlTotals).toEqual(second.controlTotals);
  expect(readFileSync(path.join(first.folder, "manifest-sha512.txt"))).toEqual(
    readFileSync(path.join(second.folder, "manifest-sha512.txt")),
  );
  await lease(database.ownerUrl, role, company);
  const wrong = await make(slot, company, store, { part: "payroll", formats: ["csv"] }).catch((error) => error);
  expect(wrong).toMatchObject({ code: "lease_of_other_part" });
});

test("a sum of the payslips that is not the stated one is told by the check", async () => {
  const made = await payroll();
  const changed = path.join(made.folder, "..", "changed.zip");
  const script = `
import sys,zipfile,re
src=zipfile.ZipFile(sys.argv[1]); out=zipfile.ZipFile(sys.argv[2],'w')
for i in src.infolist():
    b=src.read(i)
    if i.filename.endswith('reports/control-totals.json'): b=re.sub(rb'"gross": "\\d', b'"gross": "9', b, count=1)
    out.writestr(i,b)
out.close()`;
  execFileSync("python3", ["-c", script, made.zip, changed]);
  const verified = await verifyArchive(changed);
  expect(verified.ok).toBe(false);
  if (!verified.ok) expect(verified.problems.map(({ code }) => code)).toContain("payroll_differs");
});

test("an employer's return that is not what the payslips come to is told, with both figures, in the page's language", async () => {
  const [changed] = await sql`
    update ledger.tax_returns set figures = figures || '{"602": "1.00"}'
     where company_id = ${company} and kind = 'employer' and period_starts_on = '2025-03-01' returning financial_year_id`;
  const [paid] = await sql`
    select sum(withheld_tax)::text as tax from ledger.payslips where company_id = ${company} and paid_on between '2025-03-01' and '2025-03-31'`;
  const made = await payroll({ formats: ["csv"], wantedYears: [2025] });
  const report = JSON.parse(made.read("reports/completeness.json"));
  const differing = report.years.flatMap((y: { findings: { code: string; examples?: string[] }[] }) =>
    y.findings.filter(({ code }) => code === "employer_return_differs"),
  );
  expect(changed).toBeDefined();
  expect(differing).toEqual([
    {
      code: "employer_return_differs",
      message: "Employer's returns whose pay or withheld tax is not what the payslips of the period come to.",
      count: 1,
      examples: [`2025-03-01 - 2025-03-31 602: reported 1.00, payslips ${paid!.tax}`],
    },
  ]);
  const page = made.read("pages/fi/completeness.html");
  expect(page).toContain(`ilmoitettu 1.00, palkkalaskelmat ${paid!.tax}`);
  // What was compared, and what was not: 12 months with two figures each.
  expect(page).toContain(
    "12 ilmoituksesta on verrattu 24 lukua: palkat (601) ja ennakonpidätykset (602). Muita kenttiä ei ole",
  );
});
