import { Link } from "@remix-run/react";
import { paths } from "#app/paths.ts";
import { Panel } from "../panel.tsx";
import { Tag, type TagTone } from "../tag.tsx";

type Kind = "locks_all" | "rolled_back" | "unconfirmed" | "second_person" | "ending_soon";
const tags: Record<Kind, { tone: TagTone; word: string }> = {
  locks_all: { tone: "bad", word: "Nobody gets in" },
  rolled_back: { tone: "warn", word: "Rolled back" },
  unconfirmed: { tone: "warn", word: "Not confirmed" },
  second_person: { tone: "waiting", word: "Waiting" },
  ending_soon: { tone: "warn", word: "Ends soon" },
};

/** What lists of networks ask of the person, the most pressing first; nothing where nothing does. */
export function HomeLists({ warnings }: { warnings: readonly { kind: Kind; sentence: string; href: string }[] }) {
  if (warnings.length === 0) return null;
  return (
    <Panel
      title="IP restrictions"
      aside={
        <Link className="text-accent underline" to={paths.ipRestrictions()}>
          All lists
        </Link>
      }
    >
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
    </Panel>
  );
}
