import Holidays from "date-holidays";

/**
 * The days of a country that have a name, in English: public holidays and others.
 * @param country ISO 3166-1 alpha-2; one that the library does not know has none
 */
export function namedDays(country: string): Set<string> {
  // Any year names them all: those of the law come every year.
  return new Set(daysOf(country, 2026).map((day) => day.name));
}

/**
 * The days of a year on which an office is closed, by the country's public holidays (in Finland the church holidays of
 * the Church Act, Independence Day and 1 May) and the profile's own additions. What the library calls public is exactly
 * that; Midsummer Eve and Christmas Eve are not, and are closed only where the profile says so.
 * @param alsoClosed English names, as `namedDays` has them
 * @returns the English name of each, by its day `YYYY-MM-DD`
 */
export function daysOff(country: string, alsoClosed: readonly string[], year: number): Map<string, string> {
  const closed = daysOf(country, year).filter((day) => day.type === "public" || alsoClosed.includes(day.name));
  return new Map(closed.map((day) => [day.date.slice(0, 10), day.name]));
}

const calendars = new Map<string, ReturnType<Holidays["getHolidays"]>>();

function daysOf(country: string, year: number): ReturnType<Holidays["getHolidays"]> {
  const key = `${country} ${year}`;
  const known = calendars.get(key);
  if (known) return known;
  const found = new Holidays(country).getHolidays(year, "en");
  calendars.set(key, found);
  return found;
}
