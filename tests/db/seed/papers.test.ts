import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { COMPANIES } from "#db/seed/companies.ts";
import { makeBooks } from "#db/seed/company-books.ts";
import { textPdf } from "#db/seed/pdf.ts";
import { sample, sampleTest } from "#tests/support/samples.ts";

/** The objects of an uncompressed PDF, found only through its cross-reference table. */
function objectsByXref(pdf: Buffer): string[] {
  const text = pdf.toString("latin1");
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)![1]);
  expect(text.slice(start, start + 5)).toBe("xref\n");
  const [, count] = /^xref\n0 (\d+)\n/.exec(text.slice(start))!;
  const entries = text
    .slice(start)
    .split("\n")
    .slice(3, 2 + Number(count));
  return entries.map((entry, i) => {
    const object = text.slice(Number(entry.slice(0, 10)));
    expect(object.startsWith(`${i + 1} 0 obj\n`)).toBe(true);
    return object.slice(0, object.indexOf("endobj"));
  });
}

test("a PDF's objects stand where its table says, its streams are as long as they say, and long text gets pages", () => {
  const lines = Array.from({ length: 120 }, (_, i) => `rivi ${i + 1} (ä) \\`);
  const objects = objectsByXref(textPdf("Pitkä", lines));
  // 52 lines fit a page: 120 lines take three pages, each with its content, after catalogue, pages, font and title.
  expect(objects).toHaveLength(4 + 2 * 3);
  expect(objects[1]).toContain("/Count 3");
  for (const object of objects.filter((object) => object.includes("stream\n"))) {
    const length = Number(/\/Length (\d+)/.exec(object)![1]);
    expect(/stream\n([\s\S]*)\nendstream/.exec(object)![1]).toHaveLength(length);
  }
  expect(objects[5]).toContain("(rivi 1 \\(\\344\\) \\\\) Tj T*");
});

test("a character that the PDF's encoding lacks is an error, never a wrong letter", () => {
  expect(() => textPdf("x", ["漢"])).toThrow("The character 漢 has no place in WinAnsi.");
});

const hasPdftotext = spawnSync("pdftotext", ["-v"]).error === undefined;

test.skipIf(!hasPdftotext && !process.env.CI)("an independent reader finds the text, letters and all", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "huolto-pdf-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, "a.pdf");
  writeFileSync(file, textPdf("Lasku", ["Åbo – äyskäri 12,50 € (ä)", ""]));
  expect(execFileSync("pdftotext", [file, "-"], { encoding: "utf8" }).trim()).toBe("Åbo – äyskäri 12,50 € (ä)");
});

sampleTest("every Finvoice of the demo data is valid after the Finvoice 3.0 schema", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "huolto-finvoice-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const papers = COMPANIES.filter((spec) => spec.attachments === "each").flatMap((spec) =>
    makeBooks(spec)
      .years.flatMap((year) => year.documents)
      .filter((document) => document.mediaType === "application/xml")
      .map((document) => ({ file: path.join(folder, `${spec.tag}-${document.fileName}`), bytes: document.bytes })),
  );
  expect(papers.length).toBeGreaterThan(150);
  for (const { file, bytes } of papers) writeFileSync(file, bytes);
  const files = papers.map(({ file }) => file);
  const checked = spawnSync(
    "xmllint",
    ["--noout", "--nonet", "--schema", sample("finvoice/Finvoice3.0.xsd"), ...files],
    {
      encoding: "utf8",
      maxBuffer: 32 * 1024 * 1024,
    },
  );
  expect(
    checked.stderr
      .split("\n")
      .filter((line) => line && !line.endsWith(" validates"))
      .slice(0, 5),
  ).toEqual([]);
  expect(checked.status).toBe(0);
});

test("the known invoices carry the tax worked out by hand", () => {
  const spec = COMPANIES.find(({ tag }) => tag === "UUSI90")!;
  const vouchers = makeBooks(spec).years.flatMap((year) => year.vouchers);
  const taxOf = (article: string) => {
    const voucher = vouchers.find((v) => v.lines.some((line) => line.text === article))!;
    return { date: voucher.date, code: voucher.lines[1]!.taxCode, tax: voucher.lines[2]!.credit };
  };
  // 1,000.00 at 24 %; at 25.5 % from 1 September 2024; 33.33 * 0.255 = 8.49915, rounded to 8.50.
  expect(taxOf("Kesän viimeinen tuntityö")).toEqual({ date: "2024-08-31", code: "M24", tax: 24_000n });
  expect(taxOf("Syksyn ensimmäinen tuntityö")).toEqual({ date: "2024-09-01", code: "M255", tax: 25_500n });
  expect(taxOf("Pyöristettävä tuntityö")).toEqual({ date: "2024-09-02", code: "M255", tax: 850n });
});
