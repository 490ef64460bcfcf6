import fc from "fast-check";
import { expect, test } from "vitest";
import { csvReader } from "#exporters/archive/csv-reader.ts";

function read(text: string | Buffer, columns: string[] = [], cut = Number.POSITIVE_INFINITY) {
  const rows: string[][] = [];
  const reader = csvReader(columns, (fields) => {
    rows.push(fields.map((field) => Buffer.from(field, "latin1").toString()));
    return null;
  });
  const bytes = Buffer.from(text as string);
  for (let at = 0; at < bytes.length; at += cut) reader.push(bytes.subarray(at, Math.min(bytes.length, at + cut)));
  return { ...reader.end(), fields: rows };
}

test("reads fields by their headings, whatever stands between them", () => {
  const { rows, fields } = read('a,b,c\r\n1,"x, ""y""\r\nz",3\r\n,,\r\n', ["c", "b"]);
  expect(rows).toBe(2);
  expect(fields).toEqual([
    ["3", 'x, "y"\r\nz'],
    ["", ""],
  ]);
});

test("a file with a heading alone has no rows", () => {
  expect(read("a,b\r\n")).toMatchObject({ rows: 0 });
});

test.each([
  ["", 1],
  ["a,b", 1],
  ["a,b\n1,2\n", 1],
  ["a,b\r\n1\r\n", 2],
  ["a,b\r\n1,2,3\r\n", 2],
  ["a,b\r\n1,2", 2],
  ['a,b\r\n1,"2', 2],
  ['a,b\r\n1,"2"3\r\n', 2],
  ['a,b\r\n1,2"3\r\n', 2],
  ["a,b\r\n1,2\r3\r\n", 2],
  ["a,b\r\n1,2\r\n\r\n", 3],
  ["\ufeffa,b\r\n", 1],
  ["a,a\r\n", 1],
])("refuses %j in line %i", (text, line) => {
  expect(read(text).problem).toMatchObject({ line });
});

test("a missing column is a problem of the heading", () => {
  expect(read("a,b\r\n", ["a", "debit"]).problem).toEqual({ line: 1, message: "the heading has no debit" });
});

test("reads back any fields, cut anywhere", () => {
  const field = fc.string({ unit: "grapheme", maxLength: 6 }).map((s) => s.toWellFormed());
  const special = fc.constantFrom("", '"', '""', ",", "\r\n", "\n", "å", "a\r");
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) =>
      fc.array(fc.array(fc.oneof(field, special), { minLength: width, maxLength: width }), { minLength: 1 }),
    );
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 9 }), (rows, cut) => {
      const names = rows[0]!.map((_, i) => `n${i}`);
      // Quoting every field is the plainest way of writing RFC 4180.
      const text = [names, ...rows]
        .map((r) => `${r.map((f) => `"${f.replaceAll('"', '""')}"`).join(",")}\r\n`)
        .join("");
      const result = read(text, names, cut);
      expect(result.fields).toEqual(rows);
      expect(result.rows).toBe(rows.length);
    }),
  );
});
