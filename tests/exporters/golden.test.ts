import { createHash, createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { testDatabase } from "#tests/setup/database.ts";
import { make } from "./make.ts";
import { type Booked, book, lease, type Stored } from "./small-ledger.ts";

const database = await testDatabase();
const slotUrl = database.slotUrls[0]!;
const role = decodeURIComponent(new URL(slotUrl).username);

const books: Booked = {
  company: { name: "Kultaarkisto Oy" },
  years: [
    {
      startsOn: "2024-01-01",
      endsOn: "2024-12-31",
      accounts: [
        { number: "1910", name: "Pankki", opening: "100.00" },
        { number: "2000", name: "Osakepääoma", opening: "-100.00" },
        { number: "3000", name: "Myynti" },
      ],
      vouchers: [
        {
          number: "1",
          date: "2024-02-29",
          text: "Karkauspäivän myynti",
          lines: [
            ["1910", "10.00"],
            ["3000", "-10.00"],
          ],
          files: [{ name: "lasku.pdf", bytes: "%PDF-1.4 an invoice as it was received" }],
        },
      ],
    },
  ],
};

/** RFC 8032, 7.1, test 1: a key that everybody has. */
const key = createPrivateKey({
  key: Buffer.from(
    "302e020100300506032b6570042204209d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "hex",
  ),
  format: "der",
  type: "pkcs8",
});
const sha512 = (bytes: Buffer) => createHash("sha512").update(bytes).digest("hex");

test("the same books give the same archive, byte for byte", async () => {
  const store: Stored = new Map();
  const companyId = await book(database.ownerUrl, books, store);
  await lease(database.ownerUrl, role, companyId);
  const options = { signingKey: key, date: new Date("2026-11-22T10:20:30Z") };
  const first = await make(slotUrl, companyId, store, options);
  const again = await make(slotUrl, companyId, store, options);
  expect(again.sha512).toBe(first.sha512);
  expect(sha512(readFileSync(first.zip))).toBe(first.sha512);
  expect(readFileSync(again.zip).equals(readFileSync(first.zip))).toBe(true);
});

/** Pinned with the layout: another hash means that archives made from now on differ from those made before. */
const LEDGERS =
  "51058cf50918e884f8412f7b5dee964030f753abc7ef6c1b812b61ba64ccdebe51ba915727e83b480fe85584212b6e053b56c1019a4f34b2a0a4abfad819c7d0";

test("in any database, on any machine, the golden books' CSV files have the hashes that they had when this was written", async () => {
  const store: Stored = new Map();
  const company = { name: "Kultaarkisto Oy", business_id: "1234567-1" };
  const companyId = await book(database.ownerUrl, { ...books, company }, store);
  await lease(database.ownerUrl, role, companyId);
  const made = await make(slotUrl, companyId, store, {
    signingKey: key,
    date: new Date("2026-11-22T10:20:30Z"),
    formats: ["csv"],
  });
  const manifest = readFileSync(path.join(made.folder, "manifest-sha512.txt"), "utf8");
  // scope.json names ids, which are others in every database; the pages are not of the format alone.
  const years = manifest.split("\n").filter((line) => /data\/\d{4}-/.test(line));
  expect(years.map((line) => line.slice(130))).toContain("data/2024-01-01_2024-12-31/ledger/journal.csv");
  expect(sha512(Buffer.from(years.join("\n")))).toBe(LEDGERS);
});
