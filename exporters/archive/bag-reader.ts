import { createHash, type Hash } from "node:crypto";
import { type BagSource, readAll } from "./bag-source.ts";
import { foldPath } from "./paths.ts";
import type { Problems } from "./problems.ts";
import {
  type Declaration,
  decodeTagFile,
  lines,
  parseBagInfo,
  parseDeclaration,
  parseFetchLine,
  parseManifestLine,
} from "./tag-files.ts";

/** Length of each hash in hex digits, by the name in a manifest's file name. */
const HASH_LENGTHS: Record<string, number> = { md5: 32, sha1: 40, sha224: 56, sha256: 64, sha384: 96, sha512: 128 };
/** A manifest of about 600,000 files; it is held in memory. */
const MAX_TAG_FILE_BYTES = 128 * 1024 * 1024;
/** Written by file managers, and lost or changed by others on the way. */
const SYSTEM_FILE = /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/i;

type Manifest = { file: string; algorithm: string; hashes: Map<string, string> };

export type BagReport = {
  version: string;
  files: number;
  payloadBytes: number;
  manifests: string[];
  tagManifests: string[];
  /** Every file that a tag manifest lists. */
  tagFiles: Set<string>;
};

/**
 * Checks a bag, BagIt 0.93 to 1.0 (RFC 8493 and its drafts): declaration, encodings, manifests, tag manifests, fetch.txt
 * (nothing is fetched; what it lists must be there), bag-info and Payload-Oxum. Each payload file is read once.
 * @param tap is asked for each payload file and may listen to its bytes; they are not yet known to be right
 * @returns null when there is too little of a bag to report on; what is wrong goes to `problems`, where an error
 *   means that the bag is not valid and a warning that it is, but may not survive a copy to another system
 */
export async function checkBag(
  source: BagSource,
  problems: Problems,
  tap: (file: string) => ((chunk: Buffer) => void) | undefined = () => undefined,
): Promise<BagReport | null> {
  const declared = source.files.has("bagit.txt") ? await readWhole(source, "bagit.txt", problems) : null;
  if (!declared) {
    problems.error("bag_not_found", "bagit.txt", "There is no bagit.txt, so this is not a bag.");
    return null;
  }
  const declaration = parseDeclaration(declared);
  if (!declaration) {
    problems.error(
      "bad_declaration",
      "bagit.txt",
      'It must have the two lines "BagIt-Version: M.N" and "Tag-File-Character-Encoding: ENCODING" and nothing else.',
    );
    return null;
  }
  const [major, minor] = declaration.version;
  if (major > 1 || (major === 1 && minor > 0) || (major === 0 && minor < 93)) {
    problems.error("bad_declaration", "bagit.txt", `BagIt version ${major}.${minor} is not known; 0.93 to 1.0 are.`);
    return null;
  }
  const bag = { source, problems, declaration, v1: major >= 1, variants: variantsOf(source) };
  if (!source.folders.has("data")) problems.error("no_payload_folder", "data", "There is no folder data.");

  const manifests = await readManifests(bag, /^manifest-([A-Za-z0-9-]+)\.txt$/);
  const tagManifests = await readManifests(bag, /^tagmanifest-([A-Za-z0-9-]+)\.txt$/);
  if (manifests.length === 0)
    problems.error("no_manifest", "", "There is no manifest-ALGORITHM.txt that can be checked.");
  const payload = [...source.files].filter(([file]) => file.startsWith("data/"));
  await checkFetch(bag, manifests);
  checkListed(bag, manifests, payload);
  const lost = await checkHashes(bag, manifests, (file) => file.startsWith("data/"), tap);
  await checkHashes(bag, tagManifests, (file) => !file.startsWith("data/"));

  const payloadBytes = payload.reduce((sum, [, bytes]) => sum + bytes, 0);
  await checkBagInfo(bag, payloadBytes, payload.length, lost.size);
  return {
    version: `${major}.${minor}`,
    files: payload.length,
    payloadBytes,
    manifests: manifests.map((m) => m.file),
    tagManifests: tagManifests.map((m) => m.file),
    tagFiles: new Set(tagManifests.flatMap((m) => [...m.hashes.keys()])),
  };
}

type Bag = {
  source: BagSource;
  problems: Problems;
  declaration: Declaration;
  v1: boolean;
  /** Names as a system that folds case or normalises them sees them, to what is really there. */
  variants: Map<string, string>;
};

