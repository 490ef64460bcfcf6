import { createPublicKey, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { verifyArchive } from "../archive/verify.ts";
import type { VerifyArguments } from "./arguments.ts";
import { Refusal } from "./refusal.ts";
import { archiveLines, printable, problemLines } from "./report-lines.ts";

/** Checks one archive and says what was found. @returns the exit code */
export async function verify({ file, key }: VerifyArguments): Promise<number> {
  const result = await verifyArchive(file, { publicKey: key === undefined ? undefined : readPublicKey(key) });
  if (!result.ok) {
    process.stderr.write(`${printable(file)} is not a whole, unchanged archive:\n`);
    for (const line of problemLines(result.problems)) process.stderr.write(`  ${line}\n`);
    return 1;
  }
  console.log(`${printable(file)} is whole and unchanged.`);
  for (const line of archiveLines(result.archive)) console.log(`  ${line}`);
  return 0;
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
