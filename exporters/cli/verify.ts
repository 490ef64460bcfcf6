import { createPublicKey, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { loadCertificates } from "../archive/seals/certificates.ts";
import { groupProblems } from "../archive/verify-group.ts";
import { type VerifiedArchive, verifyArchive } from "../archive/verify.ts";
import type { VerifyArguments } from "./arguments.ts";
import { Refusal } from "./refusal.ts";
import { archiveLines, printable, problemLines } from "./report-lines.ts";

/** Checks archives, each by itself and as the parts of one, and says what was found. @returns the exit code */
export async function verify({ files, key, certificateCa, timeStampCa }: VerifyArguments): Promise<number> {
  const options = {
    publicKey: key === undefined ? undefined : readPublicKey(key),
    certificateAuthorities: certificateCa === undefined ? undefined : loadCertificates(certificateCa),
    timeStampAuthorities: timeStampCa === undefined ? undefined : loadCertificates(timeStampCa),
  };
  let bad = 0;
  const whole: VerifiedArchive[] = [];
  for (const file of files) {
    const result = await verifyArchive(file, options);
    if (!result.ok) {
      bad++;
      process.stderr.write(`${printable(file)} is not a whole, unchanged archive:\n`);
      for (const line of problemLines(result.problems)) process.stderr.write(`  ${line}\n`);
      continue;
    }
    whole.push(result.archive);
    console.log(`${printable(file)} is whole and unchanged.`);
    for (const line of archiveLines(result.archive)) console.log(`  ${line}`);
  }
  for (const problem of bad === 0 ? groupProblems(whole) : []) {
    bad++;
    process.stderr.write(`${printable(problem)}\n`);
  }
  return bad === 0 ? 0 : 1;
}

function readPublicKey(file: string): KeyObject {
  try {
    const key = createPublicKey(readFileSync(file));
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // The sentence below says all there is to do about it.
  }
  throw new Refusal("bad_public_key", `${file} cannot be read as an Ed25519 public key in PEM.`);
}
