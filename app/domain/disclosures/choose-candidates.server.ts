import { z } from "zod";
import { requirePermission } from "../access/require-permission.ts";
import { recordEvent } from "../audit/record-event.server.ts";
import { refusalsRecorded } from "../audit/refusals-recorded.server.ts";
import type { Ctx } from "../context.ts";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";
import {
  changeDisclosure,
  type Disclosure,
  disclosureEvent,
  lockDisclosure,
  type Seen,
} from "./change-disclosure.server.ts";
import { queued, ring } from "./execute-disclosure.server.ts";
import type { PersonMatch } from "./match-rules.ts";

const inputSchema = z.object({
  /** For each name that waits, in words of the log: the pseudonyms that are meant; none when nobody of them is. */
  choices: z.array(z.object({ named: z.string().max(200), persons: z.array(z.string().max(200)).max(50) })).max(50),
});

/**
 * Says who is meant where more than one answers to a name, or one whose name is written in another order, and has the rows found.
 * @throws DomainError `invalid` when a name is left open or somebody is named who does not answer to it; `conflict`
 */
export async function chooseCandidates(
  ctx: Ctx,
  input: Seen & { choices: { named: string; persons: string[] }[] },
): Promise<Disclosure> {
  return refusalsRecorded(ctx, disclosureEvent("choose", input.id), async () => {
    const staff = requirePermission(ctx, "disclosures.execute");
    const { choices } = parseInput(inputSchema, { choices: input.choices });
    const now = staff.clock.now();
    return staff.db.transaction(async (tx) => {
      const before = await lockDisclosure(tx, input);
      const matches = ((before.matches ?? []) as PersonMatch[]).map((match): PersonMatch => {
        if (match.persons !== null) return match;
        const chosen = choices.find(({ named }) => named === match.named);
        if (!chosen)
          throw new DomainError("invalid", `Say who is meant by "${match.named}", or that nobody is.`, {
            field: "choices",
          });
        const known = match.candidates.map(({ person }) => person);
        if (!chosen.persons.every((person) => known.includes(person)))
          throw new DomainError("invalid", "Choose among those who answer to the name.", { field: "choices" });
        return { ...match, persons: [...new Set(chosen.persons)].sort() };
      });
      const row = await changeDisclosure(tx, "choose", input, {
        now,
        matches,
        chosenBy: staff.actor.id,
        chosenAt: now,
        ...queued(now),
      });
      await ring(tx, row.id);
      await recordEvent(staff, tx, {
        ...disclosureEvent("choose", row.id),
        details: {
          names: choices.length,
          people: matches.reduce((all, { persons }) => all + (persons?.length ?? 0), 0),
        },
      });
      return row;
    });
  });
}
