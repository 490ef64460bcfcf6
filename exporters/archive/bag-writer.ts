import { createHash, createPublicKey, type KeyObject, sign } from "node:crypto";
import type { Writable } from "node:stream";
import { BagError } from "./bag-error.ts";
import { bagInfoText } from "./bag-info.ts";
import { foldPath, pathProblem } from "./paths.ts";
import { openZip } from "./zip-sink.ts";

export type BagWriter = {
  /** Adds one payload file under data/. Sources are streamed; entries are written strictly in call order. */
  add(
    path: string,
    source: Buffer | string | AsyncIterable<Buffer | string>,
    options?: { compress?: boolean },
  ): Promise<{ bytes: number; sha512: string }>;
  /** Writes bag-info, manifests, tagmanifest, signature and closes the ZIP. */
  finish(bagInfo: [label: string, value: string][]): Promise<BagResult>;
  /** Stops, destroys the output and waits until it is closed. What was written is for the caller to remove. */
  abort(): Promise<void>;
};

export type BagResult = { bytes: number; sha512: string; sha256: string; files: number; payloadBytes: number };

const BAGIT_TXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/**
 * One BagIt 1.0 bag (RFC 8493) in one ZIP64, its tag manifest signed with Ed25519. The bytes depend on nothing but what
 * is passed in. Verify the signature with
 * `openssl pkeyutl -verify -rawin -pubin -inkey signature/public-key.pem -in tagmanifest-sha512.txt -sigfile signature/tagmanifest-sha512.txt.sig`.
 * @param output is ended by `finish` and destroyed by `abort` or any failure
 * @param options.root name of the folder that holds the bag
 * @param options.date goes into every entry and Bagging-Date, in UTC; ZIP keeps two seconds' precision
 * @throws BagError; an error of a source comes back unchanged. After either the bag takes nothing more.
 */
export function openBag(
  output: Writable,
  { root, date, signingKey }: { root: string; date: Date; signingKey: KeyObject },
): BagWriter {
  if (signingKey.type !== "private" || signingKey.asymmetricKeyType !== "ed25519")
    throw new BagError("bad_key", "An archive is signed with an Ed25519 private key; give one of that kind.");
  const problem = root.includes("/") ? "has a slash in it" : pathProblem(root);
  if (problem) throw new BagError("bad_path", `The archive's folder name ${problem}.`, { place: root });

  const zip = openZip(output, { date });
  const taken = new Map<string, "file" | "folder">();
  const payload: string[] = [];
  const tags: string[] = [];
  let payloadBytes = 0;
  let closed = false;
  let queue: Promise<unknown> = Promise.resolve();

  async function write(path: string, source: AsyncIterable<Buffer | string>, compress: boolean) {
    const hash = createHash("sha512");
    let bytes = 0;
    await zip.entry(
      `${root}/${path}`,
      (async function* () {
        for await (const chunk of source) {
          const buffer = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
          hash.update(buffer);
          bytes += buffer.length;
          yield buffer;
        }
      })(),
      { compress },
    );
    return { bytes, sha512: hash.digest("hex") };
  }

  async function tag(path: string, content: Buffer | Iterable<string>, { listed = true } = {}) {
    const { sha512 } = await write(path, from(content), true);
    if (listed) tags.push(`${sha512}  ${path}\n`);
  }

  function inOrder<T>(work: () => Promise<T>): Promise<T> {
    const result = queue.then(work);
    queue = result.catch(() => {});
    return result;
  }

  function claim(path: string) {
    const problem = pathProblem(path);
    if (problem) throw new BagError("bad_path", `A file's path in the archive ${problem}.`, { place: path });
    const key = foldPath(path);
    const clash = () =>
      new BagError("duplicate_path", "Two files of the archive would be one on a system that ignores case.", {
        place: path,
      });
    if (taken.has(key)) throw clash();
    for (let slash = key.indexOf("/"); slash > 0; slash = key.indexOf("/", slash + 1)) {
      if (taken.get(key.slice(0, slash)) === "file") throw clash();
      taken.set(key.slice(0, slash), "folder");
    }
    taken.set(key, "file");
  }

  const started = inOrder(() => tag("bagit.txt", Buffer.from(BAGIT_TXT)));
  // A failure here shows at the next call, which waits for it; until then nobody listens.
  started.catch(() => {});

  return {
    add(path, source, { compress = true } = {}) {
      if (closed) return Promise.reject(new BagError("closed", "The archive is finished and takes no more files."));
      try {
        claim(path);
      } catch (error) {
        return Promise.reject(error);
      }
      return inOrder(async () => {
        const written = await write(`data/${path}`, from(source), compress);
        payload.push(`${written.sha512}  data/${path}\n`);
        payloadBytes += written.bytes;
        return written;
      });
    },
    finish(bagInfo) {
      if (closed) return Promise.reject(new BagError("closed", "The archive is finished already."));
      closed = true;
      return inOrder(async () => {
        try {
          const files = payload.length;
          const baggingDate = date.toISOString().slice(0, 10);
          const info = bagInfoText([
            ...bagInfo,
            ["Bagging-Date", baggingDate],
            ["Payload-Oxum", `${payloadBytes}.${files}`],
          ]);
          await tag("bag-info.txt", Buffer.from(info));
          await tag("manifest-sha512.txt", payload);
          const publicKey = createPublicKey(signingKey).export({ type: "spki", format: "pem" });
          await tag("signature/public-key.pem", Buffer.from(publicKey));
          const tagManifest = Buffer.from(tags.join(""));
          await tag("tagmanifest-sha512.txt", tagManifest, { listed: false });
          // Cannot list itself: it is made from the tag manifest.
          const signature = sign(null, tagManifest, signingKey);
          await tag("signature/tagmanifest-sha512.txt.sig", signature, { listed: false });
          return { ...(await zip.end()), files, payloadBytes };
        } catch (error) {
          await zip.abort(error as Error);
          throw error;
        }
      });
    },
    async abort() {
      closed = true;
      await zip.abort(new BagError("aborted", "The archive was given up before it was finished."));
    },
  };
}

async function* from(source: Buffer | string | Iterable<string> | AsyncIterable<Buffer | string>) {
  if (typeof source === "string" || Buffer.isBuffer(source)) yield source;
  else yield* source;
}
