import { z } from "zod";
import { DomainError } from "../errors.ts";
import { parseInput } from "../parse-input.ts";

/** Nobody means a publication that is further away. */
const AHEAD_DAYS = 366;
const DAY_MS = 86_400_000;

const instant = z.union([z.date(), z.iso.datetime({ offset: true }).transform((text) => new Date(text))], {
  error: "Give a day and a time.",
});
const pinned = z.object({ pinnedUntil: instant.nullish() });
const time = z.object({ at: instant });

/** @throws DomainError `invalid` unless the instant is to come, within a year */
export function futureInstant(at: unknown, now: Date): Date {
  const given = parseInput(time, { at }).at;
  if (given <= now)
    throw new DomainError("invalid", "This time has passed. Give one that is to come.", { field: "at" });
  if (given.getTime() > now.getTime() + AHEAD_DAYS * DAY_MS)
    throw new DomainError("invalid", "This is more than a year ahead.", { field: "at" });
  return given;
}

/**
 * Until when an announcement stays first.
 * @param from when it comes out
 * @returns null: not pinned; undefined: as it was
 */
export function pinnedUntil(kind: "weekly" | "important", until: unknown, from: Date): Date | null | undefined {
  const given = parseInput(pinned, { pinnedUntil: until }).pinnedUntil;
  if (!given) return given;
  if (kind === "weekly")
    throw new DomainError("invalid", "Only an important announcement is pinned.", { field: "pinnedUntil" });
  if (given <= from)
    throw new DomainError("invalid", "It would be pinned until before it is published. Give a later time.", {
      field: "pinnedUntil",
    });
  return given;
}
