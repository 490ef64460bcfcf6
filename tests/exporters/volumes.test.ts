import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { verifyArchive } from "#exporters/archive/verify.ts";
import { groupProblems } from "#exporters/archive/verify-group.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { make, pythonCsv, readCsv } from "./make.ts";
import { type Booked, book, lease, type Stored } from "./small-ledger.ts";

const database = await testDatabase();
const slotUrl = database.slotUrls[0]!;
const original = (letter: string) => Buffer.alloc(400_000, letter);

/** Two years; four originals of 400,000 bytes, one of them a CSV file that is no table of the archive. */
const books: Booked = {
  years: [2023, 2024].map((year) => ({
    startsOn: `${year}-01-01`,
    endsOn: `${year}-12-31`,
    accounts: [
      { number: "1910", name: "Pankki" },
      { number: "4000", name: "Ostot" },
    ],
    vouchers: ["1", "2"].map((number) => ({
      number,
      date: `${year}-03-0${number}`,
      lines: [
        ["4000", "10.00"],
        ["1910", "-10.00"],
      ] as const,
      files: [{ name: number === "1" ? "rivit.csv" : "lasku.pdf", bytes: original(`${year}`[3]! + number) }],
    })),
  })),
};
const store: Stored = new Map();
const companyId = await book(database.ownerUrl, books, store);
await lease(database.ownerUrl, decodeURIComponent(new URL(slotUrl).username), companyId);

test("what fits is one archive, and nothing in it tells of parts", async () => {
  const made = await make(slotUrl, companyId, store, { formats: ["csv"], partBytes: 10_000_000 });
  expect(made.read("LUE-MINUT.txt") + made.read("index.html")).not.toMatch(/useita ZIP|flera ZIP|several ZIP/);
  expect(made.parts.map(({ part }) => part)).toEqual([1]);
  expect(readFileSync(path.join(made.folder, "bag-info.txt"), "utf8")).not.toContain("Bag-Group");
  expect(made.list).not.toContain("data/reports/parts.json");
  expect(made.list).not.toContain("data/reports/part-files.csv");
});

test("a program finds the part of every file that attachments.csv and retention.csv name", async () => {
  const made = await make(slotUrl, companyId, store, { formats: ["csv", "html"], partBytes: 1_000_000 });
  expect(made.parts.length).toBeGreaterThan(2);
  const side = path.dirname(made.folder);
  const [head, ...rows] = pythonCsv(made, "reports/part-files.csv");
  expect(head).toEqual(["path", "part", "folder"]);
  // As many rows as there are files on the disk, but for the two lists.
  const onDisk = made.parts.flatMap(({ part, folder }) =>
    execFileSync("find", [".", "-type", "f"], { cwd: path.join(side, folder, "data"), encoding: "utf8" })
      .trim()
      .split("\n")
      .map((file) => [file.slice(2), String(part), folder]),
  );
  const lists = ["reports/part-files.csv", "reports/parts.json"];
  expect(rows.map(String).sort()).toEqual(
    onDisk
      .filter(([file]) => !lists.includes(file!))
      .map(String)
      .sort(),
  );
  const folderOf = (file: string) => rows.filter(([known]) => known === file).map(([, , folder]) => folder);
  const attachments = [2023, 2024].flatMap((year) => {
    const home = folderOf(`${year}-01-01_${year}-12-31/ledger/attachments.csv`);
    expect(home).toHaveLength(1);
    const [names, ...links] = readCsv(
      path.join(side, home[0]!, "data", `${year}-01-01_${year}-12-31/ledger/attachments.csv`),
    );
    return links.map((link) => `${year}-01-01_${year}-12-31/${link[names!.indexOf("path")]}`);
  });
  expect(attachments).toHaveLength(4);
  const kept = pythonCsv(made, "retention.csv")
    .slice(1)
    .map(([file]) => file!)
    .filter((file) => !file.endsWith("/"));
  for (const file of [...attachments, ...kept]) {
    expect(folderOf(file), file).toHaveLength(1);
    expect(existsSync(path.join(side, folderOf(file)[0]!, "data", file))).toBe(true);
  }
  for (const text of ["part-files.csv kertoo", "part-files.csv anger", "part-files.csv says"])
    expect(made.read("LUE-MINUT.txt")).toContain(text);
});

