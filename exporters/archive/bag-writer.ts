import { createHash, createPublicKey, type KeyObject, sign } from "node:crypto";
import type { Writable } from "node:stream";
import { BagError } from "./bag-error.ts";
import { bagInfoText } from "./bag-info.ts";
import { foldPath, pathProblem } from "./paths.ts";
import { listedSealFiles, type Sealing, type Seals, sealInfo, sealManifest } from "./seals/seal.ts";
import { openZip } from "./zip-sink.ts";
import { madeOn } from "../made-on.ts";

export type BagWriter = {
  /**
   * Adds one payload file under data/. Sources are streamed, and may use a piece's memory again once they are asked for the next;
   * entries are written strictly in call order.
   */
  add(
    path: string,
    source: Buffer | string | AsyncIterable<Buffer | string>,
    options?: { compress?: boolean },
  ): Promise<{ bytes: number; sha512: string }>;
  /** The payload's paths under data/ so far, in the order in which they were written. */
  paths(): Iterable<string>;
  /** Writes bag-info, manifests, tagmanifest, signature and closes the ZIP. */
  finish(bagInfo: [label: string, value: string][]): Promise<BagResult>;
  /** Stops, destroys the output and waits until it is closed. What was written is for the caller to remove. */
  abort(): Promise<void>;
};

export type BagResult = {
  bytes: number;
  sha512: string;
  sha256: string;
  files: number;
  payloadBytes: number;
  seals: Seals;
};

/** Between hash and path in a line of the payload's manifest. */
const DATA = "  data/";
const BAGIT_TXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/**
 * One BagIt 1.0 bag (RFC 8493) in one ZIP64, its tag manifest signed with Ed25519 and, where configured, with a certificate and a
 * time stamp. Without the last the bytes depend on nothing but what is passed in. The folder `signature/` has
 *
 * - `README.txt` (always): fi, sv, en; the commands for `sha512sum` and `openssl`, and which seals there are not and why;
 * - `public-key.pem` and `tagmanifest-sha512.txt.sig` (always): Ed25519, 64 bytes;
 * - `certificates.pem` and `tagmanifest-sha512.txt.p7s` (where a certificate is configured): CMS, DER, detached;
 * - `tagmanifest-sha512.txt.tsr` (where an authority is configured): RFC 3161 response, DER, over the tag manifest;
 *   `time-stamp-certificates.pem` where the authority's certificates are configured too.
 *
 * bag-info.txt has `Certificate-Signature` and `Time-Stamp` where they are configured: the file's path, or "none: why".
 * @param output is ended by `finish` and destroyed by `abort` or any failure
 * @param options.root name of the folder that holds the bag
 * @param options.date goes into every entry and Bagging-Date, in UTC; ZIP keeps two seconds' precision
 * @throws BagError; an error of a source comes back unchanged. After either the bag takes nothing more.
 */
export function openBag(
  output: Writable,
  {
    root,
    date,
    signingKey,
    sealing = {},
    signal = new AbortController().signal,
  }: { root: string; date: Date; signingKey: KeyObject; sealing?: Sealing; signal?: AbortSignal },
): BagWriter {
  if (signingKey.type !== "private" || signingKey.asymmetricKeyType !== "ed25519")
    throw new BagError("bad_key", "An archive is signed with an Ed25519 private key; give one of that kind.");
  const problem = root.includes("/") ? "has a slash in it" : pathProblem(root);
  if (problem) throw new BagError("bad_path", `The archive's folder name ${problem}.`, { place: root });

  const zip = openZip(output, { date });
  const taken = new Map<string, "file" | "folder">();
  const payload: string[] = [];
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

  async function tag(path: string, content: Buffer | Iterable<string>) {
    await write(path, from(content), true);
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
        payload.push(`${written.sha512}${DATA}${path}\n`);
        payloadBytes += written.bytes;
        return written;
      });
    },
    *paths() {
      for (const line of payload) yield line.slice(line.indexOf(DATA) + DATA.length, -1);
    },
    finish(bagInfo) {
      if (closed) return Promise.reject(new BagError("closed", "The archive is finished already."));
      closed = true;
      return inOrder(async () => {
        try {
          const files = payload.length;
          const baggingDate = madeOn(date);
          const publicKey = createPublicKey(signingKey).export({ type: "spki", format: "pem" });
          const tagFiles = (seals: Seals): [path: string, content: Buffer | readonly string[]][] => [
            [
              "bag-info.txt",
              Buffer.from(
                bagInfoText([
                  ...bagInfo,
                  ...sealInfo(seals),
                  ["Bagging-Date", baggingDate],
                  ["Payload-Oxum", `${payloadBytes}.${files}`],
                ]),
              ),
            ],
            ["manifest-sha512.txt", payload],
            ["signature/public-key.pem", Buffer.from(publicKey)],
            ...listedSealFiles(sealing, seals),
          ];
          const tagManifest = (seals: Seals) =>
            Buffer.from(
              [["bagit.txt", [BAGIT_TXT]] as const, ...tagFiles(seals)]
                .map(([path, content]) => `${sha512Of(content)}  ${path}\n`)
                .join(""),
            );
          const { seals, manifest, unlisted } = await sealManifest(sealing, tagManifest, { date, signal });
          for (const [path, content] of tagFiles(seals)) await tag(path, content);
          // What follows cannot list itself: it is made from the tag manifest.
          await tag("tagmanifest-sha512.txt", manifest);
          await tag("signature/tagmanifest-sha512.txt.sig", sign(null, manifest, signingKey));
          for (const [path, content] of unlisted) await tag(path, content);
          return { ...(await zip.end()), files, payloadBytes, seals };
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

function sha512Of(content: Buffer | readonly string[]): string {
  const hash = createHash("sha512");
  for (const part of Buffer.isBuffer(content) ? [content] : content) hash.update(part);
  return hash.digest("hex");
}

async function* from(source: Buffer | string | Iterable<string> | AsyncIterable<Buffer | string>) {
  if (typeof source === "string" || Buffer.isBuffer(source)) yield source;
  else yield* source;
}
