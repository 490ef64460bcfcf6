import type { Budget } from "#app/domain/latency/latency-types.ts";
import { formatSeconds } from "#app/i18n/formats.ts";
import { Facts } from "../panel.tsx";
import { count } from "./shown.ts";
import { Verdict } from "./verdict.tsx";

/** The month's budget in seconds: what is left of it, and where it is heading. */
export function BudgetPanel({ budget: { soFar, projection, words } }: { budget: Budget }) {
  if (soFar.average === null)
    return <p className="text-muted">No data: nothing was measured this month, so there is no budget to count.</p>;
  const { requests, seconds } = soFar.sums;
  const left = soFar.headroomSeconds!;
  return (
    <div className="flex flex-col gap-3">
      <Facts
        items={[
          [
            "Allowed so far",
            `${formatSeconds(soFar.target * requests)}: ${soFar.target.toFixed(2)} s for each of ${count(requests)} requests`,
          ],
          ["Used so far", formatSeconds(seconds)],
          [left >= 0 ? "Left" : "Overdrawn by", formatSeconds(Math.abs(left))],
          ...(projection
            ? ([
                [
                  "At the month's end",
                  <span key="end" className="flex flex-wrap items-center gap-x-2">
                    {formatSeconds(projection.average)} on average,{" "}
                    {formatSeconds(Math.abs(projection.headroomSeconds))}{" "}
                    {projection.headroomSeconds >= 0 ? "left" : "overdrawn"} <Verdict kept={projection.kept} />
                  </span>,
                ],
              ] as [string, React.ReactNode][])
            : []),
        ]}
      />
      <p className="max-w-[70ch] text-muted">{words}</p>
    </div>
  );
}
