import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { codes, emptyLedger, GOOD_VOUCHER, sie, sie4i } from "./files.ts";

const ledger = emptyLedger();

describe("a SIE file is refused as a whole, with every problem", () => {
  test("all of a file's problems in one go, each with its place; nothing is left", async () => {
    const problems = await ledger.refusal(
      sie(
        '#VER A 1 20230105 "ett"', // line 12
        "{",
        "#TRANS 1910 {} 100.00",
        "#TRANS 3010 {} -98.00",
        "}",
        '#VER A 2 20230230 "två"', // line 17
        "{",
        "#TRANS 1910 {} 1e999",
        "#TRANS 3010 {} -1.005",
        "#TRANS 3010 {} NaN",
        "#TRANS 3010 {} 12345678901234567.00",
        "}",
        "rubbish", // line 24
        "}",
        '#VER A 3 20230105 "tre"',
        "{",
        "#TRANS 1910 100.00", // line 28
      ),
    );
    expect(problems.map((p) => [p.code, p.place])).toEqual([
      ["voucher_unbalanced", "line 12, voucher series A number 1"],
      ["impossible_date", "line 17"],
      ["bad_amount", "line 19"],
      ["bad_amount", "line 20"],
      ["bad_amount", "line 21"],
      ["bad_amount", "line 22"],
      ["broken_syntax", "line 24"],
      ["broken_syntax", "line 25"],
      ["broken_syntax", "line 28"],
      ["broken_syntax", "line 28"],
    ]);
    expect(problems[0]!.message).toBe("The voucher does not balance: debit 100.00, credit 98.00, difference 2.00.");
    for (const p of problems) expect(p.fix).not.toBe("");
    expect(await ledger.count("companies")).toBe(0);
  });

  test("a thousand mistakes are counted, a hundred listed", async () => {
    const error = await ledger.import(sie(...Array.from({ length: 1_000 }, () => "rubbish"))).catch((e: unknown) => e);
    expect(error).toMatchObject({ more: 900 });
    expect((error as { problems: unknown[] }).problems).toHaveLength(100);
  });

  test("an amount with decimals that are zeros, a sign and the largest size is taken", async () => {
    const largest = "9999999999999999.99";
    await ledger.import(
      sie("#VER A 1 20230105", "{", `#TRANS 1910 {} +${largest}000`, `#TRANS 3010 {} -${largest}`, "}"),
    );
    const [row] = await ledger.sql`select sum(debit)::text as debit from ledger.voucher_lines`;
    expect(row!.debit).toBe(largest);
  });

  test("#KSUMMA: the sum of the records is checked", async () => {
    // CRC-32 of "#ORGNR556036-0793#RAR02023010120231231", worked out with Python's zlib.crc32.
    const file = (sum: string) =>
      `#FLAGGA 0\n#FORMAT PC8\n#SIETYP 4\n#KSUMMA\n#ORGNR "556036-0793"\n#RAR 0 20230101 20231231\n#KSUMMA ${sum}\n`;
    await ledger.import(file("1832975927"));
    expect(await ledger.refusal(file("1832975928"))).toMatchObject([{ code: "wrong_checksum", place: "line 7" }]);
    expect(codes(await ledger.refusal(file("").replace(/#KSUMMA \n$/, "")))).toEqual(["checksum_missing"]);
  });

  test("what is not a ledger file", async () => {
    expect(await ledger.refusal("<!DOCTYPE html><html></html>")).toMatchObject([
      { code: "not_a_ledger_file", place: "line 1" },
    ]);
    expect(codes(await ledger.refusal(""))).toEqual(["not_a_ledger_file"]);
    expect(codes(await ledger.refusal(Buffer.from("PK\x03\x04")))).toEqual(["not_a_ledger_file"]);
    expect(codes(await ledger.refusal("date;amount\n"))).toEqual(["not_a_ledger_file"]);
    expect(codes(await ledger.refusal(iconv.encode(sie(), "utf-16", { addBOM: true })))).toEqual(["encoding_refused"]);
    expect(codes(await ledger.refusal(`#FLAGGA 0\n#PROSA "${"x".repeat(2_000_000)}"`))).toEqual(["line_too_long"]);
  });
});

describe("what is poor form is a warning, kept with the file", () => {
  test("undeclared account, closing balance that differs, bad check digit; refused under --strict", async () => {
    const file = sie("#VER A 1 20230105", "{", "#TRANS 1910 {} 90", "#TRANS 3999 {} -90", "}").replace(
      "556036-0793",
      "556036-0794",
    );
    const expected = ["bad_business_id", "undeclared_account", "closing_balance_differs", "closing_balance_differs"];
    expect(codes(await ledger.refusal(file, { strict: true }))).toEqual(expected);
    expect(await ledger.count("companies")).toBe(0);
    const report = await ledger.import(file);
    expect(codes(report.warnings)).toEqual(expected);
    const [stored] = await ledger.sql`select warnings from ledger.import_files`;
    expect(stored!.warnings).toEqual(report.warnings);
    const accounts =
      await ledger.sql`select number, declared, declared_closing_balance::text as closing from ledger.accounts order by 1`;
    expect([...accounts]).toEqual([
      { number: "1910", declared: true, closing: "100.00" },
      { number: "3010", declared: true, closing: "-100.00" },
      { number: "3999", declared: false, closing: null },
    ]);
  });

  test("a company and a year from the command line", async () => {
    const bare = sie4i(...GOOD_VOUCHER)
      .replace(/#ORGNR.*\r\n/, "")
      .replace(/#RAR.*\r\n/, "");
    expect(await ledger.refusal(bare)).toMatchObject([{ code: "business_id_missing", place: "#ORGNR" }]);
    const report = await ledger.import(bare, {
      company: "1234567-1",
      country: "FI",
      year: { startsOn: "2022-07-01", endsOn: "2023-06-30" },
    });
    expect(report.company).toEqual({ businessId: "1234567-1", country: "FI", name: "Bolaget AB" });
    expect(report.years).toEqual([{ startsOn: "2022-07-01", endsOn: "2023-06-30" }]);
    expect(codes(report.warnings)).toEqual(["business_id_missing", "year_missing"]);
    expect(codes(await ledger.refusal(sie(), { company: "556012-5790" }))).toEqual(["another_company"]);
  });
});

describe("what a voucher holds", () => {
  test("objects, quoted fields, removed and added rows, text in PC8", async () => {
    await ledger.import(
      sie(
        '#DIM 1 "Kostnadsställe"',
        '#UNDERDIM 21 "Underprojekt" 6',
        '#OBJEKT 1 100 "Norr"',
        '#ver "A" "1" 20230105 "Sade \\"hej\\" C:\\data" 20230106 "Åsa"',
        "{",
        "#BTRANS 1910 {} 500.00",
        "#RTRANS 1910 {} 100.00 20230107",
        '#TRANS 1910 {1 100 "6" "P 1"} 100.00 20230105 "kaffe på Öland" 2.5',
        "\t#TRANS\t3010\t{}\t-100.00",
        "}",
      ),
    );
    const [voucher] =
      await ledger.sql`select series, number, date::text, posting_date::text as posted, text from ledger.vouchers`;
    expect(voucher).toEqual({
      series: "A",
      number: "1",
      date: "2023-01-05",
      posted: "2023-01-06",
      text: 'Sade "hej" C:\\data',
    });
    const lines =
      await ledger.sql`select account_number as account, debit::text, credit::text, text, quantity::text, dimensions from ledger.voucher_lines order by line_no`;
    expect([...lines]).toEqual([
      {
        account: "1910",
        debit: "100.00",
        credit: "0.00",
        text: "kaffe på Öland",
        quantity: "2.5000",
        dimensions: [
          ["1", "100"],
          ["6", "P 1"],
        ],
      },
      { account: "3010", debit: "0.00", credit: "100.00", text: "", quantity: null, dimensions: [] },
    ]);
    const dimensions = await ledger.sql`select code, name, parent_code as parent from ledger.dimensions order by code`;
    expect([...dimensions]).toEqual([
      { code: "1", name: "Kostnadsställe", parent: null },
      { code: "21", name: "Underprojekt", parent: "6" },
      { code: "6", name: "Projekt", parent: null },
    ]);
  });

  test("an added row that does not come again as #TRANS cannot be booked either way", async () => {
    const problems = await ledger.refusal(
      sie("#VER A 1 20230105", "{", "#RTRANS 1910 {} 5", "#TRANS 1910 {} 1", "#TRANS 3010 {} -1", "}"),
    );
    expect(problems).toMatchObject([{ code: "added_row_not_repeated", place: "line 14" }]);
  });

  for (const [charset, encoding] of [
    ["CP437", "cp437"],
    ["Latin-1", "latin1"],
    ["UTF-8", "utf8"],
  ] as const)
    test(`names in ${charset}`, async () => {
      await ledger.import(iconv.encode(sie(...GOOD_VOUCHER), encoding));
      const [row] = await ledger.sql`select name from ledger.accounts where number = '3010'`;
      expect(row!.name).toBe("Försäljning");
    });
});

describe("files of one company, one after another", () => {
  test("the same file twice changes nothing, under another name too", async () => {
    const file = sie(...GOOD_VOUCHER);
    expect((await ledger.import(file)).status).toBe("imported");
    const before = await ledger.sql`select * from ledger.import_files`;
    const again = await ledger.import(file, {}, "copy.se");
    expect(again.status).toBe("already");
    expect(again.years).toEqual([{ startsOn: "2023-01-01", endsOn: "2023-12-31" }]);
    expect([...(await ledger.sql`select * from ledger.import_files`)]).toEqual([...before]);
    expect(await ledger.count("voucher_lines")).toBe(2);
  });

  test("another file of a year with vouchers is refused, and one that overlaps it", async () => {
    await ledger.import(sie(...GOOD_VOUCHER));
    const other = sie(...GOOD_VOUCHER, "");
    expect(codes(await ledger.refusal(other))).toEqual(["year_has_vouchers"]);
    expect(codes(await ledger.refusal(other.replace("20230101 20231231", "20230701 20240630")))).toEqual([
      "year_overlaps",
    ]);
    expect(await ledger.count("vouchers")).toBe(1);
  });

  test("4I adds its vouchers to the year, in their place by date; a known number is refused", async () => {
    await ledger.import(sie(...GOOD_VOUCHER, '#VER A 2 20230301 "mars"', "{", "#TRANS 1910 {} 0", "}"));
    const added = ['#VER B 7 20230201 "februari"', "{", "#TRANS 1910 {} 5", "#TRANS 3010 {} -5", "}"];
    expect((await ledger.import(sie4i(...added))).vouchers).toBe(1);
    const vouchers = await ledger.sql`select seq, text from ledger.vouchers order by seq`;
    expect([...vouchers]).toEqual([
      { seq: 1, text: "Kontant" },
      { seq: 2, text: "februari" },
      { seq: 3, text: "mars" },
    ]);
    const lines =
      await ledger.sql`select voucher_seq as seq, account_number as account, (debit - credit)::text as amount from ledger.voucher_lines order by 1, line_no`;
    expect([...lines].map((l) => [l.seq, l.account, l.amount])).toEqual([
      [1, "1910", "100.00"],
      [1, "3010", "-100.00"],
      [2, "1910", "5.00"],
      [2, "3010", "-5.00"],
      [3, "1910", "0.00"],
    ]);
    expect(await ledger.refusal(sie4i(...added, ""))).toMatchObject([
      { code: "voucher_already_there", place: "line 9, voucher series B number 7" },
    ]);
    const [balance] =
      await ledger.sql`select opening_balance::text as opening from ledger.accounts where number = '1910'`;
    expect(balance!.opening).toBe("0.00");
  });

  test("vouchers without a number get the next free ones of their series in the year, in the file's order", async () => {
    const voucher = (series: string, number: string, day: string) => [
      `#VER "${series}" "${number}" ${day}`,
      "{",
      "#TRANS 1910 {} 5",
      "#TRANS 3010 {} -5",
      "}",
    ];
    const numbers = async () =>
      (await ledger.sql`select series, number, date::text as date from ledger.vouchers order by seq`).map((v) =>
        Object.values(v).join(" "),
      );
    const given = (warnings: { code: string }[]) => warnings.filter((w) => w.code === "voucher_number_given");

    // Among numbers of the file's own, with what is no number and another series beside them.
    const first = await ledger.import(
      sie4i(
        ...voucher("B", "", "20230301"),
        ...voucher("B", "007", "20230110"),
        ...voucher("B", "X99", "20230111"),
        ...voucher("B", "", "20230201"),
        ...voucher("C", "", "20230201"),
      ),
    );
    expect(await numbers()).toEqual([
      "B 007 2023-01-10",
      "B X99 2023-01-11",
      "B 9 2023-02-01",
      "C 1 2023-02-01",
      "B 8 2023-03-01",
    ]);
    expect(given(first.warnings)).toEqual([
      {
        code: "voucher_number_given",
        place: "line 9",
        message:
          "3 vouchers have no number. They were given the next free ones, in the file's order: series B 8-9, series C 1.",
        fix: "Note the numbers on the vouchers themselves; one that has a number in the file keeps it.",
      },
    ]);

    // A later file goes on where the ledger stands; a number that the ledger gave is taken.
    const second = await ledger.import(
      sie4i(...voucher("B", "", "20230101"), ...voucher("B", "", "20230101"), ...voucher("", "", "20230102")),
    );
    expect((await numbers()).slice(0, 3)).toEqual(["B 10 2023-01-01", "B 11 2023-01-01", " 1 2023-01-02"]);
    expect(given(second.warnings)).toMatchObject([
      { message: expect.stringMatching(/^3 vouchers .*: series B 10-11, series \(none\) 1\.$/) },
    ]);
    expect(codes(await ledger.refusal(sie4i(...voucher("B", "11", "20230401"))))).toEqual(["voucher_already_there"]);

    // Each financial year counts for itself.
    const next = sie4i(...voucher("B", "", "20240101")).replace("20230101 20231231", "20240101 20241231");
    expect(given((await ledger.import(next)).warnings)).toMatchObject([
      { message: expect.stringMatching(/^1 voucher has no number\. .*: series B 1\.$/) },
    ]);
    expect(codes(await ledger.refusal(sie4i(...voucher("B", "", "20230501")), { strict: true }))).toEqual([
      "voucher_number_given",
    ]);
  });

  test("nothing is added to a closed year", async () => {
    await ledger.import(sie(...GOOD_VOUCHER));
    await ledger.sql`update ledger.financial_years set closed_on = '2024-03-01'`;
    expect(codes(await ledger.refusal(sie4i("#VER B 1 20230301", "{", "}")))).toEqual(["year_closed"]);
  });

  test("balances of a year that another file filled must agree with it", async () => {
    await ledger.import(sie(...GOOD_VOUCHER));
    const type1 = sie().replace("#SIETYP 4", "#SIETYP 1");
    expect((await ledger.import(type1)).status).toBe("imported");
    expect(codes(await ledger.refusal(type1.replace("#IB 0 1910 0", "#IB 0 1910 7.50")))).toEqual([
      "opening_balance_differs",
    ]);
  });

  test("the year before is made only when the file has vouchers of it", async () => {
    const previous = ["#RAR -1 20220101 20221231", "#IB -1 1910 40", "#UB -1 1910 0"];
    const { years } = await ledger.import(sie(...previous, ...GOOD_VOUCHER));
    expect(years).toHaveLength(1);
    await ledger.sql`truncate ledger.companies cascade`;
    const both = await ledger.import(
      sie(...previous, ...GOOD_VOUCHER, "#VER A 9 20221231", "{", "#TRANS 1910 {} -40", "#TRANS 3010 {} 40", "}"),
    );
    expect(both.years).toEqual([
      { startsOn: "2022-01-01", endsOn: "2022-12-31" },
      { startsOn: "2023-01-01", endsOn: "2023-12-31" },
    ]);
    const openings =
      await ledger.sql`select opening_balance::text as opening from ledger.accounts a join ledger.financial_years y on y.id = a.financial_year_id where number = '1910' order by starts_on`;
    expect(openings.map((r) => r.opening)).toEqual(["40.00", "0.00"]);
  });
});
