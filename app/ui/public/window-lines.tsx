import type { PublicWindow } from "#app/domain/public/public-view.ts";
import type { Language } from "#app/i18n/languages.ts";
import { publicMessages } from "#app/i18n/public.ts";
import { PhaseTag, UrgentTag } from "./phase-tag.tsx";
import { PublicSpan, PublicTime } from "./public-time.tsx";

/** Windows of which the hours are enough, one a line: a list, since three columns are too many for a phone. */
export function WindowLines({ windows, language }: { windows: readonly PublicWindow[]; language: Language }) {
  const t = publicMessages(language).maintenance;
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {windows.map((window) => (
        <li key={window.id} id={`w-${window.id}`} className="flex flex-col gap-1 px-4 py-2.5">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <span className="tabular min-w-0">
              <PublicSpan from={window.startsAt} to={window.endsAt} language={language} />
            </span>
            <span className="flex flex-wrap gap-1.5">
              {window.kind === "urgent" && <UrgentTag language={language} />}
              {window.phase !== "preliminary" && <PhaseTag phase={window.phase} language={language} />}
            </span>
          </div>
          {window.phase !== "preliminary" && (
            <p className="min-w-0 break-words text-muted">
              {window.title}
              {window.finishedAt && window.phase !== "completed" && (
                <>
                  {`. ${t.finished} `}
                  <PublicTime at={window.finishedAt} language={language} />
                </>
              )}
            </p>
          )}
          {window.clockChange && <p className="text-muted">{t.clockChange}</p>}
        </li>
      ))}
    </ul>
  );
}
