import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { permissionsOf } from "#app/domain/access/permissions.ts";
import { addAdjustment } from "#app/domain/exports/add-adjustment.server.ts";
import { approveErasure } from "#app/domain/exports/approve-erasure.server.ts";
import { approveExport } from "#app/domain/exports/approve-export.server.ts";
import { cancelExport } from "#app/domain/exports/cancel-export.server.ts";
import { availability, type ExportAction, exportActions, exportStates } from "#app/domain/exports/export-states.ts";
import { extendRetrieval } from "#app/domain/exports/extend-retrieval.server.ts";
import { handOverExport } from "#app/domain/exports/hand-over-export.server.ts";
import { proposeErasure } from "#app/domain/exports/propose-erasure.server.ts";
import { recordDates } from "#app/domain/exports/record-dates.server.ts";
import { recordServiceErasure } from "#app/domain/exports/record-service-erasure.server.ts";
import { refuseExport } from "#app/domain/exports/refuse-export.server.ts";
import { reissueLink } from "#app/domain/exports/reissue-link.server.ts";
import { repeatExport } from "#app/domain/exports/repeat-export.server.ts";
import { rerunExport } from "#app/domain/exports/rerun-export.server.ts";
import { revokeLink } from "#app/domain/exports/revoke-link.server.ts";
import { scopeExport } from "#app/domain/exports/scope-export.server.ts";
import { withdrawErasure } from "#app/domain/exports/withdraw-erasure.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { ctxOf, staffActor } from "#tests/support/contexts.ts";
import {
  approvedRequest,
  auditOf,
  type Officer,
  officer,
  readRequest,
  scopedRequest,
} from "#tests/support/leaving-customer.ts";
import { testService } from "#tests/support/service.ts";

const database = await testDatabase();
const asker = await officer(database, "Aino Asker");
const other = await officer(database, "Otto Other");
const third = await officer(database, "Tiina Third");
const portalOrigin = "https://portal.example";

type Seen = { id: string; version: number; scopeSha256: string };
const verbs: Partial<Record<ExportAction, (by: Officer, seen: Seen) => Promise<unknown>>> = {
  scope: (by, seen) => scopeExport(by, seen),
  adjust: (by, seen) =>
    addAdjustment(by, {
      ...seen,
      kind: "leave_out",
      material: "inventory",
      yearEndsOn: "",
      until: "",
      reason: "There is no inventory",
    }),
  approve: (by, seen) => approveExport(by, { ...seen, formToken: "form" }),
  refuse: (by, seen) => refuseExport(by, { ...seen, reason: "No proof of authority" }),
  cancel: (by, seen) => cancelExport(by, { ...seen, reason: "The customer stays" }),
  rerun: (by, seen) => rerunExport(by, seen),
  hand_over: (by, seen) => handOverExport(by, { ...seen, portalOrigin }),
  reissue_link: (by, seen) => reissueLink(by, { ...seen, portalOrigin }),
  revoke_link: (by, seen) => revokeLink(by, seen),
  set_dates: (by, seen) =>
    recordDates({ ...by, ...testService() }, { ...seen, noticeGivenOn: "2026-11-01", transitionBasis: "thirty_days" }),
  extend_retrieval: (by, seen) =>
    extendRetrieval(by, { ...seen, retrievalEndsOn: "2027-06-30", reason: "A longer holiday", portalOrigin }),
  record_service_erasure: (by, seen) => recordServiceErasure(by, { ...seen, serviceErasedOn: "2026-11-01" }),
  repeat: (by, seen) => repeatExport(by, seen),
  propose_erasure: (by, seen) => proposeErasure(by, { ...seen, reason: "The time is over" }),
  approve_erasure: (by, seen) => approveErasure(by, { ...seen, formToken: "form", confirmed: true }),
  withdraw_erasure: (by, seen) => withdrawErasure(by, seen),
};

