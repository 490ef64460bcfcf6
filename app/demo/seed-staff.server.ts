import { eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { staff, staffRole } from "#db/schema/identity.ts";
import { needsSecondAdministrator } from "../domain/access/role-rules.ts";
import { recordEvent } from "../domain/audit/record-event.server.ts";
import { subjectHmac } from "../domain/identity/tokens.server.ts";
import { demoPeople } from "./people.ts";

const operator = { actor: { kind: "operator", id: "demo" }, requestId: "demo-data" } as const;

/**
 * Makes the demo's staff, each with the roles active. A later start changes nothing that was done in the console meanwhile; it
 * only binds the identities again, since the demo broker's address depends on the port.
 * @param options.issuer the demo broker
 */
export async function seedDemoStaff(db: Db, options: { issuer: string; subjectKey: string }): Promise<void> {
  await db.transaction(async (tx) => {
    const administrators: string[] = [];
    // Administrators first: the approving roles name them as proposer and approver.
    const people = [...demoPeople].sort(
      (a, b) => Number(b.role === "administrator") - Number(a.role === "administrator"),
    );
    for (const person of people) {
      if (!person.role) continue;
      const subject = subjectHmac(options.subjectKey, options.issuer, person.subject);
      const [known] = await tx
        .update(staff)
        .set({ subjectHmac: subject })
        .where(eq(sql`lower(${staff.email})`, person.email))
        .returning({ id: staff.id });
      if (known) {
        if (person.role === "administrator") administrators.push(known.id);
        continue;
      }
      const [made] = await tx
        .insert(staff)
        .values({ displayName: person.name, email: person.email, subjectHmac: subject })
        .returning({ id: staff.id });
      const id = made!.id;
      if (person.role === "administrator") administrators.push(id);
      for (const role of [person.role, ...person.more]) {
        const byTwo = needsSecondAdministrator(role) && role !== "administrator";
        await tx.insert(staffRole).values({
          staffId: id,
          role,
          state: "active",
          proposedBy: role === "administrator" ? null : administrators[0],
          approvedBy: byTwo ? administrators[1] : null,
          approvedAt: byTwo ? new Date() : null,
        });
        await recordEvent(operator, tx, {
          action: "staff_role.bootstrap",
          target: { kind: "staff", id },
          details: { role, new_person: role === person.role },
        });
      }
    }
  });
}
