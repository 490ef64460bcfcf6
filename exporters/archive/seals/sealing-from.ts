import { BagError } from "../bag-error.ts";
import { loadCertificateSigner, loadCertificates } from "./certificates.ts";
import type { Sealing } from "./seal.ts";

export type SealSettings = {
  SIGNING_CERTIFICATE_FILE?: string;
  SIGNING_CERTIFICATE_KEY_FILE?: string;
  TIMESTAMP_URL?: string;
  TIMESTAMP_CERTIFICATE_FILE?: string;
};

/**
 * What the settings say that archives are sealed with beside the service's key.
 * @throws BagError `bad_certificate`
 */
export function sealingFrom(env: SealSettings): Sealing {
  if (Boolean(env.SIGNING_CERTIFICATE_FILE) !== Boolean(env.SIGNING_CERTIFICATE_KEY_FILE))
    throw new BagError(
      "bad_certificate",
      "SIGNING_CERTIFICATE_FILE and SIGNING_CERTIFICATE_KEY_FILE go together: give both, or neither.",
    );
  const certificate =
    env.SIGNING_CERTIFICATE_FILE && env.SIGNING_CERTIFICATE_KEY_FILE
      ? loadCertificateSigner(env.SIGNING_CERTIFICATE_FILE, env.SIGNING_CERTIFICATE_KEY_FILE)
      : undefined;
  const trusted = env.TIMESTAMP_CERTIFICATE_FILE ? loadCertificates(env.TIMESTAMP_CERTIFICATE_FILE) : undefined;
  return { certificate, timeStamp: env.TIMESTAMP_URL ? { url: env.TIMESTAMP_URL, trusted } : undefined };
}
