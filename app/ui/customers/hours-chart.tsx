import { formatShare } from "#app/i18n/formats.ts";

const HEIGHT = 56;
const STEP = 12;
/** 8-16: when most people work. */
const OFFICE = { from: 8, to: 16 };

const hour = (at: number) => `${String(at).padStart(2, "0")}–${String(at + 1).padStart(2, "0")}`;

/** The part of the day's seconds that falls into office hours, 0..1. */
export const officeShare = (byHour: readonly number[]): number =>
  byHour.slice(OFFICE.from, OFFICE.to).reduce((sum, share) => sum + share, 0);

/** When in the day a load comes, in Helsinki: a bar for each hour, office hours behind them, and the same as a table. */
export function HoursChart({ title, byHour }: { title: string; byHour: readonly number[] }) {
  const highest = Math.max(...byHour, 0.0001);
  const at = byHour.indexOf(Math.max(...byHour));
  const summary = `${formatShare(officeShare(byHour))} comes between 8 and 16; most, ${formatShare(byHour[at] ?? 0)}, between ${hour(at)}.`;
  return (
    <figure className="flex min-w-0 flex-col gap-1">
      <figcaption>
        <p className="font-medium">{title}</p>
        <p className="text-[13px] text-muted">{summary}</p>
      </figcaption>
      <svg viewBox={`0 0 ${24 * STEP} ${HEIGHT + 14}`} className="w-full max-w-xl" aria-hidden>
        <rect x={OFFICE.from * STEP} width={(OFFICE.to - OFFICE.from) * STEP} height={HEIGHT} className="fill-raised" />
        {byHour.map((share, index) => {
          const height = Math.max(0, (share / highest) * (HEIGHT - 2));
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: the index is the hour
              key={index}
              x={index * STEP + 1}
              y={HEIGHT - height}
              width={STEP - 2}
              height={height}
              className="fill-accent"
            />
          );
        })}
        <line y1={HEIGHT} y2={HEIGHT} x2={24 * STEP} className="stroke-line-strong" />
        {[0, 8, 16].map((mark) => (
          <text key={mark} x={mark * STEP} y={HEIGHT + 11} className="fill-muted text-[9px]">
            {mark}
          </text>
        ))}
      </svg>
      <details className="text-[13px]">
        <summary className="min-h-[24px] cursor-pointer text-muted hover:text-ink">
          Show as table<span className="sr-only">: {title}</span>
        </summary>
        <table className="tabular-nums">
          <caption className="sr-only">{title}, by hour in Helsinki</caption>
          <thead>
            <tr>
              <th scope="col" className="pr-6 text-left font-medium text-muted">
                Hour
              </th>
              <th scope="col" className="text-right font-medium text-muted">
                Share of the day
              </th>
            </tr>
          </thead>
          <tbody>
            {byHour.map((share, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the index is the hour
              <tr key={index}>
                <th scope="row" className="pr-6 text-left font-normal">
                  {hour(index)}
                </th>
                <td className="text-right">{formatShare(share)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
