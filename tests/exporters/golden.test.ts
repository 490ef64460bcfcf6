import { createHash, createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { COMPANIES } from "#db/seed/companies.ts";
import { companyId } from "#db/seed/secrets.ts";
import { seedDemoLedger } from "#db/seed/seed-demo-ledger.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { make } from "./make.ts";
import { lease, type Stored } from "./small-ledger.ts";

const database = await testDatabase();
const [role, slotUrl] = [database.roles.exportSlots[0]!, database.slotUrls[0]!];
const store: Stored = new Map();
/** A first year of eighteen months, three employees, files of every kind. */
const spec = COMPANIES.find(({ tag }) => tag === "UUSI90")!;

/** RFC 8032, 7.1, test 1: a key that everybody has. */
const signingKey = createPrivateKey({
  key: Buffer.from(
    "302e020100300506032b6570042204209d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "hex",
  ),
  format: "der",
  type: "pkcs8",
});

beforeAll(async () => {
  await seedDemoLedger({
    ownerUrl: database.ownerUrl,
    specs: [spec],
    storeDocument: async (bytes) => {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      store.set(sha256, bytes);
      return { sha256, bytes: bytes.length };
    },
  });
}, 300_000);

async function archive(part: "books" | "payroll") {
  const company = companyId(spec.businessId);
  await lease(database.ownerUrl, role, company, "1 hour", part);
  const made = await make(slotUrl, company, store, { part, signingKey, date: new Date("2026-11-22T10:20:30Z") });
  const manifest = readFileSync(path.join(made.folder, "manifest-sha512.txt"));
  return { sha512: made.sha512, manifest: createHash("sha512").update(manifest).digest("hex") };
}

/**
 * Of manifest-sha512.txt, which names every file of the bag with its hash. Pinned: another one means that archives made from
 * now on differ from those made before, in any database and on any machine.
 */
const PINNED = {
  books:
    "b92bf42d53fd262916391d0bebf59cfd65e54e161fabfa167ec9277b5366fa2ff8deba59b761a5aa5c776ca19b70c24b8ef61ce88b4feca2377f6479be481a0c",
  payroll:
    "848a58a0fa718bd046a73ef92fbfb02cd851b3f9956f7649408fc72e938b4f4f5a929560e8bc6692c0c57af00d160469e3f692b79dcfc4436f6ee5a0c885bf3f",
};

test.each(["books", "payroll"] as const)(
  "the same %s give the same archive byte for byte, and every file of it is as it was when this was written",
  async (part) => {
    const first = await archive(part);
    const again = await archive(part);
    expect(again.sha512).toBe(first.sha512);
    expect(first.manifest).toBe(PINNED[part]);
  },
);
