import { DomainError } from "#app/domain/errors.ts";
import { staffJson } from "../guard.server.ts";
import { attachFromForm } from "./attach-from-form.server.ts";
import { caseNumber } from "./case-number.server.ts";

/** Takes a file from the page's own script, which shows how much of it is sent; without scripts the page itself takes it. */
export const action = staffJson(["cases.work", "cases.platform"], async ({ ctx, params, request }) => {
  const form = await request.formData().catch(() => {
    throw new DomainError("invalid", "The file did not arrive whole. Attach it again.");
  });
  return { fileName: await attachFromForm(ctx, caseNumber(params.number), form) };
});
