import { formatAge, formatInstant } from "#app/i18n/formats.ts";

/** An instant in Helsinki time; with `now`, its age in words and the absolute time on hover. */
export function Instant({ at, now }: { at: string | Date; now?: Date | string }) {
  const iso = new Date(at).toISOString();
  const absolute = formatInstant(at);
  if (!now)
    return (
      <time dateTime={iso} className="whitespace-nowrap">
        {absolute}
      </time>
    );
  return (
    <time dateTime={iso} className="whitespace-nowrap" title={`${absolute} Europe/Helsinki`}>
      {formatAge(at, new Date(now))}
    </time>
  );
}
