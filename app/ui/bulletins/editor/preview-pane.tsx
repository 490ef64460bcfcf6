import type { Language } from "#app/i18n/languages.ts";
import { BulletinText } from "../bulletin-text.tsx";
import { ProblemList } from "../problem-list.tsx";
import type { Preview } from "./editor-types.ts";

/** What readers of the language will see, beside what is typed. */
export function PreviewPane({
  language,
  title,
  preview,
  problem,
}: {
  language: Language;
  title: string;
  preview: Preview;
  problem: string | null;
}) {
  return (
    <section aria-label="Preview" className="min-w-0 rounded-md border border-line bg-page p-4">
      <h2 className="mb-3 text-[13px] font-normal text-muted">
        Preview{problem && <span className="text-warn">: this is an earlier one. {problem}</span>}
      </h2>
      {preview.problems.length > 0 && (
        <div className="mb-4 border-b border-line pb-3">
          <ProblemList problems={preview.problems} />
        </div>
      )}
      <BulletinText language={language} title={title} text={preview} level="h3" />
    </section>
  );
}
