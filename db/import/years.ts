import type pg from "pg";
import type { FileHead } from "./books.ts";
import { calendarYear, type Span } from "./calendar.ts";
import type { Problems } from "./problems.ts";

/** A financial year that the file's rows go to. `no` tells whose balances in the file are its own: 0, -1, or none of them. */
export type BookedYear = Span & { no: number; id: string; hadVouchers: boolean; closed: boolean };

type Stored = Span & { id: string; closed: boolean; hadVouchers: boolean };

async function storedYears(client: pg.Client, companyId: string): Promise<Stored[]> {
  const { rows } = await client.query(
    `select y.id, y.starts_on::text as "startsOn", y.ends_on::text as "endsOn", y.closed_on is not null as closed,
            exists (select from ledger.vouchers v where v.company_id = y.company_id and v.financial_year_id = y.id) as "hadVouchers"
       from ledger.financial_years y where y.company_id = $1 order by y.starts_on`,
    [companyId],
  );
  return rows as Stored[];
}

/**
 * The years a file's vouchers go to: its own (`--year` before what the file says), the one before when it has vouchers in it, and, for a
 * file that names no year (as 4I may), the ledger's years that hold the vouchers' days, else their calendar years.
 */
function wantedYears(
  head: FileHead,
  given: Span | undefined,
  dated: { calendarYears: string[]; previousHasVouchers: boolean },
  stored: Span[],
  problems: Problems,
): (Span & { no: number })[] {
  if (given && head.year && (given.startsOn !== head.year.startsOn || given.endsOn !== head.year.endsOn))
    problems.warn(
      "year_overruled",
      "--year",
      `The file says its financial year is ${head.year.startsOn}..${head.year.endsOn}.`,
      `${given.startsOn}..${given.endsOn} was given with --year.`,
    );
  const own = given ?? head.year;
  if (own) {
    if (!head.year)
      problems.warn("year_missing", "the whole file", "The file names no financial year.", "It was given with --year.");
    const years = [{ ...own, no: 0 }];
    if (head.previousYear && dated.previousHasVouchers && head.previousYear.endsOn < own.startsOn)
      years.push({ ...head.previousYear, no: -1 });
    return years;
  }
  if (dated.calendarYears.length === 0)
    problems.stop(
      "year_missing",
      "the whole file",
      "The file names no financial year and has no vouchers to tell it by.",
      "Give it with --year YYYY or --year YYYY-MM-DD..YYYY-MM-DD.",
    );
  const years: Span[] = [];
  for (const calendar of dated.calendarYears.toSorted()) {
    const overlapping = stored.filter((y) => y.startsOn <= `${calendar}-12-31` && y.endsOn >= `${calendar}-01-01`);
    for (const y of overlapping.length > 0 ? overlapping : [calendarYear(calendar)])
      if (!years.some((known) => known.startsOn === y.startsOn)) years.push(y);
  }
  problems.warn(
    "year_missing",
    "the whole file",
    "The file names no financial year.",
    `The vouchers' days tell it: ${years.map((y) => `${y.startsOn}..${y.endsOn}`).join(", ")}. Give another with --year.`,
  );
  return years.map(({ startsOn, endsOn }, i) => ({ startsOn, endsOn, no: i === years.length - 1 ? 0 : -2 - i }));
}

/**
 * Finds or makes the years, in the caller's transaction, and refuses what would double or break the books of a year that is there:
 * a different file of books for a year with vouchers (only 4I adds to one), a closed year, a year that overlaps another.
 */
export async function resolveYears(
  client: pg.Client,
  companyId: string,
  head: FileHead,
  given: Span | undefined,
  dated: { calendarYears: string[]; previousHasVouchers: boolean },
  problems: Problems,
): Promise<BookedYear[]> {
  const stored = await storedYears(client, companyId);
  const booked: BookedYear[] = [];
  for (const year of wantedYears(head, given, dated, stored, problems)) {
    const span = `${year.startsOn}..${year.endsOn}`;
    const same = stored.find((y) => y.startsOn === year.startsOn && y.endsOn === year.endsOn);
    const other = stored.find((y) => y.startsOn <= year.endsOn && y.endsOn >= year.startsOn);
    if (!same && other) {
      problems.refuse(
        "year_overlaps",
        `financial year ${span}`,
        `The ledger has the financial year ${other.startsOn}..${other.endsOn} of this company, which overlaps it.`,
        "Give the right year with --year YYYY-MM-DD..YYYY-MM-DD.",
      );
      continue;
    }
    if (same?.closed)
      problems.refuse(
        "year_closed",
        `financial year ${span}`,
        "The year is closed in the ledger: nothing is added to it.",
        "Leave the file out, or book its vouchers in an open year.",
      );
    else if (same?.hadVouchers && head.content === "books")
      problems.refuse(
        "year_has_vouchers",
        `financial year ${span}`,
        "The ledger already has vouchers of this year from another file; this one would double them.",
        "Import one file of a year only. To replace it, start from an empty ledger; to add vouchers, use a SIE 4I file.",
      );
    const made = same
      ? undefined
      : await client.query(
          "insert into ledger.financial_years (company_id, starts_on, ends_on) values ($1, $2, $3) returning id",
          [companyId, year.startsOn, year.endsOn],
        );
    const id = same?.id ?? (made!.rows[0].id as string);
    booked.push({ ...year, id, hadVouchers: same?.hadVouchers ?? false, closed: same?.closed ?? false });
  }
  return booked;
}
