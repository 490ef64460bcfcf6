import { Link } from "@remix-run/react";
import { Bot, CircleDot, MessageSquareText, StickyNote } from "lucide-react";
import type { CaseTimelineItem } from "#app/domain/cases/case-view.ts";
import { CopyButton } from "../copy-button.tsx";
import { Instant } from "../instant.tsx";
import { languageWords } from "./case-words.ts";

/** What happened, newest first: notes and replies with their texts, everything else in a line. */
export function CaseTimeline({ items }: { items: readonly CaseTimelineItem[] }) {
  if (items.length === 0) return <p className="text-muted">Nothing has happened yet.</p>;
  return (
    <ol className="flex flex-col divide-y divide-line">
      {items.map((item) => (
        <li key={item.id} id={`event-${item.id}`} className="flex gap-2.5 py-2.5 first:pt-0 last:pb-0">
          <Mark item={item} />
          <div className="min-w-0 flex-1">
            <p className="break-words">
              <span className="font-medium">{item.by ?? item.program ?? "The console"}</span>{" "}
              {item.href ? (
                <Link className="text-accent underline" to={item.href}>
                  {item.words}
                </Link>
              ) : (
                item.words
              )}
              {item.language && <span className="text-muted">, in {languageWords[item.language]}</span>}
            </p>
            {item.text !== null && (
              <p
                lang={item.language ?? undefined}
                className="mt-1 max-w-[80ch] border-l-2 border-line-strong pl-3 break-words whitespace-pre-wrap"
              >
                {item.text}
              </p>
            )}
            <p className="text-[13px] text-muted">
              <Instant at={item.at} />
            </p>
            {item.language && item.text !== null && <CopyButton text={item.text} label="Copy the reply" />}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Mark({ item }: { item: CaseTimelineItem }) {
  const Icon = item.language ? MessageSquareText : item.text !== null ? StickyNote : item.by ? CircleDot : Bot;
  return <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />;
}
