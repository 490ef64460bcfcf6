import { data, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { discardAutosave } from "#app/domain/bulletins/discard-autosave.server.ts";
import { paths } from "#app/paths.ts";
import { titleOf } from "#app/ui/bulletins/bulletin-words.ts";
import { contentOf, nameOfPlace } from "#app/ui/bulletins/editor/content-form-rules.ts";
import { Editor } from "#app/ui/bulletins/editor/editor.tsx";
import type { Beginning } from "#app/ui/bulletins/editor/editor-types.ts";
import { KeptText, RestorePrompt } from "#app/ui/bulletins/editor/restore-prompt.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { revalidateAfterConflict } from "#app/ui/revalidate-after-conflict.ts";
import { staffAction, staffLoader } from "../guard.server.ts";
import { editorPage } from "./editor-page.server.ts";
import { afterForm } from "./after-form.server.ts";
import { saveDraft } from "./save-draft.server.ts";

export const meta: MetaFunction = () => [{ title: "Edit bulletin · Huolto" }];

export const shouldRevalidate = revalidateAfterConflict;

export const loader = staffLoader("bulletins.edit", ({ ctx, request, params }) =>
  editorPage(ctx, params.id ?? "", request),
);

/** What the form does without scripts. With them, the editor saves by itself (`draft.ts`), and only discarding comes here. */
export const action = staffAction("bulletins.edit", async ({ ctx, request, params }) => {
  const id = params.id ?? "";
  const form = await request.formData();
  if (form.get("intent") === "discard") {
    await discardAutosave(ctx, { id });
    return redirect(paths.bulletinEdit(id));
  }
  if (form.get("intent") === "preview") return afterForm(ctx, form, null);
  const outcome = await saveDraft(ctx, id, form);
  return data(await afterForm(ctx, form, outcome), { status: outcome.kind === "conflict" ? 409 : 200 });
});

export default function EditBulletin() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { bulletin } = page;
  return (
    <>
      <PageHeader
        above={
          <>
            <Link to={paths.bulletins(bulletin.kind === "weekly" ? {} : { kind: "important" })}>
              {bulletin.kind === "weekly" ? "Weekly bulletins" : "Announcements"}
            </Link>{" "}
            › <Link to={paths.bulletin(bulletin.id)}>{titleOf(bulletin, bulletin.now)}</Link>
          </>
        }
        title="Edit"
        lead={page.lead}
      />
      {page.closed ? (
        <Callout tone="info" title="It cannot be edited now">
          {page.closed} {page.waiting && <KeptText savedAt={page.waiting.savedAt} now={bulletin.now} />}{" "}
          <Link to={paths.bulletin(bulletin.id)}>To the bulletin</Link>
        </Callout>
      ) : page.waiting && !result ? (
        <RestorePrompt
          savedAt={page.waiting.savedAt}
          now={bulletin.now}
          fields={page.waiting.fields}
          outdated={page.waiting.outdated}
          continueTo={`${paths.bulletinEdit(bulletin.id, { language: page.beginning.language })}&draft=mine`}
        />
      ) : (
        <Editor key={page.draft ?? ""} beginning={begun(page.beginning, result)} />
      )}
    </>
  );
}

/** Of a form that was sent without scripts, the editor begins with what was sent. */
function begun(beginning: Beginning, result: ReturnType<typeof useActionData<typeof action>>): Beginning {
  if (!result) return beginning;
  if ("error" in result) {
    const { message: text, code, field } = result.error;
    const sent = contentOf(result.values);
    const baseVersion = Number(result.values.baseVersion) || beginning.baseVersion;
    return { ...beginning, baseVersion, content: sent, said: { tone: "bad", text, code, field: nameOfPlace(field) } };
  }
  return { ...beginning, ...result };
}