function variantsOf(source: BagSource) {
  return new Map([...source.files.keys()].map((file) => [foldPath(file), file]));
}

async function readWhole(source: BagSource, file: string, problems: Problems): Promise<Buffer | null> {
  if (source.files.get(file)! > MAX_TAG_FILE_BYTES) {
    problems.error("too_large", file, `It is larger than ${MAX_TAG_FILE_BYTES / 1024 / 1024} MiB.`);
    return null;
  }
  try {
    return await readAll(source, file);
  } catch (error) {
    problems.error("not_readable", file, `It cannot be read: ${(error as Error).message}.`);
    return null;
  }
}

async function readText({ source, problems, declaration }: Bag, file: string): Promise<string | null> {
  const bytes = await readWhole(source, file, problems);
  if (!bytes) return null;
  const text = decodeTagFile(bytes, declaration.encoding);
  if (text === null)
    problems.error("bad_encoding", file, `It is not in the encoding that bagit.txt tells, ${declaration.encoding}.`);
  return text;
}

/** A path that a manifest may name: inside the bag, and in the part that this manifest is about. */
function isSafe(file: string, payload: boolean): boolean {
  if (/^[/~]|^[A-Za-z]:|\\|^%\w+%/.test(file)) return false;
  if (file.split("/").some((name) => name === ".." || name === "." || name === "")) return false;
  return file.startsWith("data/") === payload;
}

async function readManifests(bag: Bag, pattern: RegExp): Promise<Manifest[]> {
  const { source, problems, v1 } = bag;
  const result: Manifest[] = [];
  for (const file of source.files.keys()) {
    const match = pattern.exec(file);
    if (!match) continue;
    const algorithm = match[1]!.toLowerCase().replace("sha-", "sha");
    const length = HASH_LENGTHS[algorithm];
    if (!length) {
      problems.warn("unknown_algorithm", file, `The hash ${match[1]} is not known, so this manifest was not checked.`);
      continue;
    }
    const text = await readText(bag, file);
    if (text === null) continue;
    const hashes = new Map<string, string>();
    const folded = new Map<string, string>();
    for (const [i, line] of lines(text).entries()) {
      const place = `${file}:${i + 1}`;
      if (line.trim() === "") continue;
      const parsed = parseManifestLine(line, length, { percent: v1 });
      if (!parsed) {
        problems.error("bad_manifest_line", place, `The line is not a ${algorithm} hash, a space and a path.`);
        continue;
      }
      if (!isSafe(parsed.path, file.startsWith("manifest"))) {
        problems.error("unsafe_path", place, `The path ${parsed.path} does not belong in this manifest.`);
        continue;
      }
      if (parsed.starred)
        problems.warn("checksum_tool_format", place, 'There is a "*" before the path, as checksum tools write it.');
      if (parsed.dotted) problems.warn("relative_prefix", place, 'The path starts with "./".');
      const key = foldPath(parsed.path);
      const before = hashes.get(parsed.path);
      if (before !== undefined && (v1 || before !== parsed.hash))
        problems.error("listed_twice", place, `${parsed.path} is listed twice.`);
      else if (before !== undefined) problems.warn("listed_twice", place, `${parsed.path} is listed twice.`);
      else if (folded.has(key))
        problems.warn("name_variant", place, `${parsed.path} and ${folded.get(key)} are one name on some systems.`);
      folded.set(key, parsed.path);
      hashes.set(parsed.path, parsed.hash);
    }
    result.push({ file, algorithm, hashes });
  }
  return result;
}

/** A listed file as it is in the bag: itself, or one whose name differs only in case or normalisation. */
function find({ source, variants }: Bag, file: string): string | undefined {
  return source.files.has(file) ? file : variants.get(foldPath(file));
}

async function checkFetch(bag: Bag, manifests: Manifest[]) {
  if (!bag.source.files.has("fetch.txt")) return;
  const text = await readText(bag, "fetch.txt");
  for (const [i, line] of lines(text ?? "").entries()) {
    const place = `fetch.txt:${i + 1}`;
    const file = parseFetchLine(line, { percent: bag.v1 });
    if (file === null) bag.problems.error("bad_fetch", place, "The line is not a URL, a length and a path.");
    else if (!isSafe(file, true)) bag.problems.error("unsafe_path", place, `The path ${file} is not inside data/.`);
    else if (!manifests.some((m) => m.hashes.has(file)))
      bag.problems.error("bad_fetch", place, `${file} is to be fetched, but no manifest lists it.`);
    else if (!find(bag, file)) bag.problems.error("not_fetched", place, `${file} has not been fetched.`);
  }
}

