import { pino } from "pino";
import type { Db } from "#db/client.ts";
import { permissionsOf, type Role } from "#app/domain/access/permissions.ts";
import type { Actor, Ctx, ServiceCtx, StaffActor } from "#app/domain/context.ts";
import type { Clock } from "#app/platform/clock.ts";
import { testService } from "./service.ts";

/** A clock that a test moves by hand. */
export function testClock(start = new Date()): Clock & { advance: (seconds: number) => void } {
  let now = start.getTime();
  return {
    now: () => new Date(now),
    advance: (seconds) => {
      now += seconds * 1000;
    },
  };
}

let requests = 0;

export function ctxOf<A extends Actor>(db: Db, actor: A, clock: Clock = { now: () => new Date() }): Ctx<A> {
  requests += 1;
  return { actor, db, clock, requestId: `test-${requests}`, log: pino({ level: "silent" }) };
}

export const anonymous = { kind: "anonymous", id: "anonymous" } as const;
export const operator = { kind: "operator", id: "test" } as const;

/** As `ctxOf`, with what the verbs about the service get. Without answers, Grafana is one that is not set up. */
export function serviceCtxOf<A extends Actor>(
  db: Db,
  actor: A,
  { clock, ...service }: Parameters<typeof testService>[0] & { clock?: Clock } = {},
): ServiceCtx<A> {
  return { ...ctxOf(db, actor, clock), ...testService(service) };
}

/** A person as the session would give it. */
export function staffActor(id: string, roles: Role[], more: Partial<StaffActor> = {}): StaffActor {
  return {
    kind: "staff",
    id,
    sessionId: "00000000-0000-4000-8000-000000000000",
    displayName: "Test Person",
    roles,
    permissions: permissionsOf(roles),
    authTime: new Date(),
    formToken: "form-token",
    ...more,
  };
}
