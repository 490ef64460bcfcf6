import type { X509Certificate } from "node:crypto";
import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { setTimeout as wait } from "node:timers/promises";
import { chainLeads } from "./certificates.ts";
import { type ReadStamp, readStamp, stampRequest } from "./time-stamp.ts";

export type TimeStampAuthority = {
  url: string;
  /** Those that its stamps must lead to; without them a stamp is believed by the certificate that it brings along. */
  trusted?: readonly X509Certificate[];
  /** Milliseconds before each further try; a short wait of the authority must not cost an archive its stamp. */
  pauses?: readonly number[];
};

const PAUSES = [1_000, 5_000, 15_000];
const ANSWER_MS = 20_000;
const MAX_BYTES = 256 * 1024;

/**
 * Asks the authority for a stamp over these bytes, several times if it must.
 * @throws the signal's reason; else Error with a sentence's end on the last try ("did not answer")
 */
export async function requestStamp(
  authority: TimeStampAuthority,
  content: Buffer,
  signal: AbortSignal,
): Promise<{ der: Buffer; stamp: ReadStamp }> {
  const pauses = authority.pauses ?? PAUSES;
  for (let tried = 0; ; tried++) {
    signal.throwIfAborted();
    try {
      return await once(authority, content, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (tried === pauses.length) throw error;
      await wait(pauses[tried], undefined, { signal });
    }
  }
}

async function once({ url, trusted }: TimeStampAuthority, content: Buffer, signal: AbortSignal) {
  const { der: request, nonce } = stampRequest(content);
  const response = await post(url, request, AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]));
  const stamp = readStamp(response, content, nonce);
  if (trusted && !chainLeads(stamp.signer, stamp.certificates, trusted, stamp.at))
    throw new Error("gave a stamp whose certificate does not lead to the configured ones");
  return { der: response, stamp };
}

async function post(url: string, body: Buffer, signal: AbortSignal): Promise<Buffer> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/timestamp-query" },
      body: new Uint8Array(body),
      redirect: "error",
      signal,
    });
  } catch (cause) {
    throw new Error("did not answer", { cause });
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new Error(`answered with the status ${response.status}`);
  }
  try {
    for await (const chunk of Readable.fromWeb(response.body as WebStream)) {
      length += chunk.length;
      if (length > MAX_BYTES) break;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw new Error("stopped in the middle of its answer", { cause });
  }
  if (length > MAX_BYTES) throw new Error("answered with too much");
  return Buffer.concat(chunks);
}
