import { createPublicKey, type KeyObject, verify, type X509Certificate } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { checkBag } from "./bag-reader.ts";
import { type BagSource, readAll } from "./bag-source.ts";
import {
  CONTROL_TOTALS_PATH,
  type ControlTotals,
  controlTotalsSchema,
  type DisclosureTotals,
  disclosureTotalsSchema,
} from "./control-totals.ts";
import { type Problem, Problems } from "./problems.ts";
import { checkSeals, type SealReports } from "./seals/check-seals.ts";
import { sealFiles } from "./seals/seal.ts";
import { keyFingerprint } from "./key-fingerprint.ts";
import { topTotals } from "./top-totals.ts";
import { type PartOfGroup, readPartOfGroup } from "./verify-group.ts";
import { yearTotals } from "./year-totals.ts";
import { checkZipLayout } from "./zip-layout.ts";
import { zipSource } from "./zip-source.ts";

const MANIFEST = "manifest-sha512.txt";
const TAG_MANIFEST = "tagmanifest-sha512.txt";
const SIGNATURE = "signature/tagmanifest-sha512.txt.sig";
const PUBLIC_KEY = "signature/public-key.pem";
/** Made from the tag manifest, so that it cannot list them. */
const UNLISTED: ReadonlySet<string> = new Set([
  TAG_MANIFEST,
  SIGNATURE,
  sealFiles.certificateSignature,
  sealFiles.timeStamp,
]);
const MAX_SMALL_FILE_BYTES = 64 * 1024 * 1024;

export type SignatureReport = {
  /** `embedded_key`: the archive was not changed since somebody signed it, and this says nothing of who that was. */
  verifiedWith: "given_key" | "embedded_key";
  /** SHA-256 of the public key (DER), in hex. */
  keyFingerprint: string;
  statement: string;
};

export type VerifiedArchive = {
  /** The folder in the ZIP. */
  root: string;
  bytes: number;
  sha512: string;
  sha256: string;
  /** Payload files and their bytes. */
  files: number;
  payloadBytes: number;
  signature: SignatureReport;
  /** What a certificate and a time stamp prove, and what they do not. */
  seals: SealReports;
  /** Null for an archive of one part. */
  partOf: PartOfGroup | null;
  /** Of a company's books by year, or of what a log disclosed. */
  controlTotals: ControlTotals | DisclosureTotals;
};

export type Trust = {
  certificateAuthorities?: readonly X509Certificate[];
  timeStampAuthorities?: readonly X509Certificate[];
};

export type VerifyResult = { ok: true; archive: VerifiedArchive } | { ok: false; problems: Problem[] };

/**
 * Checks an archive from its first byte to its last: the ZIP's structure, the bag and its hashes, the signature, and the
 * rows, debit and credit of every year (of a disclosure: the rows) counted again from the archive's own CSV. Reads as a stream
 * and unpacks nothing.
 * @param file path of the ZIP
 * @param options.publicKey the Ed25519 key of the service, got by another way than the archive; without it the key inside is used
 * @param options.certificateAuthorities what the signing certificate must lead to; without it, whose it is stays unproven
 * @param options.timeStampAuthorities the same for the time stamp's
 * @param options.signal stops it
 * @returns every problem found; a warning of the bag reader counts as one, since no archive is written with any
 * @throws the signal's reason
 */
export async function verifyArchive(
  file: string,
  { publicKey, signal, ...trust }: { publicKey?: KeyObject; signal?: AbortSignal } & Trust = {},
): Promise<VerifyResult> {
  const problems = new Problems();
  let handle: FileHandle;
  try {
    handle = await open(file, "r");
  } catch (error) {
    problems.error("not_readable", "", `The file cannot be opened: ${(error as Error).message}.`);
    return { ok: false, problems: problems.list };
  }
  try {
    const archive = await check(handle, publicKey, trust, problems, signal);
    // An aborted reading looks like a damaged file until here.
    signal?.throwIfAborted();
    return archive && problems.list.length === 0 ? { ok: true, archive } : { ok: false, problems: problems.list };
  } finally {
    await handle.close();
  }
}

