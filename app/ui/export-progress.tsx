import { formatBytes, formatCount } from "#app/i18n/formats.ts";

export type ShownProgress = {
  phase: string;
  attempt: number;
  rowsDone: number;
  rowsTotal: number | null;
  bytesDone: number;
  percent: number | null;
  secondsLeft: number | null;
};

/** How far a run is. The bar is a real progress element; the words beside it say the same. */
export function ExportProgress({ progress, phase }: { progress: ShownProgress; phase: string }) {
  const { percent, rowsDone, rowsTotal, bytesDone, secondsLeft, attempt } = progress;
  return (
    <div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <p className="min-w-0 font-medium break-words">{phase}</p>
        <p className="tabular text-muted">
          {percent !== null && `${percent} %`}
          {secondsLeft !== null && secondsLeft > 0 && ` · about ${timeLeft(secondsLeft)} left`}
        </p>
      </div>
      <progress
        className="mt-2 block h-2.5 w-full appearance-none overflow-hidden rounded-full bg-raised [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-raised [&::-webkit-progress-value]:bg-accent"
        aria-label="Progress of the archive"
        {...(percent === null ? {} : { value: percent, max: 100 })}
      />
      <p className="tabular mt-2 text-muted">
        {formatCount(rowsDone)}
        {rowsTotal ? ` of ${formatCount(rowsTotal)}` : ""} rows · {formatBytes(bytesDone)}
        {attempt > 1 && ` · attempt ${attempt}`}
      </p>
    </div>
  );
}

function timeLeft(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
