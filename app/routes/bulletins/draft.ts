import { staffJson } from "../guard.server.ts";
import { keepDraft, saveDraft } from "./save-draft.server.ts";

/** What the editor sends by itself, so that its page stays whatever the answer is. */
export const action = staffJson("bulletins.edit", async ({ ctx, request, params }) => {
  const form = await request.formData();
  const act = form.get("intent") === "autosave" ? keepDraft : saveDraft;
  return act(ctx, params.id ?? "", form);
});
