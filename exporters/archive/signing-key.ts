import { createPrivateKey, generateKeyPairSync, type KeyObject, randomUUID } from "node:crypto";
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import path from "node:path";
import { BagError } from "./bag-error.ts";

/**
 * The key that signs archives.
 * @param file PEM with an Ed25519 private key (PKCS #8), as `openssl genpkey -algorithm ed25519` makes it
 * @throws BagError `bad_key`, with a sentence that says what to do
 */
export function loadSigningKey(file: string): KeyObject {
  const refuse = (why: string, cause?: unknown) =>
    new BagError("bad_key", `The signing key ${file} ${why}. Make one with "openssl genpkey -algorithm ed25519".`, {
      place: file,
      cause,
    });
  let pem: string;
  try {
    pem = readFileSync(file, "utf8");
  } catch (error) {
    throw refuse(`cannot be read (${(error as NodeJS.ErrnoException).code})`, error);
  }
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch (error) {
    throw refuse("is not a private key in PEM without a passphrase", error);
  }
  if (key.asymmetricKeyType !== "ed25519") throw refuse(`is of the kind ${key.asymmetricKeyType}, not Ed25519`);
  return key;
}

/** The same, made first where there is none: for the demo and tests. Production gives a key of its own. */
export function ensureSigningKey(file: string): KeyObject {
  const { privateKey } = generateKeyPairSync("ed25519");
  const temporary = `${file}.${randomUUID()}`;
  mkdirSync(path.dirname(file), { recursive: true });
  const fd = openSync(temporary, "wx", 0o600);
  try {
    writeSync(fd, String(privateKey.export({ type: "pkcs8", format: "pem" })));
    fsyncSync(fd);
    // Unlike a rename, a link never replaces: of two processes that start at once, one key wins for both.
    linkSync(temporary, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    closeSync(fd);
    rmSync(temporary);
  }
  return loadSigningKey(file);
}
