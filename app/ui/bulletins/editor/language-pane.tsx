import { type Language, languageNamesInEnglish } from "#app/i18n/languages.ts";
import { fieldLabels, fieldName, textFields, type TextField, type Values } from "./content-form-rules.ts";
import type { Beginning, Preview, Said } from "./editor-types.ts";
import { MarkdownField } from "./markdown-field.tsx";
import { PreviewPane } from "./preview-pane.tsx";
import { TitleField } from "./title-field.tsx";
import { usePreview } from "./use-preview.ts";

const hints: Partial<Record<TextField, string>> = {
  lead: "One or two sentences that say what matters most.",
  urgent: "What could not wait for the week.",
  coming: "What readers should prepare for.",
};

const sectionFields = textFields.filter((field) => field !== "title" && field !== "lead");

/** An announcement is its lead; a bulletin is its sections. */
function rowsOf(kind: Beginning["kind"], field: TextField): number {
  if (field === "lead") return kind === "important" ? 8 : 3;
  return field === "urgent" || field === "coming" ? 3 : 6;
}

/**
 * The text of one language. The language that is written first has its preview beside it; the others have the first one's text
 * beside each field, as translators read it, and their preview below.
 */
export function LanguagePane({
  kind,
  language,
  firstLanguage,
  values,
  defaults,
  preview: given,
  tools,
  said,
}: {
  kind: Beginning["kind"];
  language: Language;
  firstLanguage: Language;
  /** What the fields hold now. */
  values: Values;
  /** What they began with. */
  defaults: Values;
  preview: Preview;
  tools: boolean;
  said: Said | null;
}) {
  const { preview, problem } = usePreview(kind, language, values, given);
  const first = language === firstLanguage;
  const fieldOf = (field: TextField) => {
    const name = fieldName(language, field);
    const shared = {
      name,
      label: fieldLabels[field],
      hint: hints[field],
      lang: language,
      defaultValue: defaults[name] ?? "",
      error: said?.field === name ? said.text : undefined,
    };
    const input =
      field === "title" ? (
        <TitleField key={field} {...shared} />
      ) : (
        <MarkdownField key={field} {...shared} rows={rowsOf(kind, field)} tools={tools} />
      );
    if (first) return input;
    return (
      <div key={field} className="grid gap-x-4 gap-y-1 md:grid-cols-2">
        <Source language={firstLanguage} field={field} text={values[fieldName(firstLanguage, field)] ?? ""} />
        {input}
      </div>
    );
  };
  const fields = (["title", "lead"] as const).map(fieldOf);
  const sections = sectionFields.map(fieldOf);
  const written = sectionFields
    .map((section) => fieldName(language, section))
    .some((name) => defaults[name] || said?.field === name);
  const pane = (
    <PreviewPane
      language={language}
      title={values[fieldName(language, "title")] ?? ""}
      preview={preview}
      problem={problem}
    />
  );
  return (
    <div className={first ? "grid items-start gap-5 lg:grid-cols-2" : "flex flex-col gap-5"}>
      <div className="flex min-w-0 flex-col gap-4">
        {fields}
        {kind === "weekly" ? (
          sections
        ) : (
          <details open={written}>
            <summary className="cursor-pointer py-1 text-muted">Sections, as a bulletin has them</summary>
            <div className="mt-3 flex flex-col gap-4">{sections}</div>
          </details>
        )}
        <label className="flex min-h-6 items-start gap-2">
          <input
            type="checkbox"
            name={fieldName(language, "translated")}
            value="yes"
            defaultChecked={defaults[fieldName(language, "translated")] === "yes"}
            className="mt-0.5 size-4 accent-accent"
          />
          <span>
            Ready for readers of {languageNamesInEnglish[language]}{" "}
            {!first && (
              <span className="block text-[13px] text-muted">
                Until then they are shown the {languageNamesInEnglish[firstLanguage]} text, with a note.
              </span>
            )}
          </span>
        </label>
      </div>
      <div className={first ? "min-w-0 lg:sticky lg:top-4 lg:max-h-[calc(100dvh-7rem)] lg:overflow-y-auto" : "min-w-0"}>
        {pane}
      </div>
    </div>
  );
}

/** What the field says in the language that was written first. */
function Source({ language, field, text }: { language: Language; field: TextField; text: string }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <p className="text-[13px] text-muted">
        {fieldLabels[field]} in {languageNamesInEnglish[language]}
      </p>
      <p
        lang={language}
        className="max-h-72 overflow-y-auto rounded-md bg-raised px-2.5 py-1.5 font-mono text-[13px] break-words whitespace-pre-wrap"
      >
        {text || <span className="text-muted">–</span>}
      </p>
    </div>
  );
}
