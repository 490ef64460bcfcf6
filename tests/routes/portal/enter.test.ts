import type { ActionFunctionArgs } from "@remix-run/node";
import { afterAll, beforeEach, expect, test } from "vitest";
import type { Ctx } from "#app/domain/context.ts";
import { handOverExport } from "#app/domain/exports/hand-over-export.server.ts";
import * as archiveCode from "#app/routes/portal/code.tsx";
import * as packageCode from "#app/routes/portal/disclosure/code.tsx";
import * as packageOpen from "#app/routes/portal/disclosure/open.tsx";
import * as archiveOpen from "#app/routes/portal/open.tsx";
import { testDatabase } from "#tests/setup/database.ts";
import { anonymous, ctxOf } from "#tests/support/contexts.ts";
import { disclosureDesk, PORTAL } from "#tests/support/disclosures.ts";
import { officer, readyRequest } from "#tests/support/leaving-customer.ts";

const database = await testDatabase();
const desk = await disclosureDesk(database);
afterAll(() => desk.end());
beforeEach(async () => void (await database.sql`delete from console.rate_limit`));

const asker = await officer(database, "Aino Asker");
const approver = await officer(database, "Otto Approver");

const doors = [
  {
    name: "a customer's archive",
    open: archiveOpen,
    code: archiveCode,
    ctx: () => ctxOf(database.db, anonymous),
    handOut: async () => {
      await handOverExport(asker, { ...(await readyRequest(database, asker, approver, 1000)), portalOrigin: PORTAL });
    },
    messages: { link: "export_link", code: "export_code" },
    cookies: { opened: "__Host-dl-open", inside: "__Host-dl" },
    pages: { open: "/d", code: "/d/code", inside: "/d/archive" },
  },
  {
    name: "an authority's package",
    open: packageOpen,
    code: packageCode,
    ctx: () => ctxOf(database.db, anonymous, desk.clock),
    handOut: async () => void (await desk.delivered()),
    messages: { link: "disclosure_link", code: "disclosure_code" },
    cookies: { opened: "__Host-dd-open", inside: "__Host-dd" },
    pages: { open: "/d/disclosure", code: "/d/disclosure/code", inside: "/d/disclosure/package" },
  },
];

async function answer(work: (args: ActionFunctionArgs) => unknown, ctx: Ctx, cookie: string, form?: object) {
  const request = new Request(`${PORTAL}/d?lang=en`, {
    headers: { cookie },
    ...(form && { method: "POST", body: new URLSearchParams({ ...form }) }),
  });
  const env = { SECRET: "a secret of the web processes, 32+ characters", PORTAL_ORIGIN: PORTAL };
  const context = { ctx, env, clientIp: "203.0.113.7" };
  try {
    return await work({ request, context, params: {} } as unknown as ActionFunctionArgs);
  } catch (thrown) {
    return thrown;
  }
}
const leadsTo = (response: unknown) => (response as Response).headers.get("location");
const given = (response: unknown) =>
  (response as Response).headers.getSetCookie().map((cookie) => cookie.split(";")[0]!);
const newest = async (purpose: string) =>
  (await database.sql`select body from console.message where purpose = ${purpose} order by created_at desc limit 1`)[0]!
    .body as string;

test.each(doors)(
  "$name: link, code and session, each with the cookie and the page of its own door",
  async ({ open, code, ctx, handOut, messages, cookies, pages }) => {
    await handOut();
    const link = /https:\/\/portal\.example\/d\S*#[\w-]{43}/.exec(await newest(messages.link))![0];
    const opened = await answer(open.action, ctx(), "", { link });
    expect(leadsTo(opened)).toBe(`${pages.code}?lang=en`);
    const [presession] = given(opened);
    expect(presession).toMatch(new RegExp(`^${cookies.opened}=.`));

    const sent = await answer(code.action, ctx(), presession!, { intent: "send" });
    expect(leadsTo(sent)).toBe(`${pages.code}?lang=en&said=sent`);
    const right = /#(\d{8})$/.exec(await newest(messages.code))![1]!;
    const wrong = String((Number(right) + 1) % 10 ** 8).padStart(8, "0");
    expect(await answer(code.action, ctx(), presession!, { code: wrong })).toEqual({
      ok: false,
      error: { code: "wrong" },
    });
    const entered = await answer(code.action, ctx(), presession!, { code: right });
    expect(leadsTo(entered)).toBe(`${pages.inside}?lang=en`);
    expect(given(entered)).toEqual([expect.stringMatching(new RegExp(`^${cookies.inside}=.`)), `${cookies.opened}=`]);
  },
);

test.each([
  [doors[0]!, doors[1]!],
  [doors[1]!, doors[0]!],
])("what opened $name opens no other door", async (one, other) => {
  const opened = await answer(one.open.action, one.ctx(), "", { link: "x".repeat(43) });
  const [presession] = given(opened);
  const reopen = `${other.pages.open}?lang=en&said=reopen`;
  expect(leadsTo(await answer(other.code.loader, other.ctx(), presession!))).toBe(reopen);
  expect(leadsTo(await answer(other.code.action, other.ctx(), presession!, { intent: "send" }))).toBe(reopen);
  expect(leadsTo(await answer(other.code.action, other.ctx(), presession!, { code: "12345678" }))).toBe(reopen);
});
