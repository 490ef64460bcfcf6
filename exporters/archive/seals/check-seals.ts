import type { X509Certificate } from "node:crypto";
import type { Problems } from "../problems.ts";
import { type BagInfo, parseBagInfo } from "../tag-files.ts";
import { certificateName, chainLeads, readCertificates } from "./certificates.ts";
import { oid } from "./oids.ts";
import { readCms } from "./read-cms.ts";
import { sealFiles, sealLabels } from "./seal.ts";
import { type ReadStamp, readStamp } from "./time-stamp.ts";

/**
 * `none`: the archive itself says that there is none, and why where one was due. `trusted`: the certificate leads to one that was
 * given; `unproven`: it is intact, and whose it is rests on the archive alone.
 */
export type SealReport =
  | { state: "none"; statement: string }
  | { state: "trusted" | "unproven"; by: string; issuer: string; at: string | null; statement: string };
export type SealReports = { certificate: SealReport; timeStamp: SealReport };

const REVOCATION = "Whether it had been revoked was not asked.";

/**
 * Checks the signature by certificate and the time stamp, each against what bag-info.txt says of it: one that was taken away shows.
 * @param read a small file of the bag, or null
 */
export async function checkSeals(
  read: (file: string) => Promise<Buffer | null>,
  given: {
    certificateAuthorities?: readonly X509Certificate[];
    timeStampAuthorities?: readonly X509Certificate[];
  },
  problems: Problems,
): Promise<SealReports> {
  const { info } = parseBagInfo((await read("bag-info.txt"))?.toString("utf8") ?? "");
  const manifest = (await read("tagmanifest-sha512.txt")) ?? Buffer.alloc(0);
  const signature = await expected(read, info, "certificate", sealFiles.certificateSignature, problems);
  const token = await expected(read, info, "timeStamp", sealFiles.timeStamp, problems);
  const stamp = token.bytes ? readToken(token.bytes, manifest, problems) : null;
  const timeStamp = stamp
    ? reportStamp(stamp, given.timeStampAuthorities, await embedded(read, sealFiles.stampCertificates), problems)
    : none(token.why, "time stamp");
  if (!signature.bytes) return { certificate: none(signature.why, "signature with a certificate"), timeStamp };
  const listed = await embedded(read, sealFiles.certificates);
  const certificate = checkCertificate(
    signature.bytes,
    manifest,
    // A stamp of nobody that is trusted could be made by whoever has an expired certificate's key, of any time.
    { listed, given: given.certificateAuthorities, stampedAt: timeStamp.state === "trusted" ? stamp!.at : null },
    problems,
  );
  return { certificate, timeStamp };
}

function none(why: string | null, what: string): SealReport {
  return { state: "none", statement: why === null ? `There is no ${what}.` : `There is no ${what}: ${why}.` };
}

async function embedded(read: (file: string) => Promise<Buffer | null>, file: string): Promise<X509Certificate[]> {
  const pem = await read(file);
  try {
    return pem ? readCertificates(pem.toString("latin1")) : [];
  } catch {
    return [];
  }
}

async function expected(
  read: (file: string) => Promise<Buffer | null>,
  info: BagInfo,
  seal: keyof typeof sealLabels,
  file: string,
  problems: Problems,
): Promise<{ bytes: Buffer | null; why: string | null }> {
  const said = info.find(({ label }) => label === sealLabels[seal])?.value;
  const bytes = await read(file);
  if (said === file) {
    if (!bytes) problems.error("seal_missing", file, "bag-info.txt says that it is there, and it is not.");
    return { bytes, why: bytes ? null : "it was taken away" };
  }
  if (bytes) problems.error("seal_unexpected", file, "It is there, and bag-info.txt does not say so.");
  return { bytes: null, why: said?.replace(/^none: /, "") ?? null };
}

function readToken(token: Buffer, manifest: Buffer, problems: Problems): ReadStamp | null {
  try {
    return readStamp(token, manifest);
  } catch (error) {
    problems.error("bad_time_stamp", sealFiles.timeStamp, `The time stamp ${(error as Error).message}.`);
    return null;
  }
}

function reportStamp(
  stamp: ReadStamp,
  given: readonly X509Certificate[] | undefined,
  listed: readonly X509Certificate[],
  problems: Problems,
): SealReport {
  const { signer, certificates } = stamp;
  const leads = (to: readonly X509Certificate[]) => chainLeads(signer, certificates, to, stamp.at);
  if (given ? !leads(given) : listed.length > 0 && !leads(listed))
    problems.error(
      "untrusted_certificate",
      sealFiles.timeStamp,
      `Its certificate does not lead to ${given ? "the given ones" : "those of its authority that the archive has"}.`,
    );
  const at = stamp.at.toISOString();
  return {
    state: given ? "trusted" : "unproven",
    by: certificateName(signer.subject),
    issuer: certificateName(signer.issuer),
    at,
    statement: given
      ? `The content, and the key that it names, were there at ${at}, as an authority of the given certificate says. ${REVOCATION}`
      : `A stamp of ${at} is over this content. Its certificate came with the archive: not proven whose. Give the authority's with --time-stamp-ca.`,
  };
}

function checkCertificate(
  der: Buffer,
  manifest: Buffer,
  {
    listed,
    given,
    stampedAt,
  }: { listed: readonly X509Certificate[]; given?: readonly X509Certificate[]; stampedAt: Date | null },
  problems: Problems,
): SealReport {
  const place = sealFiles.certificateSignature;
  try {
    const { signer, certificates, signingTime } = readCms(der, { contentType: oid.data, detached: manifest });
    if (listed[0]?.fingerprint512 !== signer.fingerprint512)
      throw new Error(`is by another certificate than the first in ${sealFiles.certificates}`);
    const at = stampedAt ?? signingTime ?? new Date();
    if (given && !chainLeads(signer, certificates, given, at))
      problems.error("untrusted_certificate", place, "Its certificate does not lead to the given ones.");
    const by = certificateName(signer.subject);
    return {
      state: given ? "trusted" : "unproven",
      by,
      issuer: certificateName(signer.issuer),
      at: signingTime?.toISOString() ?? null,
      statement: given
        ? `Signed with the certificate of ${by}, which leads to the given one${stampedAt ? " and was valid at the time stamp's time" : "; the time is the signer's own word"}. ${REVOCATION}`
        : `Signed with a certificate that says ${by}. It came with the archive: not proven whose. Give its issuer's with --certificate-ca.`,
    };
  } catch (error) {
    problems.error("bad_certificate_signature", place, `The signature ${(error as Error).message}.`);
    return none("it is not intact", "signature with a certificate");
  }
}
