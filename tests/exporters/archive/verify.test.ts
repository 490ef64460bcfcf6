import { generateKeyPairSync, randomInt } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyArchive } from "#exporters/archive/verify.ts";
import { runTool, toolTest } from "#tests/support/tools.ts";
import { FILES, JOURNAL, publicKey, ROOT, type SampleFile, TOTALS, writeSample, YEAR } from "./sample-archive.ts";

const folder = mkdtempSync(path.join(tmpdir(), "huolto-verify-"));
const good = path.join(folder, "good.zip");
const other = path.join(folder, "other.zip");
beforeAll(async () => {
  await writeSample(good);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const codes = async (file: string) => {
  const result = await verifyArchive(file);
  return result.ok ? [] : result.problems.map((p) => p.code);
};
const withJournal = (text: string): SampleFile[] => [[`${YEAR}/ledger/journal.csv`, text], ...FILES.slice(1)];
const stated = (change: Partial<(typeof TOTALS.years)[0]>) => ({
  ...TOTALS,
  years: [{ ...TOTALS.years[0]!, ...change }],
});

test("a whole archive passes, and the report says what was proven", async () => {
  const result = await verifyArchive(good);
  expect(result).toMatchObject({
    ok: true,
    archive: { root: ROOT, files: 6, controlTotals: TOTALS, signature: { verifiedWith: "embedded_key" } },
  });
  expect(result.ok && result.archive.signature.statement).toContain("self-signed key, not proven whose");
});

test("with the service's key the report says that this key signed", async () => {
  expect(await verifyArchive(good, { publicKey })).toMatchObject({
    ok: true,
    archive: { signature: { verifiedWith: "given_key", statement: "Signed with the given key." } },
  });
});

test("a whole archive that another key signed is refused", async () => {
  const stranger = generateKeyPairSync("ed25519");
  expect(await verifyArchive(good, { publicKey: stranger.publicKey })).toMatchObject({
    ok: false,
    problems: [{ code: "wrong_key" }],
  });
  await writeSample(other, { key: stranger.privateKey });
  expect(await verifyArchive(other)).toMatchObject({ ok: true });
  expect(await verifyArchive(other, { publicKey })).toMatchObject({ ok: false });
});

describe("one wrong bit", () => {
  const flip = async (bit: number) => {
    const bytes = readFileSync(good);
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    writeFileSync(other, bytes);
    return (await verifyArchive(other)).ok;
  };
  test("is found at 300 places by chance", async () => {
    const bits = readFileSync(good).length * 8;
    for (let i = 0; i < 300; i += 1) {
      const bit = randomInt(bits);
      expect(await flip(bit), `bit ${bit} of ${bits}`).toBe(false);
    }
  });

  test("is found everywhere in the first header, the last one and the end records", async () => {
    const bytes = readFileSync(good).length;
    for (let byte = 0; byte < 30; byte += 1) expect(await flip(byte * 8 + (byte % 8)), `byte ${byte}`).toBe(false);
    for (let byte = bytes - 500; byte < bytes; byte += 1)
      expect(await flip(byte * 8 + (byte % 8)), `byte ${byte}`).toBe(false);
  });
});

test("a file cut short anywhere is refused", async () => {
  const { length } = readFileSync(good);
  for (const size of [0, 1, 21, 100, length >> 1, length - 200, length - 22, length - 1]) {
    copyFileSync(good, other);
    truncateSync(other, size);
    expect((await verifyArchive(other)).ok, `${size} bytes`).toBe(false);
  }
});

test("bytes before or after the ZIP are refused", async () => {
  const bytes = readFileSync(good);
  writeFileSync(other, Buffer.concat([bytes, Buffer.from("x")]));
  expect((await verifyArchive(other)).ok).toBe(false);
  writeFileSync(other, Buffer.concat([Buffer.from("#!/bin/sh\n"), bytes]));
  expect((await verifyArchive(other)).ok).toBe(false);
});

test.each([
  ["a missing file", "/nowhere/at-all.zip", "not_readable"],
  ["a folder", folder, "not_a_zip"],
])("%s is said to be %s", async (_, file, code) => {
  expect(await codes(file)).toEqual([code]);
});

describe("control totals that the archive's own files contradict", () => {
  test.each<[string, { files?: SampleFile[]; totals?: unknown }, string]>([
    ["more lines", { totals: stated({ lines: 6 }) }, "rows_differ"],
    ["fewer vouchers than the journal has", { totals: stated({ vouchers: 1 }) }, "vouchers_differ"],
    ["another debit", { totals: stated({ debit: "124.11" }) }, "debit_differs"],
    ["another credit", { totals: stated({ credit: "124.00" }) }, "credit_differs"],
    [
      "other rows of a file",
      { totals: stated({ files: { "ledger/journal.csv": 5, "ledger/accounts.csv": 3 } }) },
      "rows_differ",
    ],
    [
      "a file that is not there",
      { totals: stated({ files: { ...TOTALS.years[0]!.files, "ledger/x.csv": 0 } }) },
      "rows_differ",
    ],
    ["a file that they lack", { totals: stated({ files: { "ledger/journal.csv": 5 } }) }, "rows_differ"],
    ["a year that they lack", { totals: { ...TOTALS, years: [] } }, "year_differs"],
    ["a year twice", { totals: { ...TOTALS, years: [TOTALS.years[0], TOTALS.years[0]] } }, "year_differs"],
    ["no totals", { totals: undefined, files: FILES }, "control_totals_missing"],
    ["another form", { totals: { ...TOTALS, formatVersion: 2 } }, "control_totals_bad"],
    [
      "a journal that lacks its last line",
      { files: withJournal(JOURNAL.split("\r\n").slice(0, 5).concat("").join("\r\n")) },
      "rows_differ",
    ],
    ["a journal cut off", { files: withJournal(JOURNAL.slice(0, -3)) }, "csv_syntax"],
    ["an amount with a comma", { files: withJournal(JOURNAL.replace("100.00", '"100,00"')) }, "csv_syntax"],
    ["an amount in binary fractions", { files: withJournal(JOURNAL.replace("0.10", "0.1")) }, "csv_syntax"],
  ])("%s", async (_, change, code) => {
    // `undefined` in the argument would mean the default.
    if ("totals" in change && change.totals === undefined) {
      const { openBag } = await import("#exporters/archive/bag-writer.ts");
      const { createWriteStream } = await import("node:fs");
      const { DATE, signingKey } = await import("./sample-archive.ts");
      const bag = openBag(createWriteStream(other), { root: ROOT, date: DATE, signingKey });
      for (const [name, content] of FILES) await bag.add(name, content);
      await bag.finish([]);
    } else await writeSample(other, change);
    expect(await codes(other)).toContain(code);
  });

  test("large sums are exact to the cent", async () => {
    const line = "A,1,2023-04-01,4000,9999999999999999.99,0.00,\r\nA,1,2023-04-01,4000,0.00,9999999999999999.99,\r\n";
    const journal = `voucher_series,voucher_number,date,account,debit,credit,text\r\n${line.repeat(3)}`;
    const sum = "29999999999999999.97";
    const files = { "ledger/journal.csv": 6, "ledger/accounts.csv": 2 };
    await writeSample(other, {
      files: withJournal(journal),
      totals: stated({ vouchers: 1, lines: 6, debit: sum, credit: sum, files }),
    });
    expect(await codes(other)).toEqual([]);
  });
});

describe("a bag that was changed and zipped again", () => {
  const rezip = async (change: (bag: string) => void) => {
    const at = mkdtempSync(path.join(folder, "changed-"));
    runTool("unzip", ["-q", good, "-d", at]);
    change(path.join(at, ROOT));
    rmSync(other, { force: true });
    runTool("zip", ["-q", "-r", "-D", "-X", other, ROOT], { cwd: at });
    return await codes(other);
  };
  toolTest("is no longer the file that was written, even when nothing else changed", "zip", async () => {
    expect(await rezip(() => {})).toEqual(["zip_entry_headers_differ"]);
  });
  toolTest("shows a missing file", "zip", async () => {
    expect(await rezip((bag) => rmSync(path.join(bag, "data", YEAR, "ledger/accounts.csv")))).toContain(
      "listed_file_missing",
    );
  });
  toolTest("shows an extra payload file and an extra tag file", "zip", async () => {
    const found = await rezip((bag) => {
      writeFileSync(path.join(bag, "data/extra.txt"), "x");
      writeFileSync(path.join(bag, "extra.txt"), "x");
    });
    expect(found.filter((code) => code === "file_not_listed")).toHaveLength(2);
  });
  toolTest("shows a forged file whose manifests were forged as well, by the signature", "zip", async () => {
    const found = await rezip((bag) => {
      const forge = (file: string) => {
        writeFileSync(path.join(bag, file), readFileSync(path.join(bag, file), "utf8").replace("Bank", "Banx"));
        return runTool("sha512sum", [file], { cwd: bag }).trim();
      };
      const relist = (manifest: string, line: string) => {
        const name = line.slice(130);
        const lines = readFileSync(path.join(bag, manifest), "utf8").split("\n");
        writeFileSync(path.join(bag, manifest), lines.map((l) => (l.endsWith(`  ${name}`) ? line : l)).join("\n"));
      };
      relist("manifest-sha512.txt", forge(`data/${YEAR}/ledger/accounts.csv`));
      relist("tagmanifest-sha512.txt", forge("manifest-sha512.txt"));
    });
    expect(found).toContain("bad_signature");
    expect(found).not.toContain("hash_differs");
  });
  toolTest("shows that the signature is gone", "zip", async () => {
    expect(await rezip((bag) => rmSync(path.join(bag, "signature/tagmanifest-sha512.txt.sig")))).toContain(
      "not_signed",
    );
  });
});

describe("hostile ZIPs made by Python", () => {
  const make = (python: string, script: string) => {
    rmSync(other, { force: true });
    runTool(python, ["-W", "ignore", "-c", `import zipfile,struct,sys\nf=sys.argv[1]\n${script}`, other]);
    return codes(other);
  };
  toolTest("a file that is there twice", "python3", async (python) => {
    expect(
      await make(
        python,
        "z=zipfile.ZipFile(f,'w');z.writestr('r/bagit.txt','x');z.writestr('r/bagit.txt','y');z.close()",
      ),
    ).toContain("zip_entry_duplicate");
  });
  toolTest("a bomb", "python3", async (python) => {
    const script = "z=zipfile.ZipFile(f,'w',zipfile.ZIP_DEFLATED);z.writestr('r/bagit.txt',b'0'*100_000_000);z.close()";
    expect(await make(python, script)).toEqual(["zip_limit"]);
  });
  toolTest("an encrypted entry", "python3", async (python) => {
    const script =
      "z=zipfile.ZipFile(f,'w');z.writestr('r/bagit.txt','x'*20);z.close();b=bytearray(open(f,'rb').read());c=b.rindex(b'PK\\x01\\x02');b[6]|=1;b[c+8]|=1;b[c+24]-=12;open(f,'wb').write(b)";
    expect(await make(python, script)).toContain("zip_entry_encrypted");
  });
  toolTest("entries that share their bytes", "python3", async (python) => {
    const script =
      "z=zipfile.ZipFile(f,'w');z.writestr('r/a','x'*20);z.writestr('r/b','y'*20);z.close();b=bytearray(open(f,'rb').read());c=b.rindex(b'PK\\x01\\x02');b[c+42:c+46]=struct.pack('<I',0);open(f,'wb').write(b)";
    expect(await make(python, script)).toContain("zip_entry_overlap");
  });
  toolTest("a way out of the folder", "python3", async (python) => {
    expect(await make(python, "z=zipfile.ZipFile(f,'w');z.writestr('../../x','x');z.close()")).toEqual(["not_a_zip"]);
  });
  toolTest("two folders", "python3", async (python) => {
    expect(
      await make(python, "z=zipfile.ZipFile(f,'w');z.writestr('a/x','x');z.writestr('b/x','x');z.close()"),
    ).toEqual(["bag_not_found"]);
  });
});

test("stops when it is told to", async () => {
  await expect(verifyArchive(good, { signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
});
