import { createHash } from "node:crypto";
import { type CertificateSigner, certificateName, certificatesPem, validityProblem } from "./certificates.ts";
import { sealReadme } from "./seal-readme.ts";
import { signCms } from "./sign-cms.ts";
import { requestStamp, type TimeStampAuthority } from "./time-stamp-authority.ts";

/** What an archive is sealed with beside the service's own key. */
export type Sealing = { certificate?: CertificateSigner; timeStamp?: TimeStampAuthority };

/** `why` is a sentence's end; `at` an instant in UTC. */
export type SealOutcome =
  | { state: "not_configured" }
  | { state: "made"; by: string; at?: string }
  | { state: "failed"; why: string };
export type Seals = { certificate: SealOutcome; timeStamp: SealOutcome };

export const sealFiles = {
  certificates: "signature/certificates.pem",
  certificateSignature: "signature/tagmanifest-sha512.txt.p7s",
  stampCertificates: "signature/time-stamp-certificates.pem",
  timeStamp: "signature/tagmanifest-sha512.txt.tsr",
  readme: "signature/README.txt",
} as const;
export const sealLabels = { certificate: "Certificate-Signature", timeStamp: "Time-Stamp" } as const;

type TagFile = [path: string, content: Buffer];

/** What bag-info.txt says of the seals: signed by the service's key, so that one that is missing is missed. */
export function sealInfo({ certificate, timeStamp }: Seals): [label: string, value: string][] {
  const value = (outcome: SealOutcome, file: string) => (outcome.state === "failed" ? `none: ${outcome.why}` : file);
  const info: [string, string][] = [];
  if (certificate.state !== "not_configured")
    info.push([sealLabels.certificate, value(certificate, sealFiles.certificateSignature)]);
  if (timeStamp.state !== "not_configured") info.push([sealLabels.timeStamp, value(timeStamp, sealFiles.timeStamp)]);
  return info;
}

/** The files of the signature folder that the tag manifest lists, beside the public key. */
export function listedSealFiles(sealing: Sealing, seals: Seals): TagFile[] {
  const { certificate, timeStamp } = sealing;
  const files: TagFile[] = [[sealFiles.readme, Buffer.from(sealReadme(seals))]];
  if (certificate)
    files.push([sealFiles.certificates, Buffer.from(certificatesPem([certificate.certificate, ...certificate.chain]))]);
  if (timeStamp?.trusted) files.push([sealFiles.stampCertificates, Buffer.from(certificatesPem(timeStamp.trusted))]);
  return files;
}

/**
 * Seals a tag manifest with a certificate and a time stamp, as far as they are configured. One that cannot be made never costs the
 * archive: the tag manifest is then made anew, of files that say that there is none.
 * @param tagManifest of an archive whose seals came out like this
 * @param date the archive's, in UTC
 * @throws only the signal's reason
 */
export async function sealManifest(
  sealing: Sealing,
  tagManifest: (seals: Seals) => Buffer,
  { date, signal }: { date: Date; signal: AbortSignal },
): Promise<{ seals: Seals; manifest: Buffer; unlisted: TagFile[] }> {
  const { certificate: signer, timeStamp: authority } = sealing;
  const seals: Seals = {
    certificate: signer ? trySigner(signer, date) : { state: "not_configured" },
    timeStamp: authority ? { state: "made", by: authority.url } : { state: "not_configured" },
  };
  let stamped: TagFile[] = [];
  let manifest = tagManifest(seals);
  if (authority)
    try {
      const { der, stamp } = await requestStamp(authority, manifest, signal);
      stamped = [[sealFiles.timeStamp, der]];
      seals.timeStamp = {
        state: "made",
        by: certificateName(stamp.signer.subject),
        at: stamp.at.toISOString(),
      };
    } catch (error) {
      signal.throwIfAborted();
      seals.timeStamp = { state: "failed", why: `the authority ${authority.url} ${(error as Error).message}` };
      manifest = tagManifest(seals);
    }
  const signed: TagFile[] =
    signer && seals.certificate.state === "made"
      ? [[sealFiles.certificateSignature, signCms(manifest, signer, date)]]
      : [];
  return { seals, manifest, unlisted: [...signed, ...stamped] };
}

/** Signs something, so that what cannot sign is known before the archive says that it did. */
function trySigner(signer: CertificateSigner, date: Date): SealOutcome {
  const problem = validityProblem(signer.certificate, date);
  if (problem) return { state: "failed", why: `the certificate ${problem}` };
  try {
    signCms(createHash("sha512").digest(), signer, date);
    return { state: "made", by: certificateName(signer.certificate.subject) };
  } catch {
    return { state: "failed", why: "the certificate's key could not sign" };
  }
}
