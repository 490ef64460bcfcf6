import { expect, test } from "vitest";
import { codes, emptyLedger, GOOD_VOUCHER, sie } from "./files.ts";

const ledger = emptyLedger();

const stored = async () =>
  (
    await ledger.sql`
      select y.starts_on::text as year, account_number as account, dimension_code as dimension, value_code as value,
             opening_balance::text as opening, declared_closing_balance::text as closing
        from ledger.object_balances o join ledger.financial_years y on y.id = o.financial_year_id order by 1, 2, 3, 4`
  ).map((r) => [r.year, r.account, r.dimension, r.value, r.opening, r.closing]);

/** 100.00 on account 1910, of it 60.00 on cost centre 10. */
const ON_OBJECT = [
  "#VER A 1 20230105",
  "{",
  '#TRANS 1910 {1 "10"} 60.00',
  "#TRANS 1910 {} 40.00",
  "#TRANS 3010 {} -100.00",
  "}",
];

test("balances by object and the kind of chart, in any order; a reserved dimension needs no #DIM", async () => {
  const report = await ledger.import(
    sie(
      "#KPTYP EUBAS97",
      '#OUB 0 1910 {1 "10"} 65.00',
      '#OIB 0 1910 {1 "10"} 5',
      '#OIB 0 1910 {"6" "Bro ö"} -5.5',
      ...ON_OBJECT,
    ),
  );
  expect(report.warnings).toEqual([]);
  expect(await stored()).toEqual([
    ["2023-01-01", "1910", "1", "10", "5.00", "65.00"],
    ["2023-01-01", "1910", "6", "Bro ö", "-5.50", null],
  ]);
  const [company] = await ledger.sql`select chart_kind from ledger.companies`;
  expect(company!.chart_kind).toBe("EUBAS97");
  const dimensions = await ledger.sql`select code, name from ledger.dimensions order by 1`;
  expect([...dimensions]).toEqual([
    { code: "1", name: "Kostnadsställe" },
    { code: "6", name: "Projekt" },
  ]);
});

test("of the year before only when the file has its vouchers; of years further back nothing", async () => {
  const previous = ["#RAR -1 20220101 20221231", '#OIB -1 1910 {1 "10"} 1.00', '#OIB -2 1910 {1 "10"} 9.00'];
  await ledger.import(sie(...previous, ...GOOD_VOUCHER));
  expect(await stored()).toEqual([]);
  await ledger.sql`truncate ledger.companies cascade`;
  await ledger.import(
    sie(...previous, ...GOOD_VOUCHER, "#VER A 9 20221231", "{", "#TRANS 1910 {} 2", "#TRANS 3010 {} -2", "}"),
  );
  expect(await stored()).toEqual([["2022-01-01", "1910", "1", "10", "1.00", null]]);
});

test("what cannot be a balance on an object is refused, with its line; nothing is left", async () => {
  const problems = await ledger.refusal(
    sie(
      "#OIB 0 1910 5.00", // line 12
      "#OIB 0 1910 {} 5.00",
      "#OIB 0 1910 {1} 5.00",
      '#OUB 0 1910 {1 ""} 5.00',
      '#OIB 0 "" {1 "10"} 5.00',
      '#OIB 0 1910 {1 "10"} much', // line 17
      `#OIB 0 1910 {1 "${"9".repeat(256)}"} 5.00`,
      `#KPTYP ${"B".repeat(256)}`,
      ...GOOD_VOUCHER,
    ),
  );
  expect(problems.map((p) => [p.code, p.place])).toEqual([
    ["broken_syntax", "line 12"],
    ["broken_syntax", "line 13"],
    ["broken_syntax", "line 14"],
    ["broken_syntax", "line 15"],
    ["broken_syntax", "line 16"],
    ["bad_amount", "line 17"],
    ["code_too_long", "line 18"],
    ["code_too_long", "line 19"],
  ]);
  expect(problems[0]).toMatchObject({
    message: "#OIB does not name its object after the account.",
    fix: "Write {dimension object}.",
  });
  expect(await ledger.count("companies")).toBe(0);
});

test("two different figures for one object are refused; the same one twice is one", async () => {
  const twice = (amount: string) =>
    sie('#OIB 0 1910 {1 "10"} 5.00', '#OIB 0 1910 {1 "11"} 7.00', `#OIB 0 1910 {1 "10"} ${amount}`, ...GOOD_VOUCHER);
  expect(await ledger.refusal(twice("6.00"))).toMatchObject([
    {
      code: "object_balance_stated_twice",
      place: "line 14",
      message: "Account 1910 has two different figures of the same kind on object 1 10; another is on line 12.",
    },
  ]);
  await ledger.import(twice("5"));
  expect((await stored()).map((row) => row[4])).toEqual(["5.00", "7.00"]);
});

test("poor form is a warning: combined objects, a dimension or an account nobody declared, a closing balance that differs", async () => {
  const report = await ledger.import(
    sie(
      '#OIB 0 1910 {1 "10" 6 "P"} 5.00', // line 12
      '#OIB 0 1920 {30 "X"} 5.00',
      '#OUB 0 1910 {1 "10"} 61.00', // line 14
      ...ON_OBJECT,
    ),
  );
  expect(report.warnings.map((w) => [w.code, w.place])).toEqual([
    ["object_balance_combined", "line 12"],
    ["undeclared_dimension", "dimension 30"],
    ["undeclared_account", "account 1920"],
    ["object_closing_balance_differs", "line 14"],
  ]);
  expect(report.warnings.at(-1)!.message).toBe(
    "The closing balance of account 1910 on object 1 10 is stated as 61.00; its opening balance and the vouchers come to 60.00.",
  );
  expect(await stored()).toEqual([
    ["2023-01-01", "1910", "1", "10", "0.00", "61.00"],
    ["2023-01-01", "1920", "30", "X", "5.00", null],
  ]);
});

test("a later file without vouchers replaces the balances, and must agree with those of a year that has some", async () => {
  const balances = (amount: string) => sie(`#OIB 0 1910 {1 "10"} ${amount}`).replace("#SIETYP 4", "#SIETYP 3");
  await ledger.import(balances("5.00"));
  expect(codes((await ledger.import(balances("6.00"))).warnings)).toEqual(["balance_replaced"]);
  expect(await stored()).toEqual([["2023-01-01", "1910", "1", "10", "6.00", null]]);
  await ledger.import(sie('#OIB 0 1910 {1 "10"} 6.00', ...GOOD_VOUCHER));
  expect(await ledger.refusal(balances("7.00"))).toMatchObject([
    {
      code: "opening_balance_differs",
      place: "line 12",
      message: "The opening balance of account 1910 on object 1 10 is 7.00 here and 6.00 in the ledger.",
    },
  ]);
  expect(await stored()).toEqual([["2023-01-01", "1910", "1", "10", "6.00", null]]);
});
