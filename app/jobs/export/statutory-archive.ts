import { createPublicKey, type KeyObject } from "node:crypto";
import type { Sealing } from "#exporters/archive/seals/seal.ts";
import { verifyArchive } from "#exporters/archive/verify.ts";
import { createArchive } from "#exporters/create-archive.ts";
import type { ArchiveMaker } from "./archive-maker.ts";

/**
 * The real exporter, as the job sees it. The archive is read again with the service's own key, not the one inside it.
 * @param options.partBytes larger archives are written in several parts
 */
export function statutoryArchive(
  signingKey: KeyObject,
  { sealing, partBytes }: { sealing?: Sealing; partBytes?: number } = {},
): ArchiveMaker {
  const publicKey = createPublicKey(signingKey);
  return {
    create: ({ onProgress, ...request }) =>
      createArchive({
        ...request,
        sealing,
        partBytes,
        onProgress: ({ bytes, ...now }) => onProgress({ ...now, bytesDone: bytes }),
      }),
    async verify(file, { signal }) {
      const timeStampAuthorities = sealing?.timeStamp?.trusted;
      const result = await verifyArchive(file, { publicKey, timeStampAuthorities, signal });
      return result.ok ? [] : result.problems.map(({ place, message }) => (place ? `${place}: ${message}` : message));
    },
  };
}