async function check(
  handle: FileHandle,
  publicKey: KeyObject | undefined,
  trust: Trust,
  problems: Problems,
  signal: AbortSignal | undefined,
): Promise<VerifiedArchive | null> {
  const source = await zipSource(handle, problems, signal);
  if (!source) return null;
  const hashes = await checkZipLayout(handle, source.entries, source.comment, problems);
  signal?.throwIfAborted();

  const years = yearTotals();
  const top = topTotals();
  const bag = await checkBag(source, problems, (file) => years.tap(file) ?? top.tap(file));
  if (!bag) return null;
  if (bag.version !== "1.0") problems.error("bad_declaration", "bagit.txt", "An archive is a bag of version 1.0.");
  if (bag.manifests.join() !== MANIFEST || bag.tagManifests.join() !== TAG_MANIFEST)
    problems.error("no_manifest", "", `An archive has ${MANIFEST} and ${TAG_MANIFEST} and no other manifest.`);
  for (const name of source.files.keys())
    if (!name.startsWith("data/") && !bag.tagFiles.has(name) && !UNLISTED.has(name))
      problems.error("file_not_listed", name, `${TAG_MANIFEST} does not list it.`);

  const signature = await checkSignature(source, publicKey, problems);
  const partOf = await readPartOfGroup((name) => readSmall(source, name), source.files);
  const seals = await checkSeals((name) => readSmall(source, name), trust, problems);
  const stated = await readControlTotals(source, problems);
  if (stated && "disclosure" in stated) top.compare(stated, problems);
  else if (stated) {
    years.compare(stated, problems);
    if (stated.files) top.compare({ files: stated.files }, problems);
  }
  if (!signature || !stated) return null;
  const { files, payloadBytes } = bag;
  return { root: source.root, ...hashes, files, payloadBytes, signature, seals, partOf, controlTotals: stated };
}

async function readSmall(source: BagSource, file: string): Promise<Buffer | null> {
  const bytes = source.files.get(file);
  if (bytes === undefined || bytes > MAX_SMALL_FILE_BYTES) return null;
  try {
    return await readAll(source, file);
  } catch {
    // Its damage is on the list already: the bag reader has read every file that is listed.
    return null;
  }
}

async function checkSignature(source: BagSource, given: KeyObject | undefined, problems: Problems) {
  const signed = await readSmall(source, TAG_MANIFEST);
  const signature = await readSmall(source, SIGNATURE);
  const pem = await readSmall(source, PUBLIC_KEY);
  if (!signed || !signature || !pem) {
    problems.error("not_signed", "signature/", "The archive has no signature that can be read.");
    return null;
  }
  let embedded: KeyObject;
  try {
    embedded = createPublicKey(pem);
    if (embedded.asymmetricKeyType !== "ed25519") throw new Error("not Ed25519");
  } catch {
    problems.error("bad_public_key", PUBLIC_KEY, "It is not an Ed25519 public key.");
    return null;
  }
  if (given && given.asymmetricKeyType !== "ed25519") {
    problems.error("bad_public_key", "", "The given key is not an Ed25519 public key.");
    return null;
  }
  if (given && keyFingerprint(given) !== keyFingerprint(embedded)) {
    problems.error("wrong_key", PUBLIC_KEY, "The archive was signed with another key than the given one.");
    return null;
  }
  if (signature.length !== 64 || !verify(null, signed, given ?? embedded, signature)) {
    problems.error("bad_signature", SIGNATURE, `It is not the signature of ${TAG_MANIFEST} by this key.`);
    return null;
  }
  const report: SignatureReport = {
    verifiedWith: given ? "given_key" : "embedded_key",
    keyFingerprint: keyFingerprint(embedded),
    statement: given
      ? "Signed with the given key."
      : "Signed with the key that is inside the archive: self-signed key, not proven whose. Compare its fingerprint with " +
        "the service's, or give the service's key.",
  };
  return report;
}

async function readControlTotals(
  source: BagSource,
  problems: Problems,
): Promise<ControlTotals | DisclosureTotals | null> {
  const place = `data/${CONTROL_TOTALS_PATH}`;
  const bytes = await readSmall(source, place);
  if (!bytes) {
    problems.error("control_totals_missing", place, "The archive has no control totals that can be read.");
    return null;
  }
  try {
    const stated: unknown = JSON.parse(bytes.toString("utf8"));
    const schema =
      typeof stated === "object" && stated !== null && "disclosure" in stated
        ? disclosureTotalsSchema
        : controlTotalsSchema;
    return schema.parse(stated);
  } catch {
    problems.error("control_totals_bad", place, "It does not have the form of control totals.");
    return null;
  }
}
