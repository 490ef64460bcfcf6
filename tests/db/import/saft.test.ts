import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { codes, emptyLedger, saft } from "./files.ts";

const ledger = emptyLedger();
const GOOD: [string, string, string, string] = ["1", "2023-01-05", "100.00", "100.00"];
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

describe("a SAF-T file", () => {
  test("in three versions, with or without prefixes", async () => {
    for (const version of ["1.10", "1.20", "1.30"]) {
      await ledger.sql`truncate ledger.companies cascade`;
      const file = saft([GOOD]).replace("<AuditFileVersion>1.30", `<AuditFileVersion>${version}`);
      const prefixed = file.replace(/<(\/?)([A-Z])/g, "<$1n1:$2").replace("xmlns=", "xmlns:n1=");
      const report = await ledger.import(Buffer.from(version === "1.10" ? prefixed : file));
      expect(report).toMatchObject({
        format: `SAF-T ${version}`,
        vouchers: 1,
        lines: 2,
        debit: "100.00",
        credit: "100.00",
        warnings: [],
      });
      expect(report.company).toEqual({ businessId: "974760673", country: "NO", name: "Brønnøy AS" });
    }
  });

  test("tax is positive on the line's own side, whichever that is", async () => {
    const taxed = (side: string) =>
      `<TaxInformation><TaxCode>3</TaxCode><TaxBase>80</TaxBase><${side}TaxAmount><Amount>20</Amount></${side}TaxAmount></TaxInformation>`;
    const amountOf = async (line: "Debit" | "Credit", tax: string) => {
      const amount = `<${line}Amount><Amount>100.00</Amount></${line}Amount>`;
      await ledger.sql`truncate ledger.companies cascade`;
      await ledger.import(Buffer.from(saft([GOOD]).replace(amount, `${amount}${taxed(tax)}`)));
      const [row] = await ledger.sql`select tax_amount::text from ledger.voucher_lines where tax_code = '3'`;
      return row!.tax_amount;
    };
    expect(await amountOf("Debit", "Debit")).toBe("20.00");
    expect(await amountOf("Credit", "Credit")).toBe("20.00");
    expect(await amountOf("Debit", "Credit")).toBe("-20.00");
    expect(await amountOf("Credit", "Debit")).toBe("-20.00");
  });

  test("what a line holds: tax, currency, party, analysis, text with entities", async () => {
    const file = saft([GOOD]).replace(
      "<Description>x</Description><DebitAmount><Amount>100.00</Amount></DebitAmount>",
      `<Analysis><AnalysisType>P</AnalysisType><AnalysisID>7</AnalysisID><AnalysisAmount><Amount>1</Amount></AnalysisAmount></Analysis><CustomerID>C1</CustomerID><Description>Is &amp; &#x1F9CA; <![CDATA[<b>]]></Description><DebitAmount><Amount>100.00</Amount><CurrencyCode>EUR</CurrencyCode><CurrencyAmount>9.50</CurrencyAmount><ExchangeRate>10.526316</ExchangeRate></DebitAmount><TaxInformation><TaxCode>3</TaxCode><TaxBase>80</TaxBase><CreditTaxAmount><Amount>20</Amount></CreditTaxAmount></TaxInformation>`,
    );
    await ledger.import(Buffer.from(file));
    const [line] = await ledger.sql`
      select text, debit::text, currency, currency_amount::text, exchange_rate::text, tax_code, tax_base::text, tax_amount::text,
             party_kind, party_number, dimensions from ledger.voucher_lines where line_no = 1`;
    expect(line).toEqual({
      text: "Is & 🧊 <b>",
      debit: "100.00",
      currency: "EUR",
      currency_amount: "9.50",
      exchange_rate: "10.52631600",
      tax_code: "3",
      tax_base: "80.00",
      tax_amount: "-20.00",
      party_kind: "customer",
      party_number: "C1",
      dimensions: [["P", "7"]],
    });
  });

  test("every problem in one go, with line, journal and transaction", async () => {
    const problems = await ledger.refusal(
      Buffer.from(
        saft([
          ["1", "2023-01-05", "100.00", "98.00"],
          ["2", "2023-02-30", "1.00", "1.00"],
          ["3", "2023-01-05", "1e999", "1.00"],
        ]),
      ),
    );
    expect(problems.map((p) => [p.code, p.place])).toEqual([
      ["voucher_unbalanced", "line 5, journal J, transaction 1"],
      ["impossible_date", "line 6, journal J, transaction 2"],
      ["bad_amount", "line 7, journal J, transaction 3, line 1 of it"],
    ]);
    expect(await ledger.count("companies")).toBe(0);
  });

  test("totals in the header that differ from what is there", async () => {
    expect(await ledger.refusal(Buffer.from(saft([GOOD], { totals: ["2", "100.00", "100.01"] })))).toMatchObject([
      { code: "totals_differ", place: "GeneralLedgerEntries/NumberOfEntries" },
      { code: "totals_differ", place: "GeneralLedgerEntries/TotalCredit" },
    ]);
  });

  test("cut off in the middle", async () => {
    const file = saft([GOOD]);
    expect(codes(await ledger.refusal(Buffer.from(file.slice(0, file.indexOf("</Journal>")))))).toEqual([
      "broken_syntax",
    ]);
  });
});

