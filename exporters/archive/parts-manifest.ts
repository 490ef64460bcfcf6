import { type KeyObject, sign } from "node:crypto";

/** What `sha512sum -c` reads, in the folder that the parts lie in. */
export const partsManifest = (parts: readonly { fileName: string; sha512: string }[]): string =>
  parts.map(({ fileName, sha512 }) => `${sha512}  ${fileName}\n`).join("");

/**
 * Ed25519, 64 bytes, over the manifest:
 * `openssl pkeyutl -verify -rawin -pubin -inkey public-key.pem -in MANIFEST -sigfile MANIFEST.sig`.
 */
export const signPartsManifest = (manifest: string, key: KeyObject): Buffer => sign(null, Buffer.from(manifest), key);