function checkListed({ problems, v1, variants }: Bag, manifests: Manifest[], payload: [string, number][]) {
  const listing = manifests.map((m) => ({ ...m, folded: new Set([...m.hashes.keys()].map(foldPath)) }));
  for (const [file] of payload) {
    const without = listing.filter((m) => !m.hashes.has(file) && !m.folded.has(foldPath(file)));
    // Up to 0.97 each manifest could list a part of the payload.
    if (v1 ? without.length > 0 : without.length === listing.length)
      problems.error(
        "file_not_listed",
        file,
        `${without.map((m) => m.file).join(", ") || "No manifest"} does not list it.`,
      );
    if (variants.get(foldPath(file)) !== file)
      problems.warn("name_variant", file, "Another file's name differs from this one only in case or normalisation.");
    if (SYSTEM_FILE.test(file)) problems.warn("system_file", file, "File managers write such files by themselves.");
  }
}

/** @returns the listed system files that are not there: lost on the way, which does no harm */
async function checkHashes(
  bag: Bag,
  manifests: Manifest[],
  wanted: (file: string) => boolean,
  tap: (file: string) => ((chunk: Buffer) => void) | undefined = () => undefined,
): Promise<Set<string>> {
  const { source, problems } = bag;
  const lost = new Set<string>();
  const expected = new Map<string, { manifest: Manifest; listed: string }[]>();
  for (const manifest of manifests)
    for (const listed of manifest.hashes.keys()) {
      const file = find(bag, listed);
      if (file === undefined) {
        const why = `${manifest.file} lists it, but it is not there.`;
        if (SYSTEM_FILE.test(listed)) {
          lost.add(listed);
          problems.warn("system_file", listed, why);
        } else problems.error("listed_file_missing", listed, why);
        continue;
      }
      if (file !== listed)
        problems.warn(
          "name_variant",
          listed,
          `The bag has it as ${file}, which is the same name on some systems only.`,
        );
      expected.set(file, [...(expected.get(file) ?? []), { manifest, listed }]);
    }
  for (const file of source.files.keys()) {
    if (!wanted(file)) continue;
    const checks = expected.get(file) ?? [];
    const listen = tap(file);
    if (checks.length === 0 && !listen) continue;
    const hashes = new Map<string, Hash>(checks.map((c) => [c.manifest.algorithm, createHash(c.manifest.algorithm)]));
    try {
      for await (const chunk of await source.open(file)) {
        for (const hash of hashes.values()) hash.update(chunk);
        listen?.(chunk);
      }
    } catch (error) {
      problems.error("not_readable", file, `It cannot be read to its end: ${(error as Error).message}.`);
      continue;
    }
    const found = new Map([...hashes].map(([algorithm, hash]) => [algorithm, hash.digest("hex")]));
    for (const { manifest, listed } of checks)
      if (found.get(manifest.algorithm) !== manifest.hashes.get(listed))
        problems.error(
          "hash_differs",
          file,
          `Its ${manifest.algorithm} hash is not the one in ${manifest.file}: it was changed.`,
        );
  }
  return lost;
}

async function checkBagInfo(bag: Bag, payloadBytes: number, files: number, lostSystemFiles: number) {
  const { source, problems, v1 } = bag;
  for (const file of ["bag-info.txt", "package-info.txt"]) {
    if (!source.files.has(file)) continue;
    const text = await readText(bag, file);
    const { info, badLines } = parseBagInfo(text ?? "");
    for (const line of badLines)
      problems.add(
        v1 ? "error" : "warning",
        "bad_bag_info",
        `${file}:${line}`,
        "The line has no label before a colon.",
      );
    for (const { label, value, line, spaced } of info) {
      if (spaced && v1) problems.error("bad_bag_info", `${file}:${line}`, "There is a space before the colon.");
      if (label.toLowerCase() !== "payload-oxum" || value === `${payloadBytes}.${files}`) continue;
      const explained = lostSystemFiles > 0 && value.endsWith(`.${files + lostSystemFiles}`);
      problems.add(
        explained ? "warning" : "error",
        "oxum_differs",
        `${file}:${line}`,
        `Payload-Oxum says ${value}; there are ${payloadBytes} bytes in ${files} files.`,
      );
    }
  }
}
