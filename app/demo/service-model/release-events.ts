import type { Temporal } from "temporal-polyfill";
import type { ModelEvent } from "./events.ts";
import { DAY, dateOf, helsinkiDay, helsinkiInstant } from "./helsinki-days.ts";
import { pick, uniform } from "./uniform.ts";

/** `slowPage` is slower from this release until the next. */
export type ModelRelease = {
  version: string;
  kind: "weekly" | "urgent";
  at: number;
  /** When the next one took over. */
  until: number;
  slowPage: string | null;
};

const URGENT_CHANCE = 0.3;
const SLOW_CHANCE = 0.25;

/** Weekly on Tuesday at 06:00 in Helsinki; in some weeks an urgent one besides. Versions are ISO year, week and number. */
export function releasesBetween(
  fromMs: number,
  toMs: number,
  { seed, pages }: { seed: number; pages: readonly string[] },
): ModelRelease[] {
  const releases: ModelRelease[] = [];
  // From the Monday before last, so that the one that ran at the beginning is there.
  const today = helsinkiDay(fromMs);
  const monday = today - ((today + 3) % 7) - 7;
  for (let week = monday; week * DAY < toMs + 7 * DAY; week += 7) {
    const tuesday: Temporal.PlainDate = dateOf(week + 1);
    const version = `${tuesday.yearOfWeek}.${String(tuesday.weekOfYear).padStart(2, "0")}`;
    const slow = uniform(seed, week, 21) < SLOW_CHANCE;
    releases.push({
      version: `${version}.0`,
      kind: "weekly",
      at: helsinkiInstant(week + 1, "06:00"),
      until: 0,
      slowPage: slow ? pick(pages, seed, week, 22) : null,
    });
    if (uniform(seed, week, 23) >= URGENT_CHANCE) continue;
    const day = week + 2 + Math.floor(uniform(seed, week, 24) * 3);
    releases.push({
      version: `${version}.1`,
      kind: "urgent",
      at: helsinkiInstant(day, "12:30"),
      until: 0,
      slowPage: null,
    });
  }
  return releases
    .map((release, i) => ({ ...release, until: releases[i + 1]?.at ?? release.at }))
    .filter((release) => release.until > fromMs && release.at < toMs);
}

export function slowdownsByRelease(releases: readonly ModelRelease[]): ModelEvent[] {
  return releases.flatMap(({ version, at, until, slowPage }) =>
    slowPage === null
      ? []
      : [
          {
            from: at,
            to: until,
            kind: "release",
            title: `${slowPage} is slower since ${version}`,
            touches: [slowPage],
            effects: [{ on: "page", page: slowPage, slowShare: 0.16 }],
          },
        ],
  );
}
