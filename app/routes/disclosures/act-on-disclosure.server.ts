import { approveDisclosure } from "#app/domain/disclosures/approve-disclosure.server.ts";
import { chooseCandidates } from "#app/domain/disclosures/choose-candidates.server.ts";
import { closeDisclosure } from "#app/domain/disclosures/close-disclosure.server.ts";
import { correctScope } from "#app/domain/disclosures/correct-scope.server.ts";
import { deliverDisclosure } from "#app/domain/disclosures/deliver-disclosure.server.ts";
import { executeDisclosure } from "#app/domain/disclosures/execute-disclosure.server.ts";
import { receiveDisclosure } from "#app/domain/disclosures/receive-disclosure.server.ts";
import { recordTold } from "#app/domain/disclosures/record-told.server.ts";
import { refuseDisclosure } from "#app/domain/disclosures/refuse-disclosure.server.ts";
import { revokeDisclosureLink } from "#app/domain/disclosures/revoke-link.server.ts";
import { sendBackDisclosure } from "#app/domain/disclosures/send-back-disclosure.server.ts";
import { verifyDisclosure } from "#app/domain/disclosures/verify-disclosure.server.ts";
import type { ServiceCtx } from "#app/domain/context.ts";
import { DomainError } from "#app/domain/errors.ts";
import { scopeOfForm, textOf } from "./disclosure-fields.server.ts";

/** Does what the pressed button of a disclosure's page says. */
export async function actOnDisclosure(
  ctx: ServiceCtx,
  id: string,
  form: FormData,
  portalOrigin: string,
): Promise<void> {
  const field = (name: string) => textOf(form, name);
  const seen = { id, version: Number(field("version")) };
  switch (field("intent")) {
    case "verify":
      return void (await verifyDisclosure(ctx, { ...seen, how: field("how") }));
    case "correct_scope":
      return void (await correctScope(ctx, { ...seen, ...scopeOfForm(form) }));
    case "execute":
      return void (await executeDisclosure(ctx, { ...seen, scopeSha256: field("scopeSha256") }));
    case "choose":
      return void (await chooseCandidates(ctx, { ...seen, choices: choicesOf(form) }));
    case "send_back":
      return void (await sendBackDisclosure(ctx, seen));
    case "approve":
      return void (await approveDisclosure(ctx, {
        ...seen,
        packageSha512: field("packageSha512"),
        formToken: field("formToken"),
      }));
    case "deliver":
    case "reissue_link":
      return void (await deliverDisclosure(ctx, {
        ...seen,
        portalOrigin,
        again: field("intent") === "reissue_link",
      }));
    case "revoke_link":
      return void (await revokeDisclosureLink(ctx, seen));
    case "receive":
      return void (await receiveDisclosure(ctx, { ...seen, how: field("how") }));
    case "record_told":
      return void (await recordTold(ctx, seen));
    case "close":
      return void (await closeDisclosure(ctx, seen));
    case "refuse":
      return void (await refuseDisclosure(ctx, { ...seen, reason: field("reason") }));
    default:
      throw new DomainError("invalid", "This button is not known. Reload the page.");
  }
}

/** A name counts as answered when somebody of it is ticked, or that nobody is meant, and not both. */
function choicesOf(form: FormData): { named: string; persons: string[] }[] {
  return [...form.keys()].flatMap((key) => {
    const i = /^named\.(\d+)$/.exec(key)?.[1];
    if (i === undefined) return [];
    const persons = form.getAll(`person.${i}`).map(String);
    const nobody = form.get(`nobody.${i}`) === "on";
    return nobody === persons.length > 0 ? [] : [{ named: textOf(form, key), persons }];
  });
}
