import type { ServiceCtx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import type { DraftInput } from "#app/domain/ip-restrictions/checked-draft.server.ts";
import { parseNetworkLines } from "#app/domain/ip-restrictions/network-lines-rules.ts";

const textOf = (form: FormData, name: string) => String(form.get(name) ?? "");

/**
 * What was typed, as a verb takes it.
 * @throws DomainError `invalid` naming the first line that cannot be read
 */
export function draftFromForm(ctx: ServiceCtx, form: FormData): DraftInput {
  const { lines, faults } = parseNetworkLines(textOf(form, "networks"), {
    now: ctx.clock.now(),
    documentation: ctx.profile.ipRestrictions.documentationNetworks,
  });
  const [first] = faults;
  if (first) {
    const more = faults.length > 1 ? ` ${faults.length - 1} more below.` : "";
    throw new DomainError("invalid", `Line ${first.line}: ${first.message}${more}`, { field: "networks" });
  }
  const then = textOf(form, "whenAllExpired");
  return {
    requesterName: textOf(form, "requesterName"),
    requesterAuthority: textOf(form, "requesterAuthority"),
    requesterEmail: textOf(form, "requesterEmail"),
    networks: lines.map(({ network, label, expiresAt }) => ({ network, label, expiresAt })),
    whenAllExpired: then === "open" || then === "closed" ? then : null,
  };
}
