import type { PublicWindow } from "#app/domain/public/public-view.ts";
import type { Language } from "#app/i18n/languages.ts";
import { lengthInWords } from "#app/i18n/public-dates.ts";
import { publicMessages } from "#app/i18n/public.ts";
import { Facts } from "../panel.tsx";
import { TextWithLinks } from "../text-with-links.tsx";
import { PhaseTag, UrgentTag } from "./phase-tag.tsx";
import { PublicSpan, PublicTime } from "./public-time.tsx";

/** A maintenance window that customers have to know of, with everything that was announced. */
export function WindowCard({ window, language }: { window: PublicWindow; language: Language }) {
  const t = publicMessages(language).maintenance;
  const facts: Parameters<typeof Facts>[0]["items"] = [
    [t.when, <PublicSpan key="when" from={window.startsAt} to={window.endsAt} language={language} />],
    [t.lasts, `${lengthInWords(window.startsAt, window.endsAt)}${window.clockChange ? `. ${t.clockChange}` : ""}`],
  ];
  if (window.components.length > 0) facts.push([t.affects, window.components.join(", ")]);
  if (window.announcedAt)
    facts.push([t.announced, <PublicTime key="announced" at={window.announcedAt} language={language} />]);
  return (
    <article id={`w-${window.id}`} className="scroll-mt-4 rounded-lg border border-line bg-surface px-4 py-3.5">
      <div className="mb-2.5 flex flex-wrap items-center gap-2">
        <h3 className="mr-1 min-w-0 break-words">{window.title}</h3>
        <PhaseTag phase={window.phase} language={language} />
        {window.kind === "urgent" && <UrgentTag language={language} />}
      </div>
      <Facts items={facts} />
      {window.hoursChangedAt && (
        <p className="mt-3">
          {`${t.hoursChanged}: `}
          <PublicTime at={window.hoursChangedAt} language={language} />
        </p>
      )}
      {window.message && (
        <p className="mt-3 max-w-[70ch] break-words whitespace-pre-line">
          <TextWithLinks text={window.message} />
        </p>
      )}
    </article>
  );
}
