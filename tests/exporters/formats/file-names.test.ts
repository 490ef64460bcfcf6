import fc from "fast-check";
import { expect, test } from "vitest";
import { foldPath, pathProblem } from "#exporters/archive/paths.ts";
import { FolderNames, safeName } from "#exporters/formats/file-names.ts";

test("ordinary names stay as they are", () => {
  const names = ["lasku.pdf", "tilinpäätös 2024.pdf", "ML", "1", "2024-001", "漢字.txt", "a.b.c.xml"];
  expect(names.map((n) => safeName(n))).toEqual(names);
  expect(safeName("")).toBe("_");
});

test.each([
  "../../etc/passwd",
  "/abs",
  "C:\\x",
  "CON",
  "nul.txt",
  "a.",
  "a ",
  " a",
  "a\u202egpj.exe",
  "a\nb",
  "x".repeat(400),
  "e\u0301.pdf",
  ".",
  "..",
])("%j gets a name that unpacks anywhere, and is told apart from others", (name) => {
  const safe = safeName(name, { keepExtension: true });
  expect(pathProblem(safe)).toBe(null);
  expect(safe).toMatch(/~[0-9a-f]{8}/);
  expect(safe).not.toContain("/");
});

test("a file received under a long name unpacks in Explorer, which takes 260 characters for a path", () => {
  const root = "9000101-4_2014-01-01_2026-12-31_2026-11-22";
  const into = `C:\\Users\\Firstname.Lastname\\Downloads\\${root}\\${root}\\data\\2014-01-01_2014-12-31\\vouchers\\OL\\123456\\`;
  const folder = new FolderNames();
  for (let n = 1; n <= 12; n++) {
    const name = folder.claim(`${"Tarjous ja sopimusluonnos ".repeat(20)}.pdf`);
    expect(`${into}${name}`.length).toBeLessThan(260);
    expect(name).toMatch(/~[0-9a-f]{8}.*\.pdf$/);
  }
});

test("two names that macOS takes for one are two files: it folds in full", () => {
  const folder = new FolderNames();
  expect(["straße.pdf", "STRASSE.PDF", "ﬁ.pdf", "FI.pdf"].map((name) => foldPath(folder.claim(name)))).toEqual([
    "strasse.pdf",
    "strasse (2).pdf",
    "fi.pdf",
    "fi (2).pdf",
  ]);
});

test("property: any name is safe, and two names in a folder are two files even where case is ignored", () => {
  const name = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.constantFrom("a.pdf", "A.PDF", "a (2).pdf", "con", "", "..", "é", "e\u0301"),
  );
  fc.assert(
    fc.property(fc.array(name, { maxLength: 30 }), (names) => {
      const folder = new FolderNames();
      const claimed = names.map((n) => folder.claim(n));
      for (const c of claimed) expect([c, pathProblem(c)]).toEqual([c, null]);
      expect(new Set(claimed.map(foldPath)).size).toBe(names.length);
    }),
  );
});
