import { healthLabels } from "#app/domain/health/health-labels.ts";
import { type HealthState, healthStates } from "#app/domain/health/health-states.ts";
import { formatMinutes, formatWeekday } from "#app/i18n/formats.ts";
import { ScrollArea } from "./scroll-area.tsx";
import { BAR, bars, HEIGHT, STEP, StripPicture } from "./strip-picture.tsx";
import { Table } from "./table.tsx";

/** One day of a component in Helsinki: its worst state, the minutes of each, whether an announced window was in it. */
export type StripDay = {
  /** YYYY-MM-DD */
  day: string;
  state: HealthState;
  minutes: Partial<Record<HealthState, number>>;
  window: boolean;
  /** Numbers of the incidents of the day. */
  incidents: number[];
};

/** The last days of a component as thin bars, one sentence that says the same, and each day in a table to open. */
export function HistoryStrip({ label, days }: { label: string; days: StripDay[] }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <StripPicture days={days.length} height="h-7">
        {(hatch) => days.map((day, index) => <Bar key={day.day} day={day} x={index * STEP} hatch={hatch} />)}
      </StripPicture>
      <Days label={label} days={days} />
    </div>
  );
}

function Days({ label, days }: { label: string; days: StripDay[] }) {
  return (
    <details className="text-[13px]">
      <summary className="min-h-[24px] cursor-pointer text-muted hover:text-ink">
        {stripSummary(days)} <span className="sr-only">Days of {label}</span>
      </summary>
      <ScrollArea label={`Days of ${label}`}>
        <DayTable label={label} days={days} />
      </ScrollArea>
    </details>
  );
}

function Bar({ day, x, hatch }: { day: StripDay; x: number; hatch: string }) {
  const { height, className } = bars[day.state];
  const hollow = day.state === "unknown";
  const box = hollow
    ? { x: x + 0.5, y: 0.5, width: BAR - 1, height: HEIGHT - 1 }
    : { x, y: HEIGHT - height, width: BAR, height };
  return (
    <g>
      <title>{`${formatWeekday(day.day)}: ${dayWords(day)}`}</title>
      {/* The whole column takes the pointer, also above a short bar. */}
      <rect x={x} y={0} width={STEP} height={HEIGHT} className="fill-transparent" />
      <rect {...box} className={className} strokeWidth={hollow ? 1 : undefined} />
      {day.window && <rect {...box} fill={hatch} />}
    </g>
  );
}

function dayWords(day: StripDay): string {
  return [
    healthLabels[day.state],
    ...minutesOf(day).map(([state, minutes]) => `${healthLabels[state].toLowerCase()} ${formatMinutes(minutes)}`),
    day.window && "announced window",
    day.incidents.length > 0 && incidentsText(day.incidents),
  ]
    .filter(Boolean)
    .join(", ");
}

const incidentsText = (numbers: number[]) =>
  `${numbers.length === 1 ? "incident" : "incidents"} ${numbers.map((number) => `#${number}`).join(", ")}`;

/** What deviated, and for how long; the minutes that were well go without saying. */
function minutesOf(day: StripDay): [HealthState, number][] {
  return healthStates
    .filter((state) => state !== "operational")
    .map((state): [HealthState, number] => [state, day.minutes[state] ?? 0])
    .filter(([, minutes]) => minutes > 0);
}

/** `90 days: 87 operational, 2 slow, 1 down; 3 with an announced window.` */
export function stripSummary(days: readonly Pick<StripDay, "state" | "window">[]): string {
  if (days.length === 0) return "No history yet.";
  const counts = healthStates
    .map((state) => [days.filter((day) => day.state === state).length, healthLabels[state].toLowerCase()] as const)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`);
  const windows = days.filter((day) => day.window).length;
  return `${days.length} ${days.length === 1 ? "day" : "days"}: ${counts.join(", ")}${
    windows > 0 ? `; ${windows} with an announced window` : ""
  }.`;
}

function DayTable({ label, days }: { label: string; days: StripDay[] }) {
  return (
    <Table
      caption={`${label}, day by day, newest first`}
      rows={[...days].reverse()}
      rowKey={(day) => day.day}
      columns={[
        { key: "day", header: "Day", rowHeader: true, cell: (day) => <span className="tabular">{day.day}</span> },
        { key: "state", header: "Worst state", cell: (day) => healthLabels[day.state] },
        {
          key: "minutes",
          header: "For how long",
          cell: (day) =>
            minutesOf(day)
              .map(([state, minutes]) => `${healthLabels[state]} ${formatMinutes(minutes)}`)
              .join(", ") || "–",
        },
        { key: "window", header: "Announced window", cell: (day) => (day.window ? "Yes" : "–") },
        {
          key: "incidents",
          header: "Incidents",
          cell: (day) => day.incidents.map((number) => `#${number}`).join(", ") || "–",
        },
      ]}
    />
  );
}
