import * as openid from "openid-client";
import { DomainError } from "../errors.ts";
import type { SignInMethod } from "./sign-in-methods.ts";

export type OidcConfig = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Absolute address of the callback, as registered at the broker. */
  redirectUri: string;
  /** Levels of assurance (`acr`) that are enough. */
  requiredAcr: readonly string[];
  methods: readonly SignInMethod[];
  /** The claim that names the person for good: `idp_id` where the broker's `sub` changes. */
  subjectClaim?: "sub" | "idp_id";
  /** Plain http to a broker on this machine: the demo and the tests. */
  allowInsecure?: boolean;
};

export type OidcClient = {
  config: OidcConfig;
  /** @throws DomainError `unavailable` while the broker does not answer; the next call asks again */
  configuration: () => Promise<openid.Configuration>;
};

/** What the sign-in verbs need beside the context: made once by the process's entry. */
export type SignIn = {
  oidc: OidcClient;
  /** Key of the identities' pseudonyms; a change of it makes every account unknown. */
  subjectKey: string;
};

const BROKER_TIMEOUT_SECONDS = 8;
// A broker changes its endpoints rarely, its keys by kid; an hour bounds how long a moved endpoint is missed.
const METADATA_MAX_AGE_MS = 3_600_000;

/**
 * A client of the sign-in broker. Nothing is fetched before the first sign-in, so the console starts without the broker.
 * @throws Error when plain http is asked for with a broker that is not on this machine
 */
export function createOidcClient(config: OidcConfig): OidcClient {
  const issuer = new URL(config.issuer);
  if (config.allowInsecure && !["localhost", "127.0.0.1", "[::1]"].includes(issuer.hostname)) {
    throw new Error(`The issuer ${config.issuer} is not on this machine and must be https://.`);
  }
  let found: Promise<openid.Configuration> | undefined;
  let foundAt = 0;
  const discover = () =>
    openid.discovery(issuer, config.clientId, config.clientSecret, undefined, {
      timeout: BROKER_TIMEOUT_SECONDS,
      // The library trusts TLS instead of the ID token's signature unless told otherwise.
      execute: [openid.enableNonRepudiationChecks, ...(config.allowInsecure ? [openid.allowInsecureRequests] : [])],
    });
  return {
    config,
    async configuration() {
      if (!found || Date.now() - foundAt > METADATA_MAX_AGE_MS) {
        found = discover();
        foundAt = Date.now();
      }
      const asked = found;
      try {
        return await asked;
      } catch (cause) {
        if (found === asked) found = undefined;
        throw new DomainError("unavailable", "The sign-in service does not answer. Try again in a few minutes.", {
          cause,
        });
      }
    },
  };
}
