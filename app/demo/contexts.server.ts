import { pino } from "pino";
import type { Db } from "#db/client.ts";
import { staff } from "#db/schema/identity.ts";
import { permissionsOf } from "../domain/access/permissions.ts";
import type { Actor, ServiceCtx, StaffActor } from "../domain/context.ts";
import { unconfiguredGrafana } from "../platform/grafana/unconfigured.ts";
import type { Profile } from "../profile/profile-schema.ts";
import { demoPeople } from "./people.ts";

/** Whoever does something in the demo's past, at that time. */
export type DemoContexts = {
  /** One of the demo's people, by the end of the subject: `vilma`. */
  person: (who: string, at: Date) => ServiceCtx<StaffActor>;
  other: <A extends Actor>(actor: A, at: Date) => ServiceCtx<A>;
};

/** @throws Error from `person` where the demo's staff are not there yet */
export async function demoContexts(db: Db, profile: Profile): Promise<DemoContexts> {
  const rows = await db.select({ id: staff.id, email: staff.email, name: staff.displayName }).from(staff);
  const other = <A extends Actor>(actor: A, at: Date): ServiceCtx<A> => ({
    actor,
    db,
    clock: { now: () => at },
    requestId: "demo-data",
    log: pino({ level: "silent" }),
    profile: { ...profile, ipRestrictions: { documentationNetworks: true } },
    grafana: unconfiguredGrafana,
    measurements: { read: async () => [] },
    origins: { console: "https://console.invalid", portal: "https://portal.invalid" },
    webhookReach: { networks: [], loopback: false },
  });
  const person = (who: string, at: Date) => {
    const known = demoPeople.find(({ subject }) => subject === `demo-${who}`)!;
    const row = rows.find(({ email }) => email.toLowerCase() === known.email);
    if (!row || !known.role) throw new Error(`the demo has no ${who}: seed its staff first`);
    const roles = [known.role, ...known.more];
    return other<StaffActor>(
      {
        kind: "staff",
        id: row.id,
        sessionId: row.id,
        displayName: row.name,
        roles,
        permissions: permissionsOf(roles),
        authTime: at,
        formToken: "",
      },
      at,
    );
  };
  return { person, other };
}
