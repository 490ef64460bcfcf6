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
