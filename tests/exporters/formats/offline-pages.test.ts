import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { expect, test } from "vitest";
import { testDatabase } from "#tests/setup/database.ts";
import { type Made, make } from "../make.ts";
import { type Booked, book, lease, type Stored } from "../small-ledger.ts";

const database = await testDatabase();
const [slotUrl] = database.slotUrls as [string];
const [slotRole] = database.roles.exportSlots as [string];
const FOLDER = "2024-01-01_2024-12-31";

async function made(booked: Booked, options: Parameters<typeof make>[3] = {}, more = async (_: string) => {}) {
  const store: Stored = new Map();
  const id = await book(database.ownerUrl, booked, store);
  await more(id);
  await lease(database.ownerUrl, slotRole, id);
  return make(slotUrl, id, store, { formats: ["html"], ...options });
}

const pages = (archive: Made) => archive.list.filter((file) => file.endsWith(".html"));
const ids = (page: string) => new Set([...page.matchAll(/ id="?([^\s">]+)/g)].map((m) => m[1]!));
const links = (page: string) => [...page.matchAll(/<a [^>]*href="([^"]*)"/g)].map((m) => m[1]!);
/** A page without its head, as text, cells parted by bars. */
const words = (page: string) =>
  page
    .replace(/^[\s\S]*<main>/, "")
    .replace(/<tbody[^>]*>/g, "\n")
    .replace(/<t[dh][^>]*>/g, "|")
    .replace(/<[^>]+>/g, "")
    .replaceAll("\u00a0", " ");
const rows = (page: string) => words(page).split("\n");

