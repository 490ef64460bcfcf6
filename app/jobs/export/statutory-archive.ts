import { createPublicKey, type KeyObject } from "node:crypto";
import { verifyArchive } from "#exporters/archive/verify.ts";
import { createArchive } from "#exporters/create-archive.ts";
import type { ArchiveMaker } from "./archive-maker.ts";

/** The real exporter, as the job sees it. The archive is read again with the service's own key, not the one inside it. */
export function statutoryArchive(signingKey: KeyObject): ArchiveMaker {
  const publicKey = createPublicKey(signingKey);
  return {
    create: ({ onProgress, ...request }) =>
      createArchive({ ...request, onProgress: ({ bytes, ...now }) => onProgress({ ...now, bytesDone: bytes }) }),
    async verify(file, { signal }) {
      const result = await verifyArchive(file, { publicKey, signal });
      return result.ok ? [] : result.problems.map(({ place, message }) => (place ? `${place}: ${message}` : message));
    },
  };
}
