import { eq, sql } from "drizzle-orm";
import type { DbOrTx } from "#db/client.ts";
import { staff } from "#db/schema/identity.ts";
import type { ServiceCtx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import { NETWORKS_MAX } from "./ip-figures-rules.ts";
import { allExpire } from "./list-end-rules.ts";
import type { NetworkEntry } from "./network-lines-rules.ts";
import { parseNetwork } from "./network-rules.ts";
import { networksSchema, requesterSchema } from "./restriction-schema.ts";

/** What somebody writes of a list. `expiresAt`: an ISO instant; the network holds until then. */
export type DraftInput = {
  requesterName: string;
  requesterAuthority: string;
  requesterEmail: string;
  networks: NetworkEntry[];
  /** What holds once every network has expired; needed where every network has an end. */
  whenAllExpired?: "open" | "closed" | null;
};

/**
 * What was written, checked and in its one form: networks by the strict grammar, none twice, none that has ended; the requester
 * nobody of ours, since it is the customer who confirms.
 * @throws DomainError `invalid` with the field, such as `networks.2.network`
 */
export async function checkedDraft(ctx: ServiceCtx, tx: DbOrTx, input: DraftInput) {
  const about = parseInput(requesterSchema, input);
  const given = parseInput(networksSchema, input.networks);
  const invalid = (message: string, field: string) => new DomainError("invalid", message, { field });
  if (given.length === 0) throw invalid("Give at least one network. To end a restriction, lift it.", "networks");
  if (given.length > NETWORKS_MAX)
    throw invalid(
      `A list has at most ${NETWORKS_MAX} networks. Give wider ones that are all the customer's.`,
      "networks",
    );
  const now = ctx.clock.now();
  const rules = { documentation: ctx.profile.ipRestrictions.documentationNetworks };
  const networks: NetworkEntry[] = [];
  given.forEach(({ network, label, expiresAt }, i) => {
    const read = parseNetwork(network, rules);
    if (!read.ok) throw invalid(read.fault.message, `networks.${i}.network`);
    const { text } = read.network;
    if (networks.some((other) => other.network === text))
      throw invalid(`${text} is in the list twice. Leave one of them out.`, `networks.${i}.network`);
    const ends = expiresAt === null ? null : new Date(expiresAt);
    if (ends && ends <= now)
      throw invalid(
        `The end of ${text} has passed. Give a later one, or leave the network out.`,
        `networks.${i}.expiresAt`,
      );
    networks.push({ network: text, label, expiresAt: ends?.toISOString() ?? null });
  });
  if (allExpire(networks) && about.whenAllExpired === null)
    throw invalid(
      "Every network has a last day. Say what holds after that: that anybody may enter, or nobody.",
      "whenAllExpired",
    );
  const [ours] = await tx
    .select({ id: staff.id })
    .from(staff)
    .where(eq(sql`lower(${staff.email})`, about.requesterEmail.toLowerCase()));
  if (ours)
    throw invalid(
      "This is the address of one of our own people. The customer confirms: give the address of the person there.",
      "requesterEmail",
    );
  return { ...about, whenAllExpired: allExpire(networks) ? about.whenAllExpired : null, networks };
}
