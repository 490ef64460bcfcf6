import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type DocumentContent, renderDocument } from "#exporters/formats/pdf/document.ts";
import { runTool, toolTest } from "#tests/support/tools.ts";
import { pdfaTest, pdfText } from "#tests/support/verapdf.ts";
import { scratch } from "../../make.ts";

const certificate: DocumentContent = {
  language: "fi",
  title: "Todistus poistosta (1/2) & <liite>",
  subject: "Esimerkki Öljy Oy \\ 0112038-9",
  date: new Date("2026-11-22T10:20:30Z"),
  blocks: [
    { kind: "heading", text: "Mitä poistettiin" },
    { kind: "paragraph", text: "Yhtiön kirjanpito poistettiin säilytysajan päätyttyä. Hinta 10 € ± 5 %; tarkistettu." },
    {
      kind: "table",
      columns: [
        { title: "Aineisto", width: 3, align: "left" },
        { title: "Rivejä", width: 1, align: "right" },
      ],
      rows: Array.from({ length: 120 }, (_, i) => [`Aineisto numero ${i + 1}`, `${i + 1}`]),
    },
    { kind: "paragraph", text: "漢字 \u0000 loppu" },
  ],
};

async function rendered(content: DocumentContent = certificate): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of renderDocument(content)) parts.push(part);
  return Buffer.concat(parts);
}

async function file(content?: DocumentContent): Promise<string> {
  const name = path.join(scratch(), "document.pdf");
  writeFileSync(name, await rendered(content));
  return name;
}

describe("documents as PDF", () => {
  test("the same content gives the same bytes, and another date gives others", async () => {
    const first = await rendered();
    expect(first.equals(await rendered())).toBe(true);
    expect(first.equals(await rendered({ ...certificate, date: new Date("2026-11-23T10:20:30Z") }))).toBe(false);
  });

  toolTest("the words can be read and searched, and table titles stand on each page", "pdftotext", async () => {
    const pages = pdfText(await file()).split("\f");
    expect(pages.filter((page) => page.trim() !== "")).toHaveLength(3);
    expect(pages[0]).toContain("Todistus poistosta (1/2) & <liite>");
    expect(pages[0]).toContain("Hinta 10 € ± 5 %; tarkistettu.");
    for (const page of pages.slice(0, 3)) expect(page).toMatch(/Aineisto\s+Rivejä/);
    expect(pages[1]).toMatch(/Sivu 2/);
    expect(pages[2]).toMatch(/Aineisto numero 120\s+120/);
    // What no font has is shown as missing, not left out.
    expect(pages[2]).toContain("\ufffd\ufffd \ufffd loppu");
  });

  toolTest("a text longer than a page and a word wider than a column stay whole", "pdftotext", async () => {
    const word = "x".repeat(400);
    const long = Array.from({ length: 1500 }, (_, i) => `sana${i}`).join(" ");
    const text = pdfText(
      await file({
        ...certificate,
        blocks: [
          { kind: "table", columns: [{ title: "A", width: 1, align: "left" }], rows: [[word], [long]] },
          { kind: "paragraph", text: long },
        ],
      }),
    );
    expect(text.match(/x/g)?.length).toBe(400);
    for (const n of [0, 749, 1499]) expect(text.match(new RegExp(`\\bsana${n}\\b`, "g"))).toHaveLength(2);
  });

  toolTest("its structure is sound", "qpdf", async () => {
    expect(runTool("qpdf", ["--check", await file()])).toContain("No syntax or stream encoding errors found");
  });

  toolTest("its properties have the title and the given date", "pdfinfo", async () => {
    const info = runTool("pdfinfo", ["-isodates", await file()]);
    expect(info).toMatch(/Title:\s+Todistus poistosta \(1\/2\) & <liite>/);
    expect(info).toMatch(/CreationDate:\s+2026-11-22T10:20:30Z/);
    expect(info).toMatch(/Page size:\s+595\.28 x 841\.89 pts \(A4\)/);
  });

  pdfaTest("it is PDF/A-3b", async (validate) => {
    const [verdict] = validate([await file()]);
    expect(verdict).toEqual({ file: "document.pdf", compliant: true, failedRules: [] });
  });

  pdfaTest("a file that is no PDF/A is found out", async (validate) => {
    const name = path.join(scratch(), "not-pdfa.pdf");
    writeFileSync(name, (await rendered()).toString("latin1").replace("pdfaid:part>3", "pdfaid:part>2"), "latin1");
    const [verdict] = validate([name]);
    expect(verdict!.compliant).toBe(false);
    expect(verdict!.failedRules.join()).toContain("6.6.4");
  });
});
