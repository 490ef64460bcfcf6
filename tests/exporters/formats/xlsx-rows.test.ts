import { Writable } from "node:stream";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { copyRow } from "#exporters/formats/copy-text.ts";
import { addSheet, type SheetColumn, TableSheet, writeHeading } from "#exporters/formats/xlsx-sheet.ts";

/** A book whose sheet's text is kept instead of zipped. */
function open() {
  const stream = new Writable({ write: (_chunk, _encoding, done) => done() });
  const options = { stream, useStyles: true, useSharedStrings: false };
  const book = new ExcelJS.stream.xlsx.WorkbookWriter(options as never);
  const sheet = addSheet(book, "table");
  const written: Buffer[] = [];
  const inside = sheet as unknown as { stream: { write(chunk: string | Buffer | { toBuffer(): Buffer }): void } };
  inside.stream.write = (chunk) => {
    if (typeof chunk === "string") written.push(Buffer.from(chunk));
    else written.push(Buffer.from(Buffer.isBuffer(chunk) ? chunk : chunk.toBuffer()));
  };
  return {
    sheet,
    /** Everything from the heading on, and the styles. */
    text: () => {
      const xml = Buffer.concat(written).toString("utf8");
      return { xml, styles: (book as unknown as { styles: { xml: string } }).styles.xml };
    },
  };
}

/** What exceljs is to be given for a value, by the rules that README and the tests of whole books tell. */
function exceljsValue(value: string, type: SheetColumn["type"]): ExcelJS.CellValue | undefined {
  if (value === "") return undefined;
  if (type === "date") return new Date(`${value}T00:00:00Z`);
  if (type === "boolean") return value === "true";
  if (type !== "string") return value.replace(/[-.]/g, "").length <= 15 ? Number(value) : value;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot hold
  const text = value.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd");
  const cut = text.replace(/_x[0-9A-Fa-f]{4}_/g, (found) => `_x005F${found}`).slice(0, 32_767);
  const fitting = cut.toWellFormed();
  return /^\s|\s$|_x005F_/.test(fitting) ? { richText: [{ text: fitting }] } : fitting;
}

function byExceljs(columns: SheetColumn[], rows: string[][]) {
  const { sheet, text } = open();
  writeHeading(
    sheet,
    columns,
    rows.slice(0, 200).map((row) => copyRow(row).slice(0, -1).split("\t")),
  );
  for (const row of rows) sheet.addRow(row.map((value, i) => exceljsValue(value, columns[i]!.type))).commit();
  return text();
}

function byRows(columns: SheetColumn[], rows: string[][], perBlock: number) {
  const { sheet, text } = open();
  const table = new TableSheet(sheet, columns, "Sum");
  for (let i = 0; i < rows.length; i += perBlock)
    table.add(
      rows
        .slice(i, i + perBlock)
        .map(copyRow)
        .join(""),
    );
  table.end();
  return text();
}

const digits = (most: number) => fc.stringMatching(new RegExp(`^-?(0|[1-9][0-9]{0,${most}})(\\.[0-9]{1,9})?$`));
const day = fc
  .date({ min: new Date("1850-01-01"), max: new Date("2199-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const awkward = [
  "_x0041_",
  "_x",
  "_X0041_",
  "\\",
  "\t",
  "\n",
  "\r",
  "\0",
  "\x01",
  "\x1f",
  "\x7f",
  "\u00a0",
  "\u2003",
  "\ufeff",
  "\ufffe",
  "\uffff",
  "\uff21",
  " ",
  '"',
  "&",
  "'",
  "<",
  ">",
  "ä",
  "à",
  "€",
  "😀",
  "]]>",
  "=1+1",
];
const text = fc.oneof(
  // One awkward thing alone, in front, in the middle or at the end of text that needs no look otherwise.
  fc
    .tuple(fc.constantFrom(...awkward), fc.constantFrom("", "ab"), fc.constantFrom("", "yz"))
    .map(([it, before, after]) => `${before}${it}${after}`),
  fc.string({ unit: fc.constantFrom(...awkward, "a", "b", "7"), maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.constantFrom("Myyntilasku 1001", "Järvelä Oy", '[["KP","100"]]', "x".repeat(32_767), `ä${"x".repeat(32_766)}😀`),
  fc.nat(4).map((n) => `${"&".repeat(32_765 + n)}😀`),
);
const values: Record<SheetColumn["type"], fc.Arbitrary<string>> = {
  string: text.map((t) => t.toWellFormed()),
  integer: fc.oneof(
    digits(8).map((n) => n.split(".")[0]!),
    digits(17).map((n) => n.split(".")[0]!),
  ),
  number: fc.oneof(digits(6), digits(16), fc.constantFrom("0.00", "-0.00", "0.00000001", "-0.0000001", "0.000001")),
  date: day,
  boolean: fc.constantFrom("true", "false"),
};

const table = fc
  .array(fc.constantFrom<SheetColumn["type"]>("string", "integer", "number", "date", "boolean"), {
    minLength: 1,
    maxLength: 30,
  })
  .chain((types) =>
    fc.record({
      columns: fc.constant(
        types.map(
          (type, i): SheetColumn => ({
            name: `c${i}`,
            type,
            decimals: i % 3 === 0 ? 8 : 2,
            ...(i % 4 === 3 && { wrap: true }),
          }),
        ),
      ),
      rows: fc.array(fc.tuple(...types.map((type) => fc.option(values[type], { nil: "", freq: 2 }))), {
        maxLength: 12,
      }),
      perBlock: fc.integer({ min: 1, max: 5 }),
    }),
  );

test("rows are byte for byte what exceljs would write of them, whatever is in a table", () => {
  fc.assert(
    fc.property(table, ({ columns, rows, perBlock }) => {
      expect(byRows(columns, rows, perBlock)).toEqual(byExceljs(columns, rows));
    }),
    { numRuns: 300 },
  );
});

test("the sums stand right below the last row, in a long table too", () => {
  const columns: SheetColumn[] = [
    { name: "text", type: "string" },
    { name: "debit", type: "number", total: true },
  ];
  const rows = Array.from({ length: 3000 }, (_, i) => [`row ${i} ${"å".repeat(40)}`, "0.10"]);
  const { xml } = byRows(columns, rows, 999);
  const reference = byExceljs(columns, rows).xml;
  expect(xml.slice(0, reference.length)).toBe(reference);
  expect(xml.slice(reference.length)).toMatch(
    /^<row r="3002".*<c r="A3002".*<v>Sum<\/v><\/c><c r="B3002".*<f>SUBTOTAL\(109,B2:B3001\)<\/f><v>300<\/v><\/c><\/row>$/,
  );
});
