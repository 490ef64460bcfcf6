import type { Ctx } from "#app/domain/context.ts";
import type { OidcSignIn } from "#app/domain/identity/oidc-client.server.ts";
import type { Env } from "#app/platform/settings.ts";
import type { Storage } from "#app/platform/storage/storage.ts";

export type HostKind = "console" | "portal";

/** What app/server.ts hands to every loader and action. */
export type AppContext = {
  /** The actor is the signed-in person, or anonymous. */
  ctx: Ctx;
  env: Env;
  host: HostKind;
  /** For this response's Content-Security-Policy. */
  nonce: string;
  /** Aborted when the browser goes away; Remix's own request.signal is not reliable behind Express. */
  signal: AbortSignal;
  clientIp: string;
  oidc: OidcSignIn;
  archives: Storage;
  /** Set cookies here where no redirect carries them. */
  demo: boolean;
};

declare module "@remix-run/node" {
  interface AppLoadContext extends AppContext {}
}
