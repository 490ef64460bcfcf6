import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { expect, test } from "vitest";
import type { Role } from "#app/domain/access/permissions.ts";
import { readLatencyOverview } from "#app/domain/latency/read-latency-overview.server.ts";
import { staff } from "#db/schema/identity.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { anonymous, ctxOf, serviceCtxOf, staffActor } from "#tests/support/contexts.ts";
import { auditOf, officer, scopedRequest } from "#tests/support/leaving-customer.ts";

const database = await testDatabase();
const files = globSync("app/routes/**/*.{ts,tsx}").map((file) => file.replaceAll("\\", "/"));

type Handler = (args: unknown) => Promise<unknown>;
type Module = { loader?: Handler; action?: Handler };
const isStaff = (file: string, kind: "Loader" | "Action" | "Json") =>
  readFileSync(file, "utf8").includes(`= staff${kind}(`);

const load = async (file: string) => (await import(/* @vite-ignore */ path.resolve(file))) as Module;

async function person(roles: Role[]) {
  const [row] = await database.db
    .insert(staff)
    .values({ displayName: "X", email: `${roles.join()}@guard.example` })
    .returning();
  return ctxOf(database.db, staffActor(row!.id, roles));
}

/** The status with which a page answers. */
async function ask(handler: Handler, ctx: unknown, id: string, form?: Record<string, string>): Promise<number> {
  const request = new Request("https://huolto.example/x", form && { method: "POST", body: new URLSearchParams(form) });
  const context = { ctx, env: { PORTAL_ORIGIN: "https://portal.example", PUBLIC_ORIGIN: "https://huolto.example" } };
  const answer = await handler({ request, context, params: { id } }).catch((thrown: unknown) => thrown);
  if (answer instanceof Response) return answer.status;
  return (answer as { init?: { status?: number } } | null)?.init?.status ?? 200;
}

test("every loader and action is made by a guard, and those that need no sign-in are these", () => {
  const open: string[] = [];
  for (const file of files) {
    const source = readFileSync(file, "utf8");
    expect(source, file).not.toMatch(/export (async )?function (loader|action)\b/);
    for (const [, name, guard] of source.matchAll(/export const (loader|action)\b[^=]*= *(\w+)/g)) {
      expect(guard, file).toMatch(
        /^((staff|public|portal)(Loader|Action)|staff(File|Json)|api(Action|Loader|Refusal))$/,
      );
      if (guard!.startsWith("public")) open.push(`${file.slice("app/routes/".length)} ${name}`);
    }
  }
  expect(open.sort()).toEqual([
    "auth/callback.ts loader",
    "auth/invitation.tsx loader",
    "auth/sign-in.tsx loader",
    "auth/sign-out.ts action",
    "auth/sign-out.ts loader",
    "auth/start.ts action",
    "auth/start.ts loader",
    "export-calendar.ts loader",
    "not-found.tsx loader",
    "on-call-feed.ts loader",
    "portal/code.tsx action",
    "portal/code.tsx loader",
    "portal/disclosure/code.tsx action",
    "portal/disclosure/code.tsx loader",
    "portal/disclosure/open.tsx action",
    "portal/disclosure/open.tsx loader",
    "portal/disclosure/sign-out.ts loader",
    "portal/networks.tsx action",
    "portal/networks.tsx loader",
    "portal/open.tsx action",
    "portal/open.tsx loader",
    "portal/sign-out.ts loader",
    "public/announcement.tsx loader",
    "public/announcements-feed.ts loader",
    "public/announcements.tsx loader",
    "public/archive-formats-json.ts loader",
    "public/archive-formats.tsx loader",
    "public/archive-key.ts loader",
    "public/archive-keys.tsx loader",
    "public/archive-structure.ts loader",
    "public/bulletin.tsx loader",
    "public/bulletins-feed.ts loader",
    "public/bulletins.tsx loader",
    "public/home.tsx loader",
    "public/maintenance-calendar.ts loader",
    "public/maintenance-feed.ts loader",
    "public/maintenance.tsx loader",
    "public/subscribe.tsx action",
    "public/subscribe.tsx loader",
    "public/subscription-confirm.tsx action",
    "public/subscription-confirm.tsx loader",
    "public/subscription.tsx action",
    "public/subscription.tsx loader",
    "public/unsubscribe.ts action",
    "public/unsubscribe.ts loader",
  ]);
});