// Worked out by hand from the flow of the product: from which states each button does something.
const expected: Record<string, string[]> = {
  scope: ["requested", "scoped"],
  adjust: ["requested", "scoped"],
  approve: ["scoped"],
  refuse: ["requested", "scoped"],
  cancel: ["requested", "scoped", "ready", "failed"],
  rerun: ["failed"],
  hand_over: ["ready"],
  reissue_link: ["handed_over", "downloaded"],
  revoke_link: ["handed_over", "downloaded"],
  set_dates: ["requested", "scoped", "approved", "running", "ready", "handed_over", "downloaded", "failed"],
  extend_retrieval: ["handed_over", "downloaded", "retained", "expired"],
  record_service_erasure: ["handed_over", "downloaded", "retained", "expired", "erased"],
  repeat: ["handed_over", "downloaded", "retained", "expired", "erased", "cancelled", "failed", "lapsed"],
  propose_erasure: ["retained", "expired"],
  approve_erasure: ["retained", "expired"],
  withdraw_erasure: ["retained", "expired"],
};

test("every action that a person may do has a verb here, and the table says where from", () => {
  const byPeople = Object.entries(exportActions).filter(([, rule]) => rule.permission !== null);
  expect(Object.fromEntries(byPeople.map(([action, rule]) => [action, [...rule.from]]))).toEqual(expected);
  expect(Object.keys(verbs).sort()).toEqual(Object.keys(expected).sort());
});

/** A request with an erasure that two people decided on, without which none gets that far. */
async function carriedOut() {
  const { id } = await approvedRequest(database, asker, third);
  await database.sql`
    insert into console.export_erasure (request_id, proposed_by, reason, approved_by, approved_at, erased_at)
    values (${id}, ${asker.actor.id}, 'The time is over', ${third.actor.id}, now(), now())`;
  return { id };
}

test.each(Object.keys(verbs) as ExportAction[])(
  "%s does nothing from a state that the table does not name",
  async (action) => {
    const scoped = await scopedRequest(database, asker);
    const approved = { ...scoped, ...(await approvedRequest(database, asker, third)) };
    for (const state of exportStates.filter((name) => !expected[action]!.includes(name))) {
      const { id } = ["requested", "scoped", "refused"].includes(state)
        ? scoped
        : state === "erased"
          ? await carriedOut()
          : approved;
      await database.sql`update console.export_request set state = ${state} where id = ${id}`;
      const { version } = await readRequest(database, id);
      await expect(verbs[action]!(other, { ...scoped, id, version }), `from ${state}`).rejects.toMatchObject({
        code: "conflict",
      });
      expect(await readRequest(database, id)).toMatchObject({ state, version });
    }
    // Another test of this file looks at open requests.
    await database.sql`update console.export_request set state = 'cancelled' where id in ${database.sql([scoped.id, approved.id])}`;
  },
);

test.each(Object.keys(verbs) as ExportAction[])(
  "%s is refused to somebody whose roles lack its permission",
  async (action) => {
    const scoped = await scopedRequest(database, asker);
    const auditor = ctxOf(database.db, staffActor(other.actor.id, ["auditor", "administrator"], { formToken: "form" }));
    await expect(verbs[action]!(auditor, scoped)).rejects.toMatchObject({ code: "forbidden" });
    expect((await auditOf(database, scoped.id)).at(-1)).toMatchObject({
      action: `export_request.${action}`,
      outcome: "refused",
      details: { code: "forbidden" },
    });
    expect((await readRequest(database, scoped.id)).state).toBe("scoped");
  },
);

test("a disabled button says why, in words", () => {
  const people = { requestedBy: "a", scopedBy: "b", part: "books" as const, adjustments: [{ by: "d" }] };
  const person = (id: string) => ({ id, permissions: permissionsOf(["export_officer"]) });
  expect(availability("approve", "scoped", person("c"), people)).toEqual({ allowed: true });
  for (const id of ["a", "b", "d"])
    expect(availability("approve", "scoped", person(id), people)).toEqual({
      allowed: false,
      reason:
        "The person who asked for the export, adjusted its scope or recorded it cannot approve it. Ask another export officer.",
    });
  expect(availability("hand_over", "running", person("c"), people)).toMatchObject({
    allowed: false,
    reason: expect.stringContaining("once it is ready"),
  });
  expect(availability("start", "approved", person("c"), people).allowed).toBe(false);
});

test("the table names exactly the states that the database knows", async () => {
  const [row] = await database.db.execute<{ definition: string }>(sql`
    select pg_get_constraintdef(oid) as definition from pg_constraint where conname = 'export_request_state_check'`);
  const states = [...row!.definition.matchAll(/'(\w+)'/g)].map((match) => match[1]!);
  expect(states.sort()).toEqual([...exportStates].sort());
});
