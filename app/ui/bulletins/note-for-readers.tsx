import type { BulletinView } from "#app/domain/bulletins/bulletin-view.ts";
import { languageNamesInEnglish, languages } from "#app/i18n/languages.ts";
import { Facts, Panel } from "../panel.tsx";

/** What readers are told of a correction or a retraction; the reviewer reads it before they do. */
export function NoteForReaders({
  bulletin: { state, correcting, correctionNote, retractionNote },
}: {
  bulletin: Pick<BulletinView, "state" | "correcting" | "correctionNote" | "retractionNote">;
}) {
  const note = state === "retracted" ? retractionNote : correctionNote;
  if (!note) return null;
  const title =
    state === "retracted"
      ? "What readers are told in its place"
      : correcting
        ? "What readers will be told of the correction"
        : "What readers are told of the correction";
  return (
    <Panel title={title}>
      <Facts
        items={languages.map((language) => [
          languageNamesInEnglish[language],
          note[language] ? (
            <span key={language} lang={language}>
              {note[language]}
            </span>
          ) : (
            <span key={language} className="text-muted">
              none
            </span>
          ),
        ])}
      />
    </Panel>
  );
}
