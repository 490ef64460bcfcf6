import { generateKeyPairSync } from "node:crypto";
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBag } from "#exporters/archive/bag-writer.ts";
import { findPythonTool, runTool, toolTest } from "#tests/support/tools.ts";
import { DATE, FILES, noise, ROOT, signingKey, writeSample } from "./sample-archive.ts";

const folder = mkdtempSync(path.join(tmpdir(), "huolto-bag-"));
const file = path.join(folder, "sample.zip");
const bag = path.join(folder, ROOT);
let written: Awaited<ReturnType<typeof writeSample>>;
beforeAll(async () => {
  written = await writeSample(file);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open = (output: Writable) => openBag(output, { root: ROOT, date: DATE, signingKey });
const temporary = (name: string) => createWriteStream(path.join(folder, name));

class Collect extends Writable {
  chunks: Buffer[] = [];
  override _write(chunk: Buffer, _: string, callback: () => void) {
    this.chunks.push(chunk);
    callback();
  }
  get bytes() {
    return Buffer.concat(this.chunks);
  }
}

describe("asked of independent programs", () => {
  toolTest("unzip finds no fault", "unzip", (unzip) => {
    expect(runTool(unzip, ["-t", file])).toContain("No errors detected");
    runTool(unzip, ["-q", "-o", file, "-d", folder]);
    // An umask of 022 or 002 both leave this.
    expect(statSync(path.join(bag, "bagit.txt")).mode & 0o711).toBe(0o600);
  });

  toolTest("Python's zipfile finds no fault", "python3", (python) => {
    runTool(python, ["-m", "zipfile", "-t", file]);
    const listing = runTool(python, ["-m", "zipfile", "-l", file]);
    expect(listing.match(/2026-11-22 10:20:30/g)).toHaveLength(6 + 7);
  });

  toolTest("sha512sum agrees with both manifests", "sha512sum", (sha512sum) => {
    runTool("unzip", ["-q", "-o", file, "-d", folder]);
    expect(runTool(sha512sum, ["-c", "tagmanifest-sha512.txt"], { cwd: bag }).match(/: OK/g)).toHaveLength(5);
    expect(runTool(sha512sum, ["-c", "manifest-sha512.txt"], { cwd: bag }).match(/: OK/g)).toHaveLength(6);
    expect(runTool(sha512sum, [file]).slice(0, 128)).toBe(written.sha512);
    expect(runTool("sha256sum", [file]).slice(0, 64)).toBe(written.sha256);
  });

  toolTest("openssl verifies the signature with the key inside, and refuses another file", "openssl", (openssl) => {
    runTool("unzip", ["-q", "-o", file, "-d", folder]);
    const verify = (signed: string) =>
      runTool(
        openssl,
        [
          "pkeyutl",
          "-verify",
          "-rawin",
          "-pubin",
          "-inkey",
          "signature/public-key.pem",
          "-in",
          signed,
          "-sigfile",
        ].concat("signature/tagmanifest-sha512.txt.sig"),
        { cwd: bag },
      );
    expect(verify("tagmanifest-sha512.txt")).toContain("Signature Verified Successfully");
    expect(() => verify("manifest-sha512.txt")).toThrow();
  });

  toolTest(
    "the Library of Congress's own program takes the bag for valid",
    "bagit==1.9.0",
    (bagit) => {
      runTool("unzip", ["-q", "-o", file, "-d", folder]);
      runTool(bagit, ["--validate", "--quiet", bag]);
    },
    { find: (name) => findPythonTool(name, "bagit.py"), timeoutMs: 180_000 },
  );

  // 65,535 entries are one more than the old format counts: 65,529 payload files and seven of the bag make 65,536.
  describe.each([65_528, 65_529])("with %i tiny files", (count) => {
    const many = path.join(folder, `${count}.zip`);
    beforeAll(async () => {
      const writer = open(createWriteStream(many));
      for (let i = 0; i < count; i += 1) await writer.add(`f/${i}.txt`, `${i}`);
      await writer.finish([]);
    });
    toolTest("unzip and Python count and read them all", "python3", (python) => {
      expect(runTool("unzip", ["-tqq", many])).toBe("");
      const script = "import zipfile,sys; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.namelist()))";
      expect(runTool(python, ["-c", script, many]).trim()).toBe(`None ${count + 7}`);
    });
  });
});

test("reports what it wrote", () => {
  const payload = FILES.reduce((sum, [, content]) => sum + Buffer.byteLength(content), 0);
  expect(written).toMatchObject({ bytes: statSync(file).size, files: 6 });
  expect(written.payloadBytes).toBeGreaterThan(payload);
});

test("the same content gives the same bytes, however it comes in pieces and wherever the clock stands", async () => {
  const content = Buffer.concat([Buffer.from("row;".repeat(300_000)), noise(300_000)]);
  async function* pieces(size: number) {
    for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
  }
  const make = async (source: Buffer | AsyncIterable<Buffer>, zone: string) => {
    process.env.TZ = zone;
    const output = new Collect();
    const writer = open(output);
    await writer.add("a.csv", source);
    await writer.finish([["Contact-Name", "Åke"]]);
    return output.bytes;
  };
  const before = process.env.TZ;
  try {
    const one = await make(content, "UTC");
    for (const [size, zone] of [
      [997, "America/New_York"],
      [65_536, "Asia/Tokyo"],
      [1_000_000, "Europe/Helsinki"],
    ] as const)
      expect((await make(pieces(size), zone)).equals(one)).toBe(true);
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
});

test.each([
  ["compressed", true],
  ["stored", false],
])("a source may use the same memory for every piece: %s", async (_, compress) => {
  const content = noise(3_000_000);
  async function* reused() {
    const memory = Buffer.alloc(70_000);
    for (let at = 0; at < content.length; at += memory.length) {
      const length = content.copy(memory, 0, at);
      yield memory.subarray(0, length);
      memory.fill(0);
    }
  }
  const same = async (source: Buffer | AsyncIterable<Buffer>) => {
    const output = new Collect();
    const writer = open(output);
    const { sha512 } = await writer.add("a", source, { compress });
    await writer.finish([]);
    return { sha512, bytes: output.bytes };
  };
  const [one, other] = [await same(content), await same(reused())];
  expect(other.sha512).toBe(one.sha512);
  expect(other.bytes.equals(one.bytes)).toBe(true);
});

test("files are written in the order of the calls, awaited or not", async () => {
  const output = new Collect();
  const writer = open(output);
  async function* slow() {
    await wait(20);
    yield "slow";
  }
  await Promise.all([writer.add("1", slow()), writer.add("2", "quick"), writer.add("3", slow())]);
  await writer.finish([]);
  const names = output.bytes
    .toString("latin1")
    .split("PK\x03\x04")
    .map((entry) => /\/(data\/\d)/.exec(entry.slice(0, 70))?.[1])
    .filter(Boolean);
  expect(names).toEqual(["data/1", "data/2", "data/3"]);
});

test.each([
  ["", "bad_path"],
  ["../x", "bad_path"],
  ["a/../b", "bad_path"],
  ["./a", "bad_path"],
  ["a//b", "bad_path"],
  ["a/", "bad_path"],
  ["/etc/passwd", "bad_path"],
  ["C:/x", "bad_path"],
  ["a\\b", "bad_path"],
  ["a\nb", "bad_path"],
  ["a\u0000b", "bad_path"],
  ["100 %", "bad_path"],
  ["a\u202egpj.exe", "bad_path"],
  ["\ud800", "bad_path"],
  ["nul", "bad_path"],
  ["x/COM1.txt", "bad_path"],
  ["x/aux.", "bad_path"],
  ["ends in space ", "bad_path"],
  ["what?", "bad_path"],
  ["x".repeat(256), "bad_path"],
  ["kept.txt", "duplicate_path"],
  ["KEPT.TXT", "duplicate_path"],
  ["A\u030aland", "duplicate_path"],
  ["kept.txt/below", "duplicate_path"],
  ["folder", "duplicate_path"],
])("refuses the path %j, and the bag goes on", async (bad, code) => {
  const output = new Collect();
  const writer = open(output);
  await writer.add("kept.txt", "1");
  await writer.add("\u00c5land", "2");
  await writer.add("folder/x", "3");
  await expect(writer.add(bad, "x")).rejects.toMatchObject({ code, place: bad });
  expect((await writer.finish([])).files).toBe(3);
});

test.each([
  ["Bad: label", "x"],
  ["Line\nbreak", "x"],
  ["Label", "two\nlines"],
  ["Payload-Oxum", "1.1"],
])("refuses the bag-info %j: %j", async (label, value) => {
  const output = new Collect();
  const writer = open(output);
  await expect(writer.finish([[label, value]])).rejects.toMatchObject({ code: "bad_bag_info" });
  expect(output.destroyed).toBe(true);
});

test("refuses a key that is not Ed25519", () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  expect(() => openBag(new Collect(), { root: ROOT, date: DATE, signingKey: privateKey })).toThrow(
    expect.objectContaining({ code: "bad_key" }),
  );
});

test("a source's own error comes back, its iterator is closed and the output is destroyed", async () => {
  const output = new Collect();
  const writer = open(output);
  let closed = false;
  async function* source() {
    try {
      for (let i = 0; i < 40; i += 1) yield noise(100_000, i);
      throw new Error("the connection was lost");
    } finally {
      closed = true;
    }
  }
  await expect(writer.add("a", source())).rejects.toThrow("the connection was lost");
  expect(closed).toBe(true);
  expect(output.destroyed).toBe(true);
  await expect(writer.add("b", "x")).rejects.toThrow("the connection was lost");
});

test.each([
  ["ENOSPC", "no_space"],
  ["EIO", "output_failed"],
])("an output that fails with %s after 1 MB ends everything with %s", async (errno, code) => {
  let taken = 0;
  let closed = false;
  const output = new Writable({
    write(chunk: Buffer, _, callback) {
      taken += chunk.length;
      callback(taken > 1_000_000 ? Object.assign(new Error(errno), { code: errno }) : null);
    },
  });
  async function* endless() {
    try {
      for (let i = 0; ; i += 1) yield noise(100_000, i);
    } finally {
      closed = true;
    }
  }
  const writer = open(output);
  await expect(writer.add("endless", endless())).rejects.toMatchObject({ code });
  await expect(writer.finish([])).rejects.toMatchObject({ code });
  await wait(10);
  expect(closed).toBe(true);
});

test.runIf(process.platform === "linux")("a device without room is no_space", async () => {
  const writer = open(createWriteStream("/dev/full"));
  await expect(writer.add("a", noise(3_000_000)).then(() => writer.finish([]))).rejects.toMatchObject({
    code: "no_space",
  });
});

test("a slow output holds the source back", async () => {
  let gate: (() => void) | undefined;
  const output = new Writable({
    highWaterMark: 1024,
    write(_chunk, _encoding, callback) {
      gate = callback;
    },
  });
  const writer = open(output);
  let given = 0;
  async function* source() {
    for (let i = 0; i < 200; i += 1) {
      given += 100_000;
      yield noise(100_000, i);
    }
  }
  const adding = writer.add("a", source());
  adding.catch(() => {});
  await wait(300);
  expect(given).toBeLessThan(6_000_000);
  await writer.abort();
  await expect(adding).rejects.toMatchObject({ code: "aborted" });
  gate?.();
});

test("abort ends a bag at once and leaves the output closed", async () => {
  const output = temporary("aborted.zip");
  const writer = open(output);
  await writer.add("a", noise(500_000));
  await writer.abort();
  expect(output.closed).toBe(true);
  await expect(writer.add("b", "x")).rejects.toMatchObject({ code: "closed" });
  await expect(writer.finish([])).rejects.toMatchObject({ code: "closed" });
});

test("bag-info folds long values and keeps its own figures", async () => {
  runTool("unzip", ["-q", "-o", file, "-d", folder]);
  const info = readFileSync(path.join(bag, "bag-info.txt"), "utf8");
  const lines = info.split("\n");
  expect(lines[0]).toBe("Source-Organization: Esimerkki Oy");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(79);
  expect(lines[2]).toMatch(/^ \S/);
  expect(info).toContain("\nBagging-Date: 2026-11-22\n");
  expect(info).toContain(`\nPayload-Oxum: ${written.payloadBytes}.6\n`);
});
