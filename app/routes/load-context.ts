import type { ServiceCtx } from "#app/domain/context.ts";
import type { SignIn } from "#app/domain/identity/oidc-client.server.ts";
import type { HostKind } from "#app/platform/http/hosts.server.ts";
import type { Env } from "#app/platform/settings.ts";
import type { Storage } from "#app/platform/storage/storage.ts";

/** What app/web-app.ts hands to every loader and action. */
export type AppContext = {
  /** The actor is the signed-in person, or anonymous. */
  ctx: ServiceCtx;
  env: Env;
  host: HostKind;
  /** For this response's Content-Security-Policy. */
  nonce: string;
  /** Aborted when the browser goes away; Remix's own request.signal is not reliable behind Express. */
  signal: AbortSignal;
  /** The same, and when this process is to stop: for event streams, which never end by themselves. */
  streamSignal: AbortSignal;
  clientIp: string;
  signIn: SignIn;
  archives: Storage;
  /** Demo parts are on: invented people, the Outbox. */
  demo: boolean;
};

declare module "@remix-run/node" {
  interface AppLoadContext extends AppContext {}
}
