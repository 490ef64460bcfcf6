import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { BagError } from "../bag-error.ts";

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
/** A chain is three or four certificates; a file that has more than this is no chain. */
const MAX_CERTIFICATES = 50;

/** A certificate with its private key, and the certificates between it and its root. */
export type CertificateSigner = { certificate: X509Certificate; chain: readonly X509Certificate[]; key: KeyObject };

/** The certificates of a PEM text, in its order. @throws Error when one of them cannot be read, or there is none */
export function readCertificates(pem: string): X509Certificate[] {
  const found = pem.match(PEM_CERTIFICATE) ?? [];
  if (found.length === 0 || found.length > MAX_CERTIFICATES) throw new Error("it has no certificates in PEM");
  return found.map((text) => new X509Certificate(text));
}

export const certificatesPem = (certificates: readonly X509Certificate[]): string =>
  certificates.map((certificate) => certificate.toString()).join("");

/**
 * Certificates from a file, for trusting or for passing on.
 * @throws BagError `bad_certificate`
 */
export function loadCertificates(file: string): X509Certificate[] {
  try {
    return readCertificates(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new BagError("bad_certificate", `${file} cannot be read as certificates in PEM.`, { place: file, cause });
  }
}

/**
 * The certificate that signs archives beside the key of the service.
 * @param file PEM: the signer's certificate first, then those between it and its root
 * @param keyFile PEM with its private key, RSA (2048 bits or more) or EC
 * @throws BagError `bad_certificate` when the two do not belong together or are of another kind
 */
export function loadCertificateSigner(file: string, keyFile: string): CertificateSigner {
  const [certificate, ...chain] = loadCertificates(file);
  const refuse = (why: string, cause?: unknown) =>
    new BagError("bad_certificate", `The certificate's key ${keyFile} ${why}.`, { place: keyFile, cause });
  let key: KeyObject;
  try {
    key = createPrivateKey(readFileSync(keyFile));
  } catch (cause) {
    throw refuse("is not a private key in PEM without a passphrase", cause);
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== "ec" && !(key.asymmetricKeyType === "rsa" && bits >= 2048))
    throw refuse("is neither EC nor RSA of 2048 bits or more");
  if (!certificate!.checkPrivateKey(key)) throw refuse(`is not that of the first certificate in ${file}`);
  return { certificate: certificate!, chain, key };
}

const validAt = (certificate: X509Certificate, at: Date) =>
  certificate.validFromDate <= at && at <= certificate.validToDate;

/** A sentence's end on why a certificate must not be used on a day, or null. */
export function validityProblem(certificate: X509Certificate, at: Date): string | null {
  if (at < certificate.validFromDate) return `is not valid before ${certificate.validFromDate.toISOString()}`;
  if (at > certificate.validToDate) return `expired at ${certificate.validToDate.toISOString()}`;
  return null;
}

/**
 * Whether a chain leads from a certificate to one that is trusted, each signed by the next and valid at the time. Revocation is
 * not asked: it would need the network, and an archive is checked without one.
 */
export function chainLeads(
  certificate: X509Certificate,
  pool: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
  at: Date,
): boolean {
  const isTrusted = (one: X509Certificate) => trusted.some((other) => other.fingerprint512 === one.fingerprint512);
  const climb = (one: X509Certificate, steps: number): boolean => {
    if (!validAt(one, at)) return false;
    if (isTrusted(one)) return true;
    if (steps === 0) return false;
    return [...trusted, ...pool].some(
      (issuer) =>
        issuer.fingerprint512 !== one.fingerprint512 &&
        issuer.ca &&
        one.checkIssued(issuer) &&
        one.verify(issuer.publicKey) &&
        climb(issuer, steps - 1),
    );
  };
  return climb(certificate, 6);
}

/** "O=Esimerkki Oy, CN=Arkisto": a name on one line, safe to show. */
export const certificateName = (text: string): string => text.replaceAll(/\s*\n\s*/g, ", ").replaceAll(/\p{Cc}/gu, " ");
