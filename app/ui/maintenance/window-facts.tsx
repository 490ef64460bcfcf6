import type { WindowView } from "#app/domain/maintenance/maintenance-view.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { Facts, Panel } from "../panel.tsx";
import { Tag } from "../tag.tsx";
import { ClashList } from "./clash-list.tsx";
import { clockChangeText, dayText, lengthText, spanText } from "./window-text.ts";

/** When it is, what it takes down, what it falls on, and when what happened. */
export function WindowFacts({ window }: { window: WindowView }) {
  const happened = (
    [
      ["Announced", window.announcedAt, ""],
      ["Started", window.startedAt, window.startedByClock ? ", by the clock" : ""],
      ["Work done", window.verifyingAt, ""],
      [window.state === "cancelled" ? "Ended" : "Finished", window.finishedAt, ""],
    ] as const
  ).flatMap(([term, at, more]): [string, string][] => (at ? [[term, `${formatInstant(at)}${more}`]] : []));
  return (
    <Panel title="Facts">
      <Facts
        items={[
          ["Hours (Europe/Helsinki)", <Hours key="hours" window={window} />],
          ["Components", window.components.map(({ name }) => name).join(", ") || "None chosen"],
          ...(window.clashes.length > 0
            ? [["Falls on", <ClashList key="clashes" clashes={window.clashes} />] as [string, JSX.Element]]
            : []),
          ...(window.state === "planned" && !window.announcedAt
            ? [["Announce by", dayText(window.announceBy, window.now)] as [string, string]]
            : []),
          ...happened,
        ]}
      />
    </Panel>
  );
}

function Hours({ window }: { window: WindowView }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span>
        {spanText(window)} ({lengthText(window)})
      </span>
      {window.clockChange && <Tag tone="warn">{clockChangeText(window)}</Tag>}
      {window.moved && <Tag tone="neutral">Not the hours of the rule</Tag>}
    </span>
  );
}
