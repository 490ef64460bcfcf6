import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import ExcelJS from "exceljs";
import { expect, test } from "vitest";
import { copyRow } from "#exporters/formats/copy-text.ts";
import { xlsxBooks } from "#exporters/formats/xlsx.ts";
import type { Table } from "#exporters/materials/table.ts";

const table: Table = {
  name: "journal",
  material: "journal",
  title: "Journal",
  description: "",
  columns: [
    { name: "text", type: "string", text: { fi: ["Selite"], sv: ["Förklaring"], en: ["Text", "What was written."] } },
    { name: "amount", type: "number", text: { fi: ["Määrä"], sv: ["Belopp"], en: ["Amount"] } },
    { name: "date", type: "date", text: { fi: ["Päivä", "Tositteen."], sv: ["Datum"], en: ["Date"] } },
    { name: "line", type: "integer", text: { fi: ["Vienti"], sv: ["Rad"], en: ["Line"] } },
    { name: "open", type: "boolean", text: { fi: ["Avoinna"], sv: ["Öppet"], en: ["Open"] } },
  ],
};

async function write(
  rows: string[][],
  rowsPerBook = 100_000,
  of = table,
  perBlock = 7,
  language: "fi" | "sv" | "en" = "fi",
): Promise<{ name: string; bytes: Buffer }[]> {
  const date = new Date("2026-11-22T10:20:30Z");
  async function* blocks() {
    for (let i = 0; i < rows.length; i += perBlock)
      yield rows
        .slice(i, i + perBlock)
        .map(copyRow)
        .join("");
  }
  const books = [];
  for await (const book of xlsxBooks(of, blocks(), { date, language, totalLabel: "Sum", rowsPerBook })) {
    const chunks: Buffer[] = [];
    for await (const chunk of book.bytes) chunks.push(chunk);
    books.push({ name: book.name, bytes: Buffer.concat(chunks) });
  }
  return books;
}

async function readBook(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  return book;
}

const read = async (bytes: Buffer): Promise<ExcelJS.Worksheet> => (await readBook(bytes)).worksheets[0]!;

const rowsOf = (sheet: ExcelJS.Worksheet): unknown[][] =>
  sheet.getSheetValues().flatMap((row) => (Array.isArray(row) ? [row.slice(1)] : []));

test("text stays text, numbers stay numbers, dates stay dates", async () => {
  const [book] = await write([
    ["=1+1", "-12.50", "2024-02-29", "7", "true"],
    ["00123", "", "", "", ""],
    ["å 😀\nline \\ tab\t", "1234567890123456.78", "1999-12-31", "1", "false"],
  ]);
  const sheet = await read(book!.bytes);
  const cells = (row: number) => [1, 2, 3, 4, 5].map((c) => sheet.getRow(row).getCell(c));
  expect(cells(1).map((c) => c.value)).toEqual(["Selite", "Määrä", "Päivä", "Vienti", "Avoinna"]);
  expect(cells(2).map((c) => c.value)).toEqual(["=1+1", -12.5, new Date("2024-02-29T00:00:00Z"), 7, true]);
  expect(cells(2)[0]!.type).toBe(ExcelJS.ValueType.String);
  expect([cells(2)[1]!.numFmt, cells(2)[2]!.numFmt]).toEqual(["#,##0.00", "yyyy-mm-dd"]);
  expect(cells(3).map((c) => c.value)).toEqual(["00123", null, null, null, null]);
  // More digits than a double holds: kept as text rather than rounded.
  expect(cells(4).map((c) => (c.type === ExcelJS.ValueType.RichText ? c.text : c.value))).toEqual([
    "å 😀\nline \\ tab\t",
    "1234567890123456.78",
    new Date("1999-12-31T00:00:00Z"),
    1,
    false,
  ]);
});

