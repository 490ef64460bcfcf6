import { eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { message } from "#db/schema/exports.ts";
import { ipRestriction } from "#db/schema/ip-restrictions.ts";
import { COMPANIES } from "#db/seed/companies.ts";
import { confirmRestriction } from "../domain/ip-restrictions/confirm-restriction.server.ts";
import { createDraft } from "../domain/ip-restrictions/create-draft.server.ts";
import { decideRestriction } from "../domain/ip-restrictions/decide-restriction.server.ts";
import { dryRun } from "../domain/ip-restrictions/dry-run.server.ts";
import { liftRestriction } from "../domain/ip-restrictions/lift-restriction.server.ts";
import { parseNetworkLines } from "../domain/ip-restrictions/network-lines-rules.ts";
import { proposeRestriction } from "../domain/ip-restrictions/propose-restriction.server.ts";
import { settleRestrictions } from "../domain/ip-restrictions/settle-restrictions.server.ts";
import { formatDay } from "../i18n/formats.ts";
import type { Profile } from "../profile/profile-schema.ts";
import { type DemoContexts, demoContexts } from "./contexts.server.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MINUTE = 60_000;

type Step = "create" | "try" | "propose" | "approve" | "confirm" | "settle" | "lift";
type Story = {
  /** Place in the ledger's list of companies, whose office is at 192.0.2.(16 i)/28 and 2001:db8:(100 + i)::/48. */
  company: number;
  by: "pirkko" | "paivi";
  requester: { name: string; authority: string };
  /** As typed; `{9}` is the day nine days from now. */
  networks: string;
  whenAllExpired?: "open" | "closed";
  /** Before now, in milliseconds. */
  begun: number;
  /** What is done after that, with the time since the beginning. */
  steps: [Step, number][];
};

const inForce: Story["steps"] = [
  ["try", 5 * MINUTE],
  ["propose", 10 * MINUTE],
  ["approve", 60 * MINUTE],
  ["confirm", 64 * MINUTE],
];

const stories: readonly Story[] = [
  {
    company: 0,
    by: "pirkko",
    requester: { name: "Mirja Mallikas", authority: "Main user; called back at the number of the contract" },
    networks:
      "192.0.2.0/28, Office\n2001:db8:100::/48, Office, IPv6\n198.51.100.0/24, Home workers by VPN\n203.0.113.128/25, Integrations and robots",
    begun: 21 * DAY,
    steps: inForce,
  },
  {
    company: 1,
    by: "paivi",
    requester: { name: "Seppo Sovittu", authority: "Managing director by the trade register" },
    networks:
      "192.0.2.16/28, Office, {9}\n2001:db8:101::/48, Office, IPv6, {9}\n203.0.113.0/24, Programs and phones, {9}",
    whenAllExpired: "closed",
    begun: 15 * DAY,
    steps: inForce,
  },
  {
    company: 6,
    by: "pirkko",
    requester: { name: "Liisa Lukittu", authority: "Main user of the environment" },
    networks: "192.0.2.96/28, Office",
    begun: 6 * DAY,
    steps: [...inForce, ["lift", 26 * HOUR]],
  },
  {
    company: 5,
    by: "paivi",
    requester: { name: "Pentti Poissa", authority: "Main user; called back" },
    networks: "192.0.2.80/28, Office\n2001:db8:105::/48, Office, IPv6",
    begun: 28 * HOUR,
    steps: [...inForce.slice(0, 3), ["settle", 70 * MINUTE]],
  },
  {
    company: 2,
    by: "paivi",
    requester: { name: "Riitta Rajaaja", authority: "Main user; called back at the number of the contract" },
    networks: "192.0.2.32/28, Office\n2001:db8:102::/48, Office, IPv6",
    begun: 3 * HOUR,
    steps: inForce.slice(0, 2),
  },
  {
    company: 4,
    by: "pirkko",
    requester: { name: "Taisto Tarkka", authority: "Chief financial officer; authority still to be checked" },
    networks:
      "192.0.2.64/28, Office\n192.0.2.70, Server at the office\n2a00::/24, The operator, as the customer wrote it",
    begun: 40 * MINUTE,
    steps: [["try", 6 * MINUTE]],
  },
];

/**
 * Lists of networks in each of their states, once, through the verbs that people use, each at its own time; what was mailed then
 * is not mailed now. Seed the staff, the customers and the sign-ins first. A database that has a list is left as it is.
 */
export async function seedDemoIpRestrictions(db: Db, { now, profile }: { now: Date; profile: Profile }): Promise<void> {
  await db.transaction(async (tx) => {
    // Two starts at once: the second waits, and finds them there.
    await tx.execute(sql`lock table console.ip_restriction in share row exclusive mode`);
    if ((await tx.$count(ipRestriction)) > 0) return;
    const as = await demoContexts(tx as Db, profile);
    const ids = new Map<Story, string>();
    const all = stories.flatMap((story) =>
      [["create", 0] as [Step, number], ...story.steps].map(([step, after]) => ({
        story,
        step,
        at: new Date(now.getTime() - story.begun + after),
      })),
    );
    // What is published is numbered in the order in which it came into force.
    for (const { story, step, at } of all.toSorted((a, b) => +a.at - +b.at)) await take(as, ids, story, step, at, now);
    await tx
      .update(message)
      .set({ state: "sent", sentAt: message.createdAt, body: null })
      .where(sql`${message.purpose} in ('ip_confirm', 'ip_notice')`);
  });
}

async function take(
  as: DemoContexts,
  ids: Map<Story, string>,
  story: Story,
  step: Step,
  at: Date,
  now: Date,
): Promise<void> {
  const writer = as.person(story.by, at);
  const second = as.person(story.by === "pirkko" ? "paivi" : "pirkko", at);
  const { businessId } = COMPANIES[story.company]!;
  if (step === "create") {
    const text = story.networks.replace(/\{(\d+)\}/g, (_, days: string) =>
      formatDay(now.getTime() + Number(days) * DAY),
    );
    const { lines } = parseNetworkLines(text, { now: at, documentation: true });
    const { id } = await createDraft(writer, {
      businessId,
      caseNumber: null,
      requesterName: story.requester.name,
      requesterAuthority: story.requester.authority,
      requesterEmail: `${story.requester.name.toLowerCase().replace(" ", ".")}@asiakas.example`,
      networks: lines.map(({ network, label, expiresAt }) => ({ network, label, expiresAt })),
      whenAllExpired: story.whenAllExpired ?? null,
    });
    ids.set(story, id);
    return;
  }
  const id = ids.get(story)!;
  const [row] = await writer.db.select().from(ipRestriction).where(eq(ipRestriction.id, id));
  const seen = { id, version: row!.rowVersion };
  const steps: Record<Exclude<Step, "create">, () => Promise<unknown>> = {
    try: () => dryRun(writer, seen),
    propose: () => proposeRestriction(writer, seen),
    approve: () =>
      decideRestriction(second, {
        ...seen,
        decision: "approve",
        networksSha256: row!.networksSha256 ?? "",
        reason: "",
        formToken: "",
      }),
    confirm: async () => confirmByMail(as, story, id, at),
    settle: () => settleRestrictions(as.other({ kind: "job", id: "demo-data" }, at)),
    lift: () =>
      liftRestriction(second, {
        id,
        reason: "The customer's line changed its address: nobody got in.",
        typed: businessId,
      }),
  };
  await steps[step]();
}

/** As the requester does it: with the link of the mail, from the office. */
async function confirmByMail(as: DemoContexts, story: Story, id: string, at: Date): Promise<void> {
  const ctx = as.other({ kind: "anonymous", id: "anonymous" }, at);
  const [mail] = await ctx.db.select({ body: message.body }).from(message).where(eq(message.subjectId, id));
  const token = /#([\w-]{43})/.exec(mail?.body ?? "")![1]!;
  const { outcome } = await confirmRestriction(ctx, { token, address: `192.0.2.${16 * story.company + 1}` });
  if (outcome !== "confirmed") throw new Error(`the demo's list of company ${story.company} was not confirmed`);
}
