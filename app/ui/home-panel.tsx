import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Panel } from "./panel.tsx";
import { Tag, type TagTone } from "./tag.tsx";

/** A panel of what is to be known first: in its corner, the way to all that it tells a part of. */
export function HomePanel({
  title,
  all,
  flush,
  children,
}: {
  title: string;
  all: { to: string; words: string };
  flush?: boolean;
  children: ReactNode;
}) {
  return (
    <Panel
      title={title}
      flush={flush}
      aside={
        <Link className="text-accent underline" to={all.to}>
          {all.words}
        </Link>
      }
    >
      {children}
    </Panel>
  );
}

export type WarningTags<Kind extends string> = Record<Kind, { tone: TagTone; word: string }>;

/** What a person is asked to do, each as a link to where it is done. */
export function WarningLinks<Kind extends string>({
  warnings,
  tags,
}: {
  warnings: readonly { kind: Kind; sentence: string; href: string }[];
  tags: WarningTags<Kind>;
}) {
  return (
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
  );
}