test("whoever is not signed in is led to the sign-in page by every page of the console", async () => {
  for (const file of files) {
    const { loader, action } = await load(file);
    const ctx = ctxOf(database.db, anonymous);
    if (loader && isStaff(file, "Loader")) expect(await ask(loader, ctx, "x"), file).toBe(302);
    if (action && isStaff(file, "Action")) expect(await ask(action, ctx, "x", {}), file).toBe(302);
    if (action && isStaff(file, "Json")) expect(await ask(action, ctx, "x", {}), file).toBe(401);
    if (loader && isStaff(file, "Json")) expect(await ask(loader, ctx, "x"), file).toBe(401);
  }
});

const intents = [
  ...["approve", "refuse", "cancel", "rerun", "hand_over", "reissue_link", "revoke_link"],
  ...["propose", "remove", "deactivate", "reactivate", "end-sessions", "invite"],
];

test("an auditor changes nothing, whatever is posted to whatever page, and each try is on record", async () => {
  const { id, version, scopeSha256 } = await scopedRequest(database, await officer(database, "Aino Asker"));
  const auditor = await person(["auditor"]);
  const tries = async () =>
    (await database.sql`select 1 from audit.event where actor_id = ${auditor.actor.id} and outcome = 'refused'`).length;
  const history = await auditOf(database, id);
  let posted = 0;
  for (const file of files.filter((name) => name !== "app/routes/account/sessions.tsx")) {
    const { action } = await load(file);
    if (!action || !(isStaff(file, "Action") || isStaff(file, "Json"))) continue;
    for (const intent of intents) {
      const form = { intent, version: String(version), scopeSha256, formToken: "form-token", reason: "No reason" };
      const status = await ask(action, auditor, id, { ...form, role: "export_officer" });
      // A button that the page does not have.
      if (file.endsWith("exports/request.tsx") && status === 422) continue;
      expect(status, `${file} ${intent}`).toBe(403);
      posted += 1;
      expect(await tries(), `${file} ${intent}`).toBe(posted);
    }
  }
  expect(posted).toBeGreaterThan(40);
  const rows = await auditOf(database, id);
  expect(rows.filter((row) => row.outcome === "done")).toEqual(history);
});

test("customer service, release managers, platform and administrators see no exports", async () => {
  const { id } = await scopedRequest(database, await officer(database, "Aino Asker"));
  const pages = files.filter((file) => file.startsWith("app/routes/exports/"));
  for (const role of ["customer_service", "release_manager", "platform", "administrator"] as const) {
    const ctx = await person([role]);
    for (const file of pages) {
      const { loader } = await load(file);
      if (loader) expect(await ask(loader, ctx, id), `${role} ${file}`).toBe(403);
    }
  }
});

test("what a fault says of Grafana's address goes to the platform team and to nobody else", async () => {
  const problem = {
    kind: "unreachable",
    message: "Nothing answers at grafana.internal:3000.",
    code: "ECONNREFUSED",
  } as const;
  const { staffLoader } = await import("#app/routes/guard.server.ts");
  const sentTo = async (role: Role) => {
    const ctx = serviceCtxOf(database.db, staffActor("00000000-0000-4000-8000-00000000000b", [role]), {
      answer: () => problem,
    });
    const loader = staffLoader("latency.view", ({ ctx: given }) => readLatencyOverview(given, {}));
    const request = new Request("https://huolto.example/latency");
    return JSON.stringify(await loader({ request, context: { ctx }, params: {} } as unknown as LoaderFunctionArgs));
  };
  expect(await sentTo("platform")).toContain("grafana.internal");
  expect(await sentTo("customer_service")).not.toMatch(/grafana\.internal|ECONNREFUSED/);
});