/** Every link of every page must lead to a file that is there and, with an anchor, to a place on it. */
function deadLinks(archive: Made): string[] {
  const dead: string[] = [];
  const anchors = new Map<string, Set<string>>();
  for (const file of pages(archive)) {
    for (const href of links(readFileSync(path.join(archive.folder, file), "utf8"))) {
      if (/^[a-z]+:|^\//i.test(href)) dead.push(`${file}: ${href} is not of the archive`);
      const [to, anchor] = href.split("#") as [string, string?];
      const target = path.join(
        archive.folder,
        to === "" ? file : path.join(path.dirname(file), decodeURIComponent(to)),
      );
      if (!existsSync(target)) dead.push(`${file}: ${href}`);
      if (anchor === undefined) continue;
      if (!anchors.has(target)) anchors.set(target, ids(readFileSync(target, "utf8")));
      if (!anchors.get(target)!.has(anchor)) dead.push(`${file}: ${href}`);
    }
  }
  return dead;
}

const invoice: Booked = {
  company: { business_id: "offline-1", name: "Åke & Pojat <Oy>" },
  parties: [{ kind: "customer", number: "7", name: "Asiakas & Co" }],
  taxCodes: [{ code: "ALV", description: "Myynti", rate: "25.5" }],
  dimensions: [{ code: "KP", name: "Kustannuspaikka", values: [["10", "Turku"]] }],
  years: [
    {
      startsOn: "2024-01-01",
      endsOn: "2024-12-31",
      closedOn: null,
      accounts: [
        { number: "1700", name: "Myyntisaamiset", type: "asset" },
        { number: "1910", name: "Pankki", type: "asset", opening: "1000.00" },
        { number: "2000", name: "Osakepääoma <a&b>", type: "equity", opening: "-1000.00" },
        { number: "2939", name: "ALV-velka", type: "liability" },
        { number: "3000", name: "Myynti", type: "income" },
        { number: "9999", name: "Käyttämätön", type: "expense" },
        { number: "A/1 #ä", name: "Outo numero", type: "asset" },
      ],
      vouchers: [
        {
          series: "ML",
          number: "1",
          date: "2024-02-01",
          text: "Lasku <1>\n& muuta",
          kind: "sales",
          lines: [
            [
              "1700",
              "1255.00",
              { party_kind: "customer", party_number: "7", reference: "RF18 1234", due_on: "2024-02-15" },
            ],
            [
              "3000",
              "-1000.00",
              { tax_code: "ALV", tax_base: "1000.00", tax_amount: "255.00", dimensions: [["KP", "10"]] },
            ],
            ["2939", "-255.00"],
          ],
          files: [{ name: "lasku 1 #50%.pdf", bytes: "invoice one" }],
        },
        {
          number: "2",
          date: "2024-02-20",
          lines: [
            ["1910", "1255.00", { currency: "USD", currency_amount: "1350.00", exchange_rate: "1.07570000" }],
            ["1700", "-1255.00"],
          ],
          files: [{ name: "tiliote.pdf", bytes: "statement" }],
        },
        {
          series: "X",
          number: "3",
          date: "2024-03-01",
          lines: [
            ["A/1 #ä", "1.00"],
            ["1910", "-1.00"],
          ],
        },
        { series: "X", number: "4", date: "2024-03-02", text: "Tyhjä", lines: [] },
      ],
      documents: [{ kind: "financial_statements", name: "tase.pdf", bytes: "signed" }],
    },
  ],
};

test("from an account's entry to its voucher, its file and back, with balances that run", async () => {
  const archive = await made(invoice);
  expect(deadLinks(archive)).toEqual([]);

  const balance = archive.read(`${FOLDER}/pages/fi/balance-sheet.html`);
  expect(links(balance)).toContain("../accounts/1910/index.html");
  expect(words(balance)).toContain("Avoin tilikausi");

  const bank = archive.read(`${FOLDER}/pages/accounts/1910/index.html`);
  expect(rows(bank).filter((r) => r.startsWith("|"))).toEqual([
    "|||Alkusaldo|||1 000,00",
    "|20.2.2024|2||1 255,00||2 255,00",
    "|1.3.2024|X 3|||1,00|2 254,00",
    "|||Loppusaldo|1 255,00|1,00|2 254,00",
  ]);
  expect(bank).toContain('<a href="../../vouchers/0001.html#v2">2</a>');

  const vouchers = archive.read(`${FOLDER}/pages/vouchers/0001.html`);
  const text = words(vouchers);
  expect(text).toContain("|ML 1 · 1.2.2024 · myyntilasku · Lasku &lt;1&gt;\n&amp; muutaLiitteet: lasku 1 #50_~");
  expect(text).toContain(
    "|1700 Myyntisaamiset||Asiakas &amp; Co asiakas 7 viite RF18 1234 eräpäivä 15.2.2024|||1 255,00|",
  );
  expect(text).toContain("|3000 Myynti|||ALV 25,5 % 1 000,00 + 255,00|Kustannuspaikka: 10 Turku||1 000,00");
  expect(text).toContain("|1910 Pankki| USD 1 350,00 (1,0757)||||1 255,00|");
  expect(text).toContain("|X 4 · 2.3.2024 · muistiotosite · Tyhjä");
  expect(vouchers).toContain('<a href="../accounts/1910/index.html#e2-1">1910</a>');
  const file = links(vouchers).find((href) => href.includes("vouchers/ML"))!;
  expect(
    readFileSync(path.join(archive.folder, "data", FOLDER, "pages/vouchers", decodeURIComponent(file)), "utf8"),
  ).toBe("invoice one");
});

test("an English archive's pages write amounts, rates and counts as English does; Finnish ones beside them as Finnish does", async () => {
  const archive = await made(
    { ...invoice, company: { business_id: "offline-english", name: "Åke & Pojat <Oy>" } },
    { language: "en" },
  );
  const bank = archive.read(`${FOLDER}/pages/accounts/1910/index.html`);
  expect(rows(bank).filter((r) => r.startsWith("|"))).toEqual([
    "|||Opening balance|||1,000.00",
    "|20 Feb 2024|2||1,255.00||2,255.00",
    "|1 Mar 2024|X 3|||1.00|2,254.00",
    "|||Closing balance|1,255.00|1.00|2,254.00",
  ]);
  const vouchers = words(archive.read(`${FOLDER}/pages/vouchers/0001.html`));
  expect(vouchers).toContain("|ALV 25.5% 1,000.00 + 255.00|Kustannuspaikka: 10 Turku||1,000.00");
  expect(vouchers).toContain("|1910 Pankki| USD 1,350.00 (1.0757)||||1,255.00|");
  expect(words(archive.read("pages/en/completeness.html"))).toContain("|2,511.00|2,511.00");
  expect(words(archive.read("pages/fi/completeness.html"))).toContain("|2 511,00|2 511,00");
  expect(words(archive.read(`${FOLDER}/pages/en/accounts.html`))).toContain(
    "|1910 Pankki|1,000.00|1,255.00|1.00|2,254.00",
  );
  expect(words(archive.read(`${FOLDER}/pages/sv/accounts.html`))).toContain(
    "|1910 Pankki|1 000,00|1 255,00|1,00|2 254,00",
  );
}, 60_000);

test("nothing on a page can run, be loaded or break out, and each names its language", async () => {
  const archive = await made({ ...invoice, company: { business_id: "offline-2", name: "Åke & Pojat <Oy>" } });
  for (const file of pages(archive)) {
    const page = readFileSync(path.join(archive.folder, file), "utf8");
    expect(page, file).toMatch(/^<!doctype html>\n<html lang="(fi|sv|en)">/);
    expect(page, file).toMatch(/default-src 'none'; style-src 'sha256-[\w+/=]+'/);
    expect(page, file).not.toMatch(/<script|<img|<link|<iframe| style=| on[a-z]+=|<Oy>|<a&b>|<1>|NaN|undefined|null/);
    expect(page.match(/<h1>/g), file).toHaveLength(1);
    expect(page, file).not.toMatch(/<table[^>]*>(?!<caption>)/);
  }
  for (const language of ["fi", "sv", "en"]) {
    const front = archive.read(`pages/${language}/index.html`);
    expect(front).toContain(`<html lang="${language}">`);
    expect(front).toContain(`${FOLDER}/pages/${language}/balance-sheet.html`);
  }
  expect(archive.read("index.html")).toContain('<html lang="fi">');
  expect(archive.read("pages/en/index.html")).toContain(
    '<dd>Accounting Act (<span lang="fi">Kirjanpitolaki</span> 1336/1997)</dd>',
  );
  expect(archive.read("pages/sv/index.html")).toContain("<dd>Bokföringslagen (1336/1997)</dd>");
  expect(archive.read("pages/fi/index.html")).toContain("<dd>Kirjanpitolaki (1336/1997)</dd>");
  expect(readFileSync(path.join(archive.folder, "bag-info.txt"), "utf8").replaceAll(/\r?\n\s+/g, " ")).toContain(
    "Statutory bookkeeping archive by Accounting Act (Kirjanpitolaki 1336/1997), the law as of ",
  );
  // What the short names in citations stand for is said where they are.
  for (const page of ["scope.html", "ledger-list.html"]) {
    expect(words(archive.read(`pages/sv/${page}`))).toContain("KPL: Bokföringslagen (1336/1997)");
    expect(words(archive.read(`pages/en/${page}`))).toContain("AVL: Value Added Tax Act (Arvonlisäverolaki 1501/1993)");
    expect(words(archive.read(`pages/fi/${page}`))).toContain(
      "OVML: Laki oma-aloitteisten verojen verotusmenettelystä (768/2016)",
    );
  }
  expect(words(archive.read("pages/sv/scope.html"))).toMatch(/^\|?.*Bokföringslagen \(1336\/1997\), tillämpad den /m);
  expect(archive.read("pages/sv/verify.html")).toContain("sha512sum -c --quiet manifest-sha512.txt");
});

test("the first page and the text file say whose it is, of which years, how it opens, and who keeps it until when", async () => {
  const archive = await made({ ...invoice, company: { ...invoice.company, business_id: "offline-front" } });
  const facts = words(archive.read("pages/sv/index.html"));
  for (const text of [facts, archive.read("LUE-MINUT.txt")]) {
    expect(text).toMatch(/Åke (&|&amp;) Pojat (<|&lt;)Oy(>|&gt;)/);
    expect(text).toContain("Lagstadgat bokföringsmaterial för räkenskapsperioden 2024-01-01 – 2024-12-31.");
    // Vouchers until six, ledgers until ten years from the end of the year in which the financial year ends.
    expect(text).toContain("beroende på materialet till och med 2030-12-31 – 2034-12-31");
    expect(text).toContain("Företaget självt, också efter att det har slutat använda tjänsten.");
  }
  expect(archive.read("LUE-MINUT.txt")).toContain("Avaa ensin index.html selaimella.");
  expect(archive.read(`${FOLDER}/pages/fi/balance-sheet.html`)).toContain("Tilikausi 1.1.2024 – 31.12.2024 · EUR");
});

test.each([
  ["FI", /2 kap\. 10 § 3 mom\./],
  ["SE", null],
])(
  "who is told when the business ends is said where the law of the country is known: %s",
  async (country, said) => {
    const archive = await made({ ...invoice, company: { business_id: `offline-ends-${country}`, country } });
    for (const text of [archive.read("pages/sv/index.html"), archive.read("LUE-MINUT.txt")])
      if (said) expect(text).toMatch(said);
      else expect(text).not.toMatch(/registermyndigheten|rekisteriviranomai/);
    const number = country === "FI" ? "FO-nummer" : "Organisationsnummer (Sverige)";
    expect(archive.read("pages/sv/index.html")).toContain(`<dt>${number}</dt><dd>offline-ends-${country}</dd>`);
  },
  60_000,
);

test("a long account has a list of its pages by month, a long voucher goes on over several pages", async () => {
  const archive = await made(
    {
      company: { business_id: "offline-3" },
      years: [
        {
          startsOn: "2024-01-01",
          endsOn: "2024-12-31",
          accounts: [
            { number: "1910", name: "Pankki", type: "asset" },
            { number: "3000", name: "Myynti", type: "income" },
          ],
        },
      ],
    },
    {},
    async (company) => {
      const sql = postgres(database.ownerUrl, { max: 1 });
      // 600 vouchers of two lines, 50 a month but all of December's 450 more; then one of 900 lines.
      await sql`with y as (select id from ledger.financial_years where company_id = ${company}),
        v as (insert into ledger.vouchers (company_id, financial_year_id, seq, series, number, date)
              select ${company}, y.id, n, 'A', n::text, make_date(2024, least(12, 1 + (n - 1) / 50), case when n <= 600 then 1 + (n - 1) % 50 / 2 else 28 end)
                from y, generate_series(1, 1051) n returning financial_year_id, seq)
        insert into ledger.voucher_lines (company_id, financial_year_id, voucher_seq, line_no, account_number, debit, credit)
        select ${company}, v.financial_year_id, v.seq, l * 10, case when l % 2 = 1 then '1910' else '3000' end,
               case when l % 2 = 1 then 1 else 0 end, case when l % 2 = 1 then 0 else 1 end
          from v, generate_series(1, case when v.seq = 1051 then 900 else 2 end) l`;
      await sql.end();
    },
  );
  expect(deadLinks(archive)).toEqual([]);
  const index = archive.read(`${FOLDER}/pages/accounts/1910/index.html`);
  // Eleven months of 50, then 500 + 450 in December: 400, 400 and 150 of it.
  const listed = rows(index).filter((r) => /^\|\d/.test(r));
  expect(listed.map((r) => r.split("|")[2])).toEqual([...Array(11).fill("50"), "400", "400", "150"]);
  expect(listed.at(-1)!.split("|").slice(2)).toEqual(["150", "150,00", "0,00", "1 500,00"]);
  expect(listed[0]).toMatch(/^\|1\.1\.2024 – 25\.1\.2024\|/);
  const second = archive.read(`${FOLDER}/pages/accounts/1910/0002.html`);
  expect(rows(second).filter((r) => r.startsWith("|||"))).toEqual([
    "|||Siirto edelliseltä sivulta|||50,00",
    "|||Siirto seuraavalle sivulle|50,00|0,00|100,00",
  ]);
  // The long voucher's lines are on three pages, each of which names it.
  const last = pages(archive)
    .filter((f) => /vouchers\/\d+\.html$/.test(f))
    .slice(-3);
  const counted = last.map((file) => {
    const page = readFileSync(path.join(archive.folder, file), "utf8");
    expect(ids(page)).toEqual(new Set(["v1051"]));
    return rows(page).filter((r) => /^\|(1910|3000)/.test(r)).length;
  });
  expect(counted).toEqual([400, 400, 100]);
}, 300_000);

test("of a year whose vouchers have expired only the marked ones are listed", async () => {
  const archive = await made(
    {
      company: { business_id: "offline-4" },
      years: [
        {
          startsOn: "2012-01-01",
          endsOn: "2012-12-31",
          accounts: [{ number: "1", name: "Yksi" }],
          vouchers: [
            {
              series: "A",
              number: "1",
              date: "2012-05-05",
              text: "mennyt",
              lines: [
                ["1", "1.00"],
                ["2", "-1.00"],
              ],
              files: [{ name: "a.pdf", bytes: "a" }],
            },
            {
              series: "A",
              number: "2",
              date: "2012-06-06",
              text: "kiinteistö",
              lines: [
                ["1", "2.00"],
                ["2", "-2.00"],
              ],
              files: [{ name: "b.pdf", bytes: "b" }],
            },
          ],
        },
        { startsOn: "2024-01-01", endsOn: "2024-12-31" },
      ],
    },
    { asOf: "2025-06-01" },
    async (company) => {
      const sql = postgres(database.ownerUrl, { max: 1 });
      await sql`insert into ledger.retention_marks (company_id, financial_year_id, voucher_seq, basis, starts_on)
        select company_id, financial_year_id, seq, 'real_estate_investment', date '2012-06-06' from ledger.vouchers
         where company_id = ${company} and number = '2'`;
      await sql.end();
    },
  );
  expect(deadLinks(archive)).toEqual([]);
  const folder = "2012-01-01_2012-12-31";
  const page = archive.read(`${folder}/pages/vouchers/0001.html`);
  expect(words(page)).toContain("|A 2 · 6.6.2012 · muistiotosite · kiinteistöLiitteet: b.pdf");
  expect(words(page)).toContain("säilytetään enää vain nämä tositteet");
  expect(page).not.toContain("mennyt");
  expect(archive.list.filter((f) => f.includes("2012") && /accounts|balance-sheet/.test(f))).toEqual([]);
});
