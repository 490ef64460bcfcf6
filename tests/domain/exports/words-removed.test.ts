import { expect, test } from "vitest";
import { addAdjustment } from "#app/domain/exports/add-adjustment.server.ts";
import { approveErasure } from "#app/domain/exports/approve-erasure.server.ts";
import { approveExport } from "#app/domain/exports/approve-export.server.ts";
import { endRetrievals } from "#app/domain/exports/end-retrievals.server.ts";
import { forgetPeople } from "#app/domain/exports/forget-people.server.ts";
import { handOverExport } from "#app/domain/exports/hand-over-export.server.ts";
import { lapseFailed } from "#app/domain/exports/lapse-failed.server.ts";
import { previewExport } from "#app/domain/exports/preview-export.server.ts";
import { proposeErasure } from "#app/domain/exports/propose-erasure.server.ts";
import { readLife } from "#app/domain/exports/read-life.server.ts";
import { recordDates } from "#app/domain/exports/record-dates.server.ts";
import { refuseExport } from "#app/domain/exports/refuse-export.server.ts";
import { repeatExport } from "#app/domain/exports/repeat-export.server.ts";
import { requestExport } from "#app/domain/exports/request-export.server.ts";
import { rerunExport } from "#app/domain/exports/rerun-export.server.ts";
import { failAttempt } from "#app/domain/exports/run/fail-attempt.server.ts";
import { finishRun } from "#app/domain/exports/run/finish-run.server.ts";
import { startAttempt } from "#app/domain/exports/run/start-attempt.server.ts";
import { scopeExport } from "#app/domain/exports/scope-export.server.ts";
import { sendNotices } from "#app/domain/exports/send-notices.server.ts";
import { eraseArchives } from "#app/jobs/export/erase-archives.ts";
import { sweep } from "#app/jobs/export/sweep.ts";
import { exportStore } from "#tests/support/export-store.ts";
import { auditOf, makeCompany, readRequest, requestOf, scopedRequest } from "#tests/support/leaving-customer.ts";
import { visit } from "#tests/support/page.tsx";
import { textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

// What officers wrote in their own words may name people: it goes with them, and codes, days and who decided stay.

const { database, clock, aino, otto, worker, owner, archives, stagingFolder, service, job, seen } = await exportStore();
const DAY = 86_400;
const portalOrigin = "https://portal.example";
const deps = { archives, stagingFolder };

async function page(id: string, file: "request" | "scope" | "dates" | "erasure"): Promise<string> {
  const part = file === "request" ? "" : `/${file}`;
  const { html } = await visit(`exports/${file}.tsx`, `/exports/:id${part}`, `/exports/${id}${part}`, service(aino));
  expect(markupFaults(html)).toEqual([]);
  return textOf(html);
}

/** A request in which officers have written of a person wherever they can write, up to its approval. */
async function wordy() {
  const { id } = await requestExport(aino, requestOf((await makeCompany(database)).id));
  await recordDates(service(aino), {
    ...(await seen(id)),
    noticeGivenOn: "2026-11-23",
    transitionBasis: "customer_extended",
    transitionEndsOn: "2027-04-30",
    transitionReason: "Maija is on leave",
    retrievalEndsOn: "2027-06-30",
    retrievalReason: "Maija comes back in June",
  });
  await addAdjustment(aino, {
    ...(await seen(id)),
    kind: "leave_out",
    material: "inventory",
    yearEndsOn: "",
    until: "",
    reason: "Maija has the inventory",
  });
  const { scopeSha256 } = await previewExport(aino, { id });
  await scopeExport(aino, { ...(await seen(id)), scopeSha256 });
  const { runId } = await approveExport(service(otto), { ...(await seen(id)), scopeSha256, formToken: "form" });
  return { id, runId, scopeSha256 };
}

/** Every row about a request, as text. */
async function everything(id: string): Promise<string> {
  const rows = await owner`
    select to_jsonb(r)::text as row from console.export_request r where id = ${id}
    union all select to_jsonb(c)::text from console.export_clock c where request_id = ${id}
    union all select to_jsonb(e)::text from console.export_erasure e where request_id = ${id}
    union all select to_jsonb(u)::text from console.export_run u where request_id = ${id}
    union all select to_jsonb(m)::text from console.message m where subject_id = ${id} and purpose <> 'export_erased'
    union all select to_jsonb(a)::text from audit.event a where target_id = ${id}`;
  return rows.map(({ row }) => row).join("\n");
}

test("a failed run that nobody makes again lapses after 90 days, with a warning before, and no word of people stays", async () => {
  const { id, runId, scopeSha256 } = await wordy();
  const attempt = await startAttempt(job(), { runId });
  const failure = { code: "document_missing", message: "maija.pdf is missing", permanent: true };
  expect(await failAttempt(job(), attempt!, failure)).toBe("failed");
  expect((await readRequest(database, id)).failedAt).toEqual(clock.now());
  // 90 days after the transition, which ends on 30 April.
  expect(await readLife(service(aino), { id })).toMatchObject({ runAgainBy: "2027-07-29" });
  clock.advance((31 + 31 + 28 + 31 + 30 + 31 + 30 + 22) * DAY);
  expect(clock.now().toISOString()).toBe("2027-07-15T10:00:00.000Z");
  // What other tests left behind has ended by now.
  await lapseFailed(job());
  await sendNotices(job());
  const [warning] = await database.sql`select subject, body from console.message
    where subject_id = ${id} and purpose = 'export_notice' order by created_at desc, subject limit 1`;
  expect(warning!.subject).toMatch(/^Export \d+: the request lapses in two weeks$/);
  expect(warning!.body).toContain("After 2027-07-29 the request lapses");
  clock.advance(14 * DAY);
  expect(await lapseFailed(job())).toEqual({ ended: 0 });
  clock.advance(DAY);
  const ends = await Promise.all([lapseFailed(job()), lapseFailed(job())]);
  expect(ends.map(({ ended }) => ended).sort()).toEqual([0, 1]);
  expect(await readRequest(database, id)).toMatchObject({ state: "lapsed", endedBy: null, endedAt: clock.now() });
  expect((await auditOf(database, id)).at(-1)).toEqual({
    action: "export_request.lapse_failed",
    outcome: "done",
    actor: "job",
    details: { failedOn: "2026-11-23", until: "2027-07-29" },
  });
  await expect(rerunExport(aino, await seen(id))).rejects.toMatchObject({ code: "conflict" });

  expect(await everything(id)).toMatch(/Maija/);
  await sweep(job(), deps);
  await database.sql`update console.export_run set removed_at = now() where id = ${runId}`;
  clock.advance(31 * DAY);
  await forgetPeople(job());
  expect(await everything(id)).not.toMatch(/maija|\+358|@/i);
  const request = await readRequest(database, id);
  expect(request).toMatchObject({ state: "lapsed", scopeSha256, endReason: null });
  // What was decided stays, by code, with who and when.
  expect(request.adjustments).toEqual([
    {
      kind: "leave_out",
      material: "inventory",
      yearEndsOn: null,
      until: null,
      reason: "Removed on 2027-08-30",
      by: aino.actor.id,
      at: "2026-11-23T10:00:00.000Z",
    },
  ]);
  expect(await readLife(service(aino), { id })).toMatchObject({
    dates: {
      transitionBasis: "customer_extended",
      transitionEndsOn: "2027-04-30",
      transitionReason: "Removed on 2027-08-30",
      retrievalReason: "Removed on 2027-08-30",
    },
  });
  const [run] = await database.sql`select error_code, error_message from console.export_run where id = ${runId}`;
  expect(run).toEqual({ error_code: "document_missing", error_message: "Removed on 2027-08-30" });

  // Pages say so, instead of nothing.
  const shown = await page(id, "request");
  expect(shown).toContain("Lapsed without an archive");
  expect(shown).toContain("Nothing is left to do: the names, addresses and reasons in it were removed on 2027-08-30.");
  expect(shown).toContain("Asked by removed on 2027-08-30");
  expect(shown).toContain("Codes go to removed on 2027-08-30");
  expect(shown).toContain("ended the request, since nobody had run it again in time");
  expect(await page(id, "scope")).toContain("Removed on 2027-08-30");
  expect(await page(id, "dates")).toContain("The request has ended: there is no archive to fetch.");
  expect(await page(id, "dates")).toContain("Removed on 2027-08-30");

  // The scope can still be looked at, and asked for again with a reason that says what became of the first.
  expect((await previewExport(aino, { id })).adjustments[0]).toMatchObject({ reason: "Removed on 2027-08-30" });
  const again = await repeatExport(aino, { ...(await seen(id)), ...requestOf("") });
  expect((await readRequest(database, again.id)).adjustments).toMatchObject([
    {
      material: "inventory",
      reason: `As decided for export ${request.number}, whose reasons were removed on 2027-08-30.`,
    },
  ]);
});

test("with the erasure the officers' words go too, its own reason among them; before it they stay as they were", async () => {
  const { id, runId } = await wordy();
  const attempt = await startAttempt(job(), { runId });
  const none = { state: "not_configured" } as const;
  await finishRun(job(), attempt!, {
    parts: [
      {
        part: 1,
        key: `${runId}-1.zip`,
        fileName: "archive.zip",
        bytes: 100,
        sha512: "ab".repeat(64),
        sha256: "cd".repeat(32),
        seals: { certificate: none, timeStamp: none },
      },
    ],
    manifest: "",
    signature: Buffer.alloc(64),
    controlTotals: {},
  });
  await handOverExport(aino, { ...(await seen(id)), portalOrigin });
  clock.advance(220 * DAY);
  await endRetrievals(job());
  await proposeErasure(aino, { ...(await seen(id)), reason: "Maija asked for it" });
  await approveErasure(service(otto), { ...(await seen(id)), formToken: "form", confirmed: true });
  for (const reason of ["Another reason", "Removed on 2027-07-01"])
    await expect(
      worker.sql`update console.export_erasure set reason = ${reason} where request_id = ${id}`,
    ).rejects.toThrow("an approved erasure cannot be changed");
  expect(await everything(id)).toMatch(/Maija asked for it/);
  expect(await eraseArchives(job(), deps)).toEqual({ erased: 1 });
  expect(await everything(id)).not.toMatch(/maija|\+358|@/i);
  expect(await readRequest(database, id)).toMatchObject({ state: "erased", peopleRemovedAt: clock.now() });
  expect((await readLife(service(aino), { id })).erasure).toMatchObject({
    reason: "Removed on 2027-07-01",
    proposedById: aino.actor.id,
    approvedBy: "Otto Other",
  });
  const erasure = await page(id, "erasure");
  expect(erasure).toContain("Reason Removed on 2027-07-01");
  expect(erasure).toContain("Proposed by Aino Asker");
  expect(await page(id, "request")).toContain("Recipient removed on 2027-07-01");
});

test("a refusal says when its words go, and afterwards that they went", async () => {
  const { id } = await scopedRequest(database, aino);
  await refuseExport(otto, { ...(await seen(id)), reason: "Maija may not sign" });
  const before = await page(id, "request");
  expect(before).toContain("Otto Other: Maija may not sign");
  expect(before).toContain(
    "Nobody has anything to do: the names, addresses and reasons in it are removed by themselves on 2026-12-23.",
  );
  clock.advance(30 * DAY + 60);
  await forgetPeople(job());
  const after = await page(id, "request");
  expect(after).toContain("Otto Other: Removed on 2026-12-23");
  expect(after).not.toContain("Maija");
});
