import { Link } from "@remix-run/react";
import type { HomeWarningKind } from "#app/domain/maintenance/home-warning-rules.ts";
import { paths } from "#app/paths.ts";
import { Panel } from "../panel.tsx";
import { Tag, type TagTone } from "../tag.tsx";

type Warning = { kind: HomeWarningKind; sentence: string; href: string };

const tags: Record<HomeWarningKind, { tone: TagTone; word: string }> = {
  overrun: { tone: "bad", word: "Overrun" },
  ending_soon: { tone: "warn", word: "Ends soon" },
  announcement_late: { tone: "warn", word: "Announcement late" },
  decision_waits: { tone: "waiting", word: "Waiting" },
  announcement_due: { tone: "neutral", word: "Due" },
};

/**
 * What maintenance asks of the person, the most pressing first, or else what comes next.
 * @param warnings null for who only reads of maintenance
 */
export function HomeWarnings({ sentence, warnings }: { sentence: string; warnings: readonly Warning[] | null }) {
  return (
    <Panel
      title="Maintenance"
      aside={
        <Link className="text-accent underline" to={paths.maintenance()}>
          Year plan
        </Link>
      }
    >
      {warnings === null || warnings.length === 0 ? (
        <p>
          {sentence}
          {warnings && " No announcement is due, no window overruns, and no proposal waits for you."}
        </p>
      ) : (
        <ul className="flex flex-col gap-2">
          {warnings.map(({ kind, sentence, href }) => (
            <li key={`${kind} ${href}`} className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <Tag tone={tags[kind].tone}>{tags[kind].word}</Tag>
              <Link className="min-w-0 text-accent hover:underline" to={href}>
                {sentence}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
