import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { testDatabase } from "#tests/setup/database.ts";
import { make, pythonCsv } from "../make.ts";
import { book, lease, type Stored } from "../small-ledger.ts";

const database = await testDatabase();
const [slotUrl] = database.slotUrls as [string];
const [slotRole] = database.roles.exportSlots as [string];
const YEAR = "2024-01-01_2024-12-31";

/** Letters whose UTF-8 bytes look like control characters when they are read one by one, beside what HTML gives a meaning. */
const PLAIN = "ÄÖÅÉ & Østby <Øl>";
/** A control character, DEL, a C1 control, an override of the reading direction, an isolate and a noncharacter. */
const HOSTILE = "A\u0001B\u007fC\u0085D\u202egnp.exe\u202cE\u2066F\u2069G\ufffeH\u{1f600}I";
const UNSHOWN = /(?![\t\n\r])[\p{Cc}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u;

test("texts with control characters are whole in the data files and break or mislead nothing that people read", async () => {
  const store: Stored = new Map();
  const id = await book(
    database.ownerUrl,
    {
      company: { country: "SE", business_id: "556000-4615", name: `Bolag ${HOSTILE}`, currency: "SEK" },
      parties: [{ kind: "customer", number: "7", name: `Kund ${HOSTILE}` }],
      dimensions: [{ code: "1", name: `Dim ${HOSTILE}`, values: [["10", PLAIN]] }],
      years: [
        {
          startsOn: "2024-01-01",
          endsOn: "2024-12-31",
          accounts: [
            { number: "1930", name: PLAIN },
            { number: "3000", name: HOSTILE },
          ],
          vouchers: [
            {
              series: "A",
              number: "1",
              date: "2024-02-01",
              text: PLAIN,
              lines: [
                ["1930", "100.00", { text: HOSTILE, party_kind: "customer", party_number: "7" }],
                ["3000", "-100.00", { text: `${PLAIN} ${HOSTILE}`, dimensions: [["1", "10"]] }],
              ],
              files: [{ name: `kvitto\u202efdp.exe`, bytes: "x" }],
            },
          ],
        },
      ],
    },
    store,
  );
  await lease(database.ownerUrl, slotRole, id);
  const archive = await make(slotUrl, id, store);

  const journal = pythonCsv(archive, `${YEAR}/ledger/journal.csv`);
  expect(journal.flat()).toContain(HOSTILE);
  expect(journal.flat()).toContain(`${PLAIN} ${HOSTILE}`);

  const utf8 = new TextDecoder("utf-8", { fatal: true });
  const pages = archive.list.filter((file) => file.endsWith(".html"));
  const shown = pages.map((file) => utf8.decode(readFileSync(path.join(archive.folder, file))));
  expect(shown.flatMap((page, i) => (UNSHOWN.test(page) ? [pages[i]] : []))).toEqual([]);
  expect(shown.join("")).toContain("ÄÖÅÉ &amp; Østby &lt;Øl&gt; A B C D gnp.exe E F G H\u{1f600}I");
  expect(archive.list.filter((file) => UNSHOWN.test(file))).toEqual([]);

  const saft = archive.list.find((file) => file.endsWith("saft.xml"))!;
  execFileSync("xmllint", ["--noout", path.join(archive.folder, saft)]);
  expect(readFileSync(path.join(archive.folder, saft), "utf8")).toContain("ÄÖÅÉ &amp; Østby &lt;Øl&gt;");
  const sie = readFileSync(path.join(archive.folder, archive.list.find((file) => file.endsWith(".se"))!), "latin1");
  expect([...sie].filter((c) => (c < " " && !"\r\n\t".includes(c)) || c === "\u007f")).toEqual([]);

  for (const file of archive.list.filter((f) => f.endsWith(".xlsx"))) {
    const parts = execFileSync(
      "python3",
      [
        "-c",
        "import sys,zipfile,xml.dom.minidom as m\nz=zipfile.ZipFile(sys.argv[1])\nfor n in z.namelist():\n  if n.endswith('.xml'): m.parseString(z.read(n))\nprint(len(z.namelist()))",
        path.join(archive.folder, file),
      ],
      { encoding: "utf8" },
    );
    expect(Number(parts)).toBeGreaterThan(3);
  }
  const prints = archive.list
    .filter((file) => file.endsWith(".pdf") && !file.includes("kvitto"))
    .map((file) => execFileSync("pdftotext", ["-raw", path.join(archive.folder, file), "-"], { encoding: "utf8" }));
  expect(prints.join("").replaceAll("\f", "")).not.toMatch(UNSHOWN);
  expect(prints.join("").replace(/\s+/g, " ")).toContain("ÄÖÅÉ & Østby <Øl>");
});