test("what does not fit is several bags, each of which opens and verifies by itself; originals go by size, years whole", async () => {
  const made = await make(slotUrl, companyId, store, { formats: ["csv"], partBytes: 1_000_000 });
  // Both years' tables, then two originals of 400,000 bytes to a part of 1,000,000.
  expect(made.parts.map(({ part, folder }) => [part, folder])).toEqual([
    [1, "0112038-9_2023-01-01_2024-12-31_2026-11-22"],
    [2, "0112038-9_2023-01-01_2024-12-31_2026-11-22_part-2"],
    [3, "0112038-9_2023-01-01_2024-12-31_2026-11-22_part-3"],
  ]);
  const verified = [];
  for (const zip of made.zips) {
    const result = await verifyArchive(zip);
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    verified.push(result.archive);
  }
  expect(groupProblems(verified)).toEqual([]);
  expect(groupProblems(verified.slice(0, 2))).toEqual([expect.stringContaining("Part 3 of 3")]);
  expect(groupProblems(verified.slice(1))).toEqual([expect.stringContaining("Part 1 is not among the files")]);
  const changed = verified.map((one, i) => (i === 2 ? { ...one, sha512: "0".repeat(128) } : one));
  expect(groupProblems(changed)).toEqual([expect.stringContaining("another file than the one that part 1 lists")]);
  // Whatever else is checked beside them, and though part 1 is silent, what is missing is told.
  const single = { root: "other", sha512: "", partOf: null };
  expect(groupProblems([single, verified[0]!])).toHaveLength(2);
  expect(groupProblems([single, single])).toEqual([]);
  const silent = { ...verified[0]!, partOf: { ...verified[0]!.partOf!, others: [] } };
  expect(groupProblems([silent])).toEqual(["Part 1 of 3 does not say which the others must be."]);
  const side = path.dirname(made.folder);
  for (const { folder, part } of made.parts) {
    const bag = path.join(side, folder);
    execFileSync("sha512sum", ["-c", "--quiet", "manifest-sha512.txt"], { cwd: bag });
    const info = readFileSync(path.join(bag, "bag-info.txt"), "utf8").replaceAll("\n ", " ");
    expect(info).toContain(`Bag-Count: ${part} of 3\n`);
    expect(info).toContain("Bag-Group-Identifier: 0112038-9_2023-01-01_2024-12-31_2026-11-22\n");
  }
  const [first, second, third] = made.parts.map(({ folder }) => path.join(side, folder, "data"));
  expect(existsSync(path.join(first!, "2024-01-01_2024-12-31/ledger/journal.csv"))).toBe(true);
  expect(existsSync(path.join(first!, "2023-01-01_2023-12-31/vouchers"))).toBe(false);
  expect(readdirSync(path.join(second!, "2023-01-01_2023-12-31/vouchers"), { recursive: true })).toContain(
    "_/1/rivit.csv",
  );
  expect(readdirSync(third!)).toContain("2024-01-01_2024-12-31");
  expect(readFileSync(path.join(second!, "LUE-MINUT.txt"), "utf8")).toContain("This is part 2 of 3");
  // Who has the first part alone is told that there are others, in each language.
  for (const text of [
    "Arkistossa on useita ZIP-tiedostoja. Pura kaikki samaan kansioon",
    "Arkivet består av flera ZIP-filer. Packa upp alla i samma mapp",
    "The archive is several ZIP files. Unpack all of them into one folder",
  ])
    expect(made.read("LUE-MINUT.txt")).toContain(text);
  expect(made.read("index.html")).toContain("Arkistossa on useita ZIP-tiedostoja.");
  const others = JSON.parse(made.read("reports/parts.json")).others;
  expect(others).toEqual(
    made.parts.slice(1).map(({ part, folder, bytes, sha512 }) => ({ part, folder, bytes, sha512 })),
  );
});

test("years that do not fit beside each other go whole into parts of their own, with their schema and totals", async () => {
  // No year fits beside another, and no original.
  const made = await make(slotUrl, companyId, store, { formats: ["csv"], partBytes: 1000 });
  expect(made.parts).toHaveLength(2 + 4);
  const second = path.join(path.dirname(made.folder), made.parts[1]!.folder, "data");
  expect(existsSync(path.join(second, "2024-01-01_2024-12-31/ledger/journal.csv"))).toBe(true);
  expect(existsSync(path.join(second, "datapackage.json"))).toBe(true);
  for (const zip of made.zips) expect(await verifyArchive(zip)).toMatchObject({ ok: true });
  expect(JSON.parse(made.read("reports/control-totals.json")).years).toHaveLength(1);
});