test.each([
  ["fi", "Päiväkirja", ["Selite", "Määrä", "Päivä", "Vienti", "Avoinna"]],
  ["sv", "Dagbok", ["Förklaring", "Belopp", "Datum", "Rad", "Öppet"]],
  ["en", "Journal", ["Text", "Amount", "Date", "Line", "Open"]],
] as const)("sheet and headings are in the archive's language: %s", async (language, name, headings) => {
  const [book] = await write([["a", "1.00", "", "", ""]], 100_000, table, 7, language);
  const sheet = await read(book!.bytes);
  expect(sheet.name).toBe(name);
  expect(rowsOf(sheet)[0]).toEqual(headings);
  expect(book!.name).toBe("journal.xlsx");
});

test("a second sheet says of each heading which column of the CSV file it is, what the other languages call it, and what is in it", async () => {
  const guide = async (language: "fi" | "sv" | "en") => {
    const [book] = await write([["a", "1.00", "", "", ""]], 100_000, table, 7, language);
    const { worksheets } = await readBook(book!.bytes);
    expect(worksheets.length).toBe(2);
    expect(worksheets[1]!.views[0]).toMatchObject({ state: "frozen", ySplit: 1 });
    expect(worksheets[1]!.getCell("E4").alignment).toMatchObject({ wrapText: true, vertical: "top" });
    return [worksheets[1]!.name, ...rowsOf(worksheets[1]!)];
  };
  expect(await guide("fi")).toEqual([
    "Sarakkeet",
    ["Otsikko", "Sarake CSV-tiedostossa", "Svenska", "English", "Selitys"],
    ["Selite", "text", "Förklaring", "Text"],
    ["Määrä", "amount", "Belopp", "Amount"],
    ["Päivä", "date", "Datum", "Date", "Tositteen."],
    ["Vienti", "line", "Rad", "Line"],
    ["Avoinna", "open", "Öppet", "Open"],
  ]);
  expect((await guide("sv")).slice(0, 3)).toEqual([
    "Kolumner",
    ["Rubrik", "Kolumn i CSV-filen", "Suomi", "English", "Förklaring"],
    ["Förklaring", "text", "Selite", "Text"],
  ]);
  expect((await guide("en")).slice(0, 3)).toEqual([
    "Columns",
    ["Heading", "Column of the CSV file", "Suomi", "Svenska", "What it is"],
    ["Text", "text", "Selite", "Förklaring", "What was written."],
  ]);
});

test("a sentence is shown whole: its row is as high as its lines", async () => {
  const long = `${"x".repeat(20)} `.repeat(6);
  const columns: Table["columns"] = [
    { name: "a", type: "string", text: { fi: ["A", "Lyhyt."], sv: ["A"], en: ["A"] } },
    { name: "b", type: "string", text: { fi: ["B", long], sv: ["B"], en: ["B"] } },
  ];
  const [book] = await write([["1", "2"]], 100_000, { ...table, columns });
  const guide = (await readBook(book!.bytes)).worksheets[1]!;
  // 126 characters at no more than 60 to a line.
  expect([2, 3].map((row) => guide.getRow(row).height)).toEqual([15, 45]);
  expect(guide.getColumn(5).width).toBe(60);
});

test("what XML cannot hold is replaced, so that the book still opens; text that looks like an escape stays text", async () => {
  const [book] = await write([
    ["a\u0001b\ufffe\uffffc", "", "", "", ""],
    ["_x0041_", "", "", "", ""],
  ]);
  const script =
    "import io,sys,zipfile,xml.etree.ElementTree as t\n" +
    "s=zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())).read('xl/worksheets/sheet1.xml')\n" +
    "n='{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'\n" +
    "print([v.text for v in t.fromstring(s).iter() if v.tag in (n+'v',n+'t')][5:])";
  const out = execFileSync("python3", ["-c", script], { input: book!.bytes, encoding: "utf8" });
  expect(out.trim()).toBe("['a\ufffdb\ufffd\ufffdc', '_x005F_x0041_']");
});

