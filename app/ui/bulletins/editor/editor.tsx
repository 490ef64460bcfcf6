import { useEffect, useRef, useState } from "react";
import { languages } from "#app/i18n/languages.ts";
import { paths } from "#app/paths.ts";
import { Callout } from "../../callout.tsx";
import { ConcernedFields } from "./concerned-fields.tsx";
import { ConflictPanel } from "./conflict-panel.tsx";
import { fieldName, fieldWords, valuesOf } from "./content-form-rules.ts";
import type { Beginning } from "./editor-types.ts";
import { LanguagePane } from "./language-pane.tsx";
import { LanguageTabs, showLanguage, shownWith } from "./language-tabs.tsx";
import { SaveBar } from "./save-bar.tsx";
import { useDraft } from "./use-draft.ts";

/** One form with every language, so that a tab changes what is seen and never what is sent. Without scripts it posts whole. */
export function Editor({ beginning }: { beginning: Beginning }) {
  const { id, firstLanguage } = beginning;
  const form = useRef<HTMLFormElement>(null);
  const draft = useDraft(form, beginning);
  const [live, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  const { save, conflicts, said } = draft;
  const above = useRef<HTMLDivElement>(null);
  const asked = conflicts.fields.length > 0;
  const fault = said?.tone === "bad" ? said.field : undefined;
  // What has to be decided or mended is brought to the eye: its button may be a screen away from it.
  useEffect(() => {
    if (asked) above.current?.focus();
  }, [asked]);
  useEffect(() => {
    if (!fault) return;
    const language = languages.find((one) => fault.startsWith(`${one}.`));
    if (language) showLanguage(language);
    const field = form.current?.elements.namedItem(fault);
    if (field instanceof HTMLElement) field.focus();
  }, [fault]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      void save("save");
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [save]);
  const defaults = valuesOf(beginning.content);
  const missing = languages.filter((language) => draft.values[fieldName(language, "translated")] !== "yes");
  const bad = said?.tone === "bad" ? said : null;
  return (
    <form
      ref={form}
      method="post"
      action={paths.bulletinEdit(id)}
      // A browser that fills in, after a reload, what was typed before would put it over what others saved since.
      autoComplete="off"
      aria-label="Bulletin"
      className="group/editor"
      onInput={draft.read}
      onSubmit={(event) => {
        event.preventDefault();
        const button = (event.nativeEvent as SubmitEvent).submitter;
        void save(button instanceof HTMLButtonElement && button.value === "collect" ? "collect" : "save");
      }}
    >
      <input type="hidden" name="baseVersion" value={draft.version} />
      <input type="hidden" name="kind" value={beginning.kind} />
      <div ref={above} tabIndex={-1} className="flex scroll-mt-4 flex-col gap-3 empty:hidden">
        {bad && (bad.field || !live) && (
          <Callout tone="bad" title="This is not saved as a version">
            {bad.text}
            {bad.field && ` It is in: ${placeWords(bad.field)}.`}
          </Callout>
        )}
        <ConflictPanel
          {...conflicts}
          decide={
            live
              ? (conflict, choice) => {
                  draft.decide(conflict, choice);
                  if (conflict.language) showLanguage(conflict.language);
                }
              : undefined
          }
        />
      </div>
      <div className="mt-4 rounded-lg border border-line bg-surface">
        <div className="px-4 pt-2 pb-4">
          <LanguageTabs id={id} shown={beginning.language} missing={missing} />
          {languages.map((language) => (
            <div key={language} className={shownWith[language]}>
              <LanguagePane
                kind={beginning.kind}
                language={language}
                firstLanguage={firstLanguage}
                values={draft.values}
                defaults={defaults}
                preview={beginning.previews[language]}
                tools={live}
                said={bad}
              />
            </div>
          ))}
          <ConcernedFields defaults={defaults} said={bad} />
        </div>
        <SaveBar of={beginning} draft={draft} live={live} />
      </div>
    </form>
  );
}

function placeWords(name: string): string {
  const [language, field] = name.split(".");
  return field ? fieldWords(language as (typeof languages)[number], field) : fieldWords(null, name);
}
