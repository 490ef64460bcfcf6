import { Link } from "@remix-run/react";
import { paths } from "#app/paths.ts";
import { Panel } from "../panel.tsx";
import { Tag, type TagTone } from "../tag.tsx";

type Kind = "week_without" | "release_without" | "to_review" | "scheduled_today";

const tags: Record<Kind, { tone: TagTone; word: string }> = {
  week_without: { tone: "warn", word: "Missing" },
  release_without: { tone: "warn", word: "Not told" },
  to_review: { tone: "waiting", word: "To review" },
  scheduled_today: { tone: "neutral", word: "Today" },
};

/** What the bulletins ask of whoever writes them. */
export function HomeBulletins({ warnings }: { warnings: readonly { kind: Kind; sentence: string; href: string }[] }) {
  return (
    <Panel
      title="Bulletins"
      aside={
        <Link className="text-accent underline" to={paths.bulletins()}>
          All bulletins
        </Link>
      }
    >
      {warnings.length === 0 ? (
        <p>Every week that is over has its bulletin, and nothing waits for your review.</p>
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
