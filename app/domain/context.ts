import type { Logger } from "pino";
import type { Db } from "#db/client.ts";
import type { Clock } from "../platform/clock.ts";
import type { Grafana } from "../platform/grafana/grafana.ts";
import type { Reach } from "../platform/http/guarded-post.server.ts";
import type { Profile } from "../profile/profile-schema.ts";
import type { ApiKeyPurpose } from "./access/api-keys.ts";
import type { Permission, Role } from "./access/permissions.ts";
import type { Measurements } from "./measurements/measurement.ts";

/** Who acts. Never "unknown": a verb that runs without one of these does not compile. */
export type Actor =
  | {
      kind: "staff";
      id: string;
      sessionId: string;
      displayName: string;
      roles: readonly Role[];
      permissions: ReadonlySet<Permission>;
      /** When the person last proved who they are to the broker. */
      authTime: Date;
      /** Bound into forms that approve something. */
      formToken: string;
    }
  | { kind: "portal"; id: string; linkId: string; runId: string }
  /** A program with a key of its own, for one purpose. */
  | { kind: "api_key"; id: string; purpose: ApiKeyPurpose }
  | { kind: "job"; id: string }
  /** A person at the machine's shell: the command line tools and the start. */
  | { kind: "operator"; id: string }
  /** Somebody who has not signed in; may only do what is public by design. */
  | { kind: "anonymous"; id: "anonymous" };

export type StaffActor = Extract<Actor, { kind: "staff" }>;

/** What every verb gets: `(ctx, input)`. */
export type Ctx<A extends Actor = Actor> = {
  actor: A;
  db: Db;
  clock: Clock;
  requestId: string;
  log: Logger;
};

/** What the verbs about the service itself get: health, latency, maintenance. */
export type ServiceCtx<A extends Actor = Actor> = Ctx<A> & {
  profile: Profile;
  grafana: Grafana;
  measurements: Measurements;
  /** Where people reach us: staff, and customers with everybody else. For mails and feeds, which know no request. */
  origins: { console: string; portal: string };
  /** Where webhooks may lead. */
  webhookReach: Reach;
};
