import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { checkBag } from "#exporters/archive/bag-reader.ts";
import { folderSource } from "#exporters/archive/bag-source.ts";
import { Problems } from "#exporters/archive/problems.ts";
import { zipSource } from "#exporters/archive/zip-source.ts";
import { sample, samplesThere, sampleTest } from "#tests/support/samples.ts";
import { runTool, toolTest } from "#tests/support/tools.ts";

const folder = mkdtempSync(path.join(tmpdir(), "huolto-bags-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function problemsOf(bag: string) {
  const problems = new Problems();
  await checkBag(await folderSource(bag, problems), problems);
  return problems.list;
}

describe("the Library of Congress conformance suite", () => {
  const suite = sample("bagit");
  const bags = samplesThere
    ? readdirSync(suite, { withFileTypes: true })
        .filter((version) => version.isDirectory())
        .flatMap((version) =>
          readdirSync(path.join(suite, version.name)).flatMap((kind) =>
            readdirSync(path.join(suite, version.name, kind)).map((name) => path.join(version.name, kind, name)),
          ),
        )
    : [];

  sampleTest("is there in full", () => {
    const count = (kind: string) => bags.filter((bag) => bag.split(path.sep)[1] === kind).length;
    // Counted by hand: find -mindepth 3 -maxdepth 3.
    expect([count("valid"), count("invalid"), count("warning"), count("windows-only")]).toEqual([27, 15, 6, 6]);
  });

  for (const bag of bags) {
    const kind = bag.split(path.sep)[1];
    sampleTest(`${bag}`, async () => {
      const problems = await problemsOf(path.join(suite, bag));
      const errors = problems.filter((p) => p.severity === "error");
      if (kind === "valid" || kind === "warning") expect(errors).toEqual([]);
      else expect(errors).not.toEqual([]);
      if (kind === "warning") expect(problems).not.toEqual([]);
    });
  }

  toolTest("is judged the same when a bag is in a ZIP", "zip", async (zip) => {
    for (const [i, bag] of bags.entries()) {
      const file = path.join(folder, `suite-${i}.zip`);
      const at = path.join(suite, bag);
      runTool(zip, ["-q", "-r", file, path.basename(at)], { cwd: path.dirname(at) });
      const problems = new Problems();
      const handle = await open(file);
      try {
        const source = await zipSource(handle, problems);
        expect(source, bag).not.toBeNull();
        await checkBag(source!, problems);
      } finally {
        await handle.close();
      }
      expect(problems.list, bag).toEqual(await problemsOf(at).then((list) => expect.arrayContaining(list)));
      expect(problems.list.length, bag).toBe((await problemsOf(at)).length);
    }
  });
});

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
let made = 0;

/** A whole bag of one file, with what a test wants to be different; null leaves a file out. */
function makeBag(change: Record<string, string | null> = {}) {
  const bag = path.join(folder, `bag-${++made}`);
  const files: Record<string, string | null> = {
    "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
    "data/a.txt": "hello",
    "manifest-sha256.txt": `${sha256("hello")}  data/a.txt\n`,
    "bag-info.txt": "Payload-Oxum: 5.1\n",
    ...change,
  };
  for (const [name, content] of Object.entries(files)) {
    if (content === null) continue;
    mkdirSync(path.dirname(path.join(bag, name)), { recursive: true });
    writeFileSync(path.join(bag, name), content);
  }
  return bag;
}

test("a whole bag has no problem", async () => {
  expect(await problemsOf(makeBag())).toEqual([]);
});

test.each<[string, Record<string, string | null>, string, string]>([
  ["a changed file", { "data/a.txt": "hellO" }, "hash_differs", "data/a.txt"],
  ["a missing file", { "data/a.txt": null, "data/b.txt": "hello" }, "listed_file_missing", "data/a.txt"],
  ["an extra file", { "data/b.txt": "" }, "file_not_listed", "data/b.txt"],
  ["no manifest", { "manifest-sha256.txt": null }, "no_manifest", ""],
  [
    "a hash of the wrong length",
    { "manifest-sha256.txt": "abc  data/a.txt\n" },
    "bad_manifest_line",
    "manifest-sha256.txt:1",
  ],
  [
    "a line that is none",
    { "manifest-sha256.txt": `\n${sha256("hello")}\n` },
    "bad_manifest_line",
    "manifest-sha256.txt:2",
  ],
  ["another count", { "bag-info.txt": "Payload-Oxum: 6.1\n" }, "oxum_differs", "bag-info.txt:1"],
  ["a label with a space", { "bag-info.txt": "Contact-Name : A\n" }, "bad_bag_info", "bag-info.txt:1"],
  ["a line without a label", { "bag-info.txt": "Contact-Name: A\nnothing\n" }, "bad_bag_info", "bag-info.txt:2"],
  [
    "another encoding",
    { "bag-info.txt": null, "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: KLINGON\n" },
    "bad_encoding",
    "manifest-sha256.txt",
  ],
  [
    "a newer version",
    { "bagit.txt": "BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n" },
    "bad_declaration",
    "bagit.txt",
  ],
  [
    "what was not fetched",
    { "data/a.txt": null, "data/b": "", "fetch.txt": "https://example.org/a - data/a.txt\n" },
    "not_fetched",
    "fetch.txt:1",
  ],
  [
    "a path upwards",
    { "manifest-sha256.txt": `${sha256("hello")}  data/../../a.txt\n` },
    "unsafe_path",
    "manifest-sha256.txt:1",
  ],
  [
    "a tag file that is not there",
    { "tagmanifest-md5.txt": "d41d8cd98f00b204e9800998ecf8427e gone.txt\n" },
    "listed_file_missing",
    "gone.txt",
  ],
])("%s is found, with its place", async (_, change, code, place) => {
  expect(await problemsOf(makeBag(change))).toContainEqual(expect.objectContaining({ severity: "error", code, place }));
});

test("names with an encoded per cent sign and line break are read as RFC 8493 says", async () => {
  const name = "data/100%\nsure";
  const bag = makeBag({
    [name]: "yes",
    "manifest-sha256.txt": `${sha256("hello")}  data/a.txt\n${sha256("yes")}  data/100%25%0Asure\n`,
    "bag-info.txt": null,
  });
  expect(await problemsOf(bag)).toEqual([]);
});

test("a hash that is not known is said, and another manifest will do", async () => {
  expect(await problemsOf(makeBag({ "manifest-blake9.txt": "ff  data/a.txt\n" }))).toEqual([
    expect.objectContaining({ severity: "warning", code: "unknown_algorithm" }),
  ]);
});

test("a link out of the bag is not followed", async () => {
  const bag = makeBag();
  symlinkSync("/etc/hostname", path.join(bag, "data/link"));
  expect(existsSync(path.join(bag, "bagit.txt"))).toBe(true);
  expect(await problemsOf(bag)).toContainEqual(expect.objectContaining({ code: "not_a_file", place: "data/link" }));
});