describe("hostile XML is refused, and fetches nothing", () => {
  const withProlog = (prolog: string) => Buffer.from(saft([GOOD], { prolog: `${DECLARATION}\n${prolog}` }));

  test.each([
    ["external entity on a file", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'],
    ["parameter entity", '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>'],
    ["billion laughs", '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'],
    ["quadratic blow-up", `<!DOCTYPE a [<!ENTITY a "${"x".repeat(100_000)}">]>`],
    ["external DTD", '<!DOCTYPE AuditFile SYSTEM "http://127.0.0.1:9/a.dtd">'],
    ["a plain DOCTYPE", "<!DOCTYPE AuditFile>"],
  ])("%s", async (_name, prolog) => {
    expect(await ledger.refusal(withProlog(prolog))).toMatchObject([{ code: "doctype_refused", place: "line 2" }]);
  });

  test("nobody is called, for a DTD or an XInclude", async () => {
    let calls = 0;
    const server = createServer((_request, response) => {
      calls++;
      response.end("<x/>");
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    await ledger.refusal(withProlog(`<!DOCTYPE AuditFile SYSTEM "http://127.0.0.1:${port}/a.dtd">`));
    const include = `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="http://127.0.0.1:${port}/b.xml"/>`;
    expect((await ledger.import(Buffer.from(saft([GOOD], { inHeader: include })))).vouchers).toBe(1);
    server.close();
    expect(calls).toBe(0);
  });

  test("an entity that is not XML's own", async () => {
    expect(
      codes(await ledger.refusal(Buffer.from(saft([GOOD]).replace("<Description>x", "<Description>&x;")))),
    ).toEqual(["broken_syntax"]);
  });

  test("10,000 elements deep", async () => {
    const deep = `${"<a>".repeat(10_000)}${"</a>".repeat(10_000)}`;
    expect(await ledger.refusal(Buffer.from(saft([GOOD], { inHeader: deep })))).toMatchObject([
      { code: "too_deep", place: "line 2" },
    ]);
  });

  test.each([
    ["attribute", (big: string) => `<a b="${big}"/>`],
    ["text", (big: string) => `<SoftwareID>${big}</SoftwareID>`],
    ["comment", (big: string) => `<!--${big}-->`],
    ["name", (big: string) => `<${big}/>`],
  ])("an endless %s is given up after a megabyte", async (_name, make) => {
    const file = Buffer.from(saft([GOOD], { inHeader: make("x".repeat(8_000_000)) }));
    expect(codes(await ledger.refusal(file))).toEqual(["text_too_long"]);
  });

  test.each([
    ["UTF-16 bytes", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(saft([GOOD]), "utf16le")])],
    ["UTF-16 bytes without a mark", Buffer.from(saft([GOOD]), "utf16le")],
    ["UTF-16 only declared", Buffer.from(saft([GOOD]).replace('encoding="UTF-8"', 'encoding="UTF-16"'))],
    ["UTF-7 declared", Buffer.from(saft([GOOD]).replace('encoding="UTF-8"', 'encoding="UTF-7"'))],
  ])("%s", async (_name, file) => {
    expect(codes(await ledger.refusal(file))).toEqual(["encoding_refused"]);
  });

  test("Latin-1 is read when it is declared; bytes that are no UTF-8 are counted", async () => {
    const latin1 = await ledger.import(Buffer.from(saft([GOOD]).replace("UTF-8", "ISO-8859-1"), "latin1"));
    expect(latin1.company.name).toBe("Brønnøy AS");
    await ledger.sql`truncate ledger.companies cascade`;
    const wrong = await ledger.import(Buffer.from(saft([GOOD]), "latin1"));
    expect(wrong.company.name).toBe("Br\uFFFDnn\uFFFDy AS");
    expect(wrong.warnings).toMatchObject([
      { code: "replaced_characters", message: expect.stringMatching(/^2 characters/) },
    ]);
  });
});

test("an import that is killed leaves nothing, and can be done again", async () => {
  const vouchers = 20_000;
  const file = ledger.file(
    Buffer.from(
      saft(
        Array.from(
          { length: vouchers },
          (_, i) => [String(i + 1), "2023-01-05", "1.00", "1.00"] as [string, string, string, string],
        ),
        { totals: [String(vouchers), `${vouchers}.00`, `${vouchers}.00`] },
      ),
    ),
    "large.xml",
  );
  const url = ledger.database.ownerUrl;
  const name = new URL(url).pathname.slice(1);
  const cli = fileURLToPath(new URL("../../../db/import/cli.ts", import.meta.url));
  // SECRET, so that the roles keep the passwords that the test's database has.
  const env = { ...process.env, DATABASE_URL: url, SECRET: ledger.database.secret };
  const child = spawn(process.execPath, [cli, file], { env, stdio: "ignore" });
  const imports = () =>
    ledger.sql`select 1 from pg_stat_activity where datname = ${name} and application_name = 'huolto ledger import' and backend_xid is not null`;
  while ((await imports()).length === 0 && child.exitCode === null)
    await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(child.signalCode).toBe("SIGKILL");
  while ((await imports()).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  for (const table of ["companies", "vouchers", "voucher_lines", "import_files"])
    expect(await ledger.count(table)).toBe(0);

  const again = spawn(process.execPath, [cli, file], { env });
  let output = "";
  again.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  await once(again, "close");
  expect(again.exitCode).toBe(0);
  expect(output).toContain("lines     40000");
  expect(output).toContain("debit     20000.00");
  expect(await ledger.count("voucher_lines")).toBe(40_000);
});
