import { ArchiveError } from "../errors.ts";
import { germany } from "./de.ts";
import { denmark } from "./dk.ts";
import { estonia } from "./ee.ts";
import { finland } from "./fi.ts";
import { norway } from "./no.ts";
import { sweden } from "./se.ts";
import type { LawPack } from "./types.ts";

export const lawPacks: readonly LawPack[] = [finland, sweden, norway, denmark, estonia, germany];

/**
 * The retention law of a company's country.
 * @param country ISO 3166-1 alpha-2, upper case
 * @throws ArchiveError no_law_pack
 */
export function lawPack(country: string): LawPack {
  const pack = lawPacks.find((p) => p.country === country);
  if (pack) return pack;
  throw new ArchiveError(
    "no_law_pack",
    `There are no retention rules for the country ${country}, so nobody can say what belongs in the archive. ` +
      `Countries with rules: ${lawPacks.map((p) => p.country).join(", ")}. Add a law pack or correct the company's country.`,
    { place: country },
  );
}
