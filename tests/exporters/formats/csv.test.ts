import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { copyRow, textOfBytes, unescapeCopy } from "#exporters/formats/copy-text.ts";
import { CsvEncoder, csvFile } from "#exporters/formats/csv.ts";

const python = (csv: Buffer): string[][] =>
  JSON.parse(
    execFileSync(
      "python3",
      [
        "-c",
        "import csv,io,json,sys\nprint(json.dumps(list(csv.reader(io.TextIOWrapper(sys.stdin.buffer,'utf-8',newline=''),strict=True))))",
      ],
      { input: csv, encoding: "utf8", maxBuffer: 1e8 },
    ),
  );

test("literal bytes: quotes doubled, commas and line ends quoted, nothing put in front of formulas, CRLF, no BOM", () => {
  const rows = [["a", 'say "hi"', "1,5", "two\r\nlines", "=1+1", "-12.50", "", "å"]];
  const expected = 'a,"say ""hi""","1,5","two\r\nlines",=1+1,-12.50,,å\r\n';
  expect(new CsvEncoder().encode(copyRow(rows[0]!)).toString("utf8")).toBe(expected);
  expect(csvFile(["x"], rows).toString("utf8")).toBe(`x\r\n${expected}`);
});

test("COPY's escapes are taken back", () => {
  // As Postgres writes the values a<tab>b, c\d, e<newline>f and g<backspace>h.
  expect(new CsvEncoder().encode("a\\tb\tc\\\\d\te\\nf\tg\\bh\n").toString("utf8")).toBe('a\tb,c\\d,"e\nf",g\bh\r\n');
  expect(unescapeCopy("\\\\N")).toBe("\\N");
});

test("property: Python's csv module reads back what was written, whatever the text and the blocks", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom(",", '"', "\n", "\r", "\t", "\\", " ", "å", "😀", ";") }),
  );
  const rows = fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(rows, (values) => {
      // Python's module takes no NUL, and Postgres has none.
      const clean = values.map((r) => r.map((v) => v.replaceAll("\u0000", "").toWellFormed()));
      const encoder = new CsvEncoder();
      const half = Math.floor(clean.length / 2);
      const blocks = [clean.slice(0, half), clean.slice(half)].map((part) => part.map(copyRow).join(""));
      expect(python(Buffer.concat(blocks.map((b) => encoder.encode(b))))).toEqual(clean);
    }),
    { numRuns: 25 },
  );
});

test("a block larger than the encoder's buffer, of nothing but quotes", () => {
  const csv = new CsvEncoder().encode(copyRow(['"'.repeat(300_000), ","]));
  expect(csv.toString("utf8")).toBe(`"${'""'.repeat(300_000)}",","\r\n`);
  expect(textOfBytes(copyRow(["å"]))).toBe("å\n");
});
