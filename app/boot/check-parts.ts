import { signInMethods } from "../domain/identity/sign-in-methods.ts";
import { openGateways } from "../platform/messages/open-gateways.server.ts";
import { type Env, SettingsError } from "../platform/settings.ts";
import { openStorage } from "../platform/storage/open-storage.server.ts";

type Parts = Pick<
  Env,
  "OIDC_METHODS" | "DOCUMENT_STORE" | "ARCHIVE_STORE" | "MAIL_URL" | "MAIL_FROM" | "SMS_URL" | "SMS_TOKEN"
>;

/**
 * Makes here once what the children make of the settings: what is wrong is a sentence here, and would be a process there
 * that ends and is started again for ever. Nothing is contacted.
 * @throws SettingsError that names the setting
 */
export function checkParts(env: Parts): void {
  const attempt = (setting: string, make: () => unknown) => {
    try {
      make();
    } catch (error) {
      throw new SettingsError(`${setting}: ${(error as Error).message}`);
    }
  };
  attempt("OIDC_METHODS", () => signInMethods(env.OIDC_METHODS));
  attempt("DOCUMENT_STORE", () => openStorage(env.DOCUMENT_STORE));
  attempt("ARCHIVE_STORE", () => openStorage(env.ARCHIVE_STORE));
  attempt("MAIL_URL or SMS_URL", () => openGateways(env));
}
