import type { ReactNode } from "react";
import { Callout } from "../callout.tsx";
import { Panel } from "../panel.tsx";

type Read<T> = { ok: true; value: T } | { ok: false; says: string };

/** A panel that stands by itself: what it shows, or why it cannot be shown. */
export function PanelOf<T>({
  title,
  aside,
  read,
  flush,
  children,
}: {
  title: string;
  aside?: ReactNode;
  read: Read<T>;
  flush?: boolean;
  children: (value: T) => ReactNode;
}) {
  return (
    <Panel title={title} aside={aside} flush={flush && read.ok}>
      {read.ok ? children(read.value) : <Callout tone="warn">{read.says}</Callout>}
    </Panel>
  );
}
