import { createHash } from "node:crypto";
import { foldPath, pathProblem } from "../archive/paths.ts";

/**
 * Leaves room for a hash and a counter, and for the folders around a voucher's file in the 260 characters that Windows takes for
 * a path: Explorer unpacks into a folder named as the ZIP, in which the archive's own has the same name again.
 */
const MAX_NAME_BYTES = 64;

const hash = (text: string) => createHash("sha256").update(text, "utf8").digest("hex").slice(0, 8);

/**
 * One name for a folder or file that every common system can unpack: a series, a voucher number, the name under which a
 * file was received. A name that has to change gets a hash of the original, so that two names never become one.
 * @param keepExtension the hash then goes before the extension
 */
export function safeName(original: string, { keepExtension = false } = {}): string {
  if (original === "") return "_";
  let name = original.toWellFormed().normalize("NFC");
  name = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}/\\<>:"|?*%]/gu, "_");
  name = name.replace(/^[ .]+|[ .]+$/g, "_");
  const dot = keepExtension ? name.lastIndexOf(".") : -1;
  const extension = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : "";
  let stem = name.slice(0, name.length - extension.length);
  stem = cutBytes(stem, MAX_NAME_BYTES - Buffer.byteLength(extension));
  // Windows reserves device names with any extension, which a suffix on the stem avoids.
  const whole = stem + extension;
  if (whole === original && pathProblem(whole) === null) return whole;
  return `${stem}~${hash(original)}${extension}`;
}

function cutBytes(text: string, limit: number): string {
  let bytes = 0;
  let out = "";
  for (const c of text) {
    bytes += Buffer.byteLength(c);
    if (bytes > limit) break;
    out += c;
  }
  return out;
}

/** Gives each file of one folder a name of its own, also where letter case is ignored: "a.pdf", "A (2).pdf". */
export class FolderNames {
  #taken = new Set<string>();
  #reserved: RegExp | undefined;

  /** @param reserved names that the folder's own files take */
  constructor(reserved?: RegExp) {
    this.#reserved = reserved;
  }

  claim(original: string): string {
    const name = safeName(original, { keepExtension: true });
    const dot = name.lastIndexOf(".");
    const at = dot > 0 ? dot : name.length;
    for (let n = 1; ; n++) {
      const candidate = n === 1 ? name : `${name.slice(0, at)} (${n})${name.slice(at)}`;
      const key = foldPath(candidate);
      if (this.#taken.has(key) || this.#reserved?.test(candidate)) continue;
      this.#taken.add(key);
      return candidate;
    }
  }
}