test("rows beyond a book's size go into the next one, none lost and none twice; an empty table is one book", async () => {
  const rows = Array.from({ length: 20 }, (_, i) => [`r${i}`, "1.00", "", "", ""]);
  const books = await write(rows, 10);
  expect(books.map((b) => b.name)).toEqual(["journal.xlsx", "journal-2.xlsx"]);
  const texts: unknown[] = [];
  for (const b of books) (await read(b.bytes)).eachRow((r, n) => n > 1 && texts.push(r.getCell(1).value));
  expect(texts).toEqual(rows.map((r) => r[0]));
  const empty = await write([]);
  expect(empty.map((b) => b.name)).toEqual(["journal.xlsx"]);
  expect((await read(empty[0]!.bytes)).rowCount).toBe(1);
});

test("the same rows make the same bytes, at another time too", async () => {
  const rows = Array.from({ length: 3000 }, (_, i) => [`row ${i}`, `${i}.25`, "2024-01-01", String(i), "true"]);
  const hash = async () =>
    createHash("sha256")
      .update((await write(rows))[0]!.bytes)
      .digest("hex");
  const first = await hash();
  // ZIP times have a precision of two seconds.
  await new Promise((resolve) => setTimeout(resolve, 2100));
  expect(await hash()).toBe(first);
});

const totalled: Table = {
  ...table,
  columns: [
    { name: "text", type: "string", text: { fi: ["Selite"], sv: ["Förklaring"], en: ["Text"] } },
    { name: "debit", type: "number", total: true, text: { fi: ["Debet"], sv: ["Debet"], en: ["Debit"] } },
    {
      name: "rate",
      type: "number",
      decimals: 8,
      text: { fi: ["Valuuttakurssi"], sv: ["Valutakurs"], en: ["Exchange rate, as it was used"] },
    },
  ],
};

test("a book opens with its headings in sight, filters over the rows alone, widths for what it holds, and sums below", async () => {
  const [book] = await write(
    [
      ["a rather long text, as people write them", "1234.50", "1.23456789"],
      ["b", "-0.25", ""],
    ],
    100_000,
    totalled,
  );
  const sheet = await read(book!.bytes);
  expect(sheet.views[0]).toMatchObject({ state: "frozen", ySplit: 1 });
  expect(sheet.autoFilter).toBe("A1:C3");
  expect(sheet.getRow(1).getCell(1).font).toMatchObject({ bold: true });
  // The longest text and two; room for 999,999,999,999.99, which may come later; and the heading with the filter's button.
  expect([1, 2, 3].map((n) => sheet.getColumn(n).width)).toEqual([42, 18, 18]);
  expect(sheet.getCell("C2").numFmt).toBe("#,##0.00######");
  expect(sheet.getCell("A4").value).toBe("Sum");
  expect(sheet.getCell("B4").value).toEqual({ formula: "SUBTOTAL(109,B2:B3)", result: 1234.25 });
  expect(sheet.getCell("C4").value).toBeNull();
  expect(sheet.pageSetup).toMatchObject({ orientation: "landscape", fitToWidth: 1, printTitlesRow: "1:1" });
});

test("no sum is shown where a spreadsheet would add it wrong, and none below a table without rows", async () => {
  const [book] = await write(
    [
      ["a", "1234567890123456.78", ""],
      ["b", "1.00", ""],
    ],
    100_000,
    totalled,
  );
  const sheet = await read(book!.bytes);
  expect([sheet.getCell("A4").value, sheet.getCell("B4").value]).toEqual(["Sum", null]);
  const [empty] = await write([], 100_000, totalled);
  expect((await read(empty!.bytes)).rowCount).toBe(1);
});

test("the widths do not hang on how the rows arrive", async () => {
  const rows = Array.from({ length: 450 }, (_, i) => ["x".repeat(i % 50), `${i}.00`, ""]);
  const widths = async (perBlock: number) => {
    const sheet = await read((await write(rows, 100_000, totalled, perBlock))[0]!.bytes);
    return [1, 2, 3].map((n) => sheet.getColumn(n).width);
  };
  expect(await widths(450)).toEqual(await widths(3));
});
