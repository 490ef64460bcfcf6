import { lawPacks } from "./packs.ts";
import type { LawPack, NotCarried, RetentionRule } from "./types.ts";

export type LawRegister = Pick<LawPack, "country" | "law" | "reviewedOn"> & {
  rules: readonly RetentionRule[];
  notCarried: readonly NotCarried[];
};

/** Every country's rules as data, for people to read: by country code, each pack's rules in its own order. */
export function lawRegister(): LawRegister[] {
  return lawPacks
    .map(({ country, law, reviewedOn, rules, notCarried }) => ({ country, law, reviewedOn, rules, notCarried }))
    .toSorted((a, b) => (a.country < b.country ? -1 : 1));
}
