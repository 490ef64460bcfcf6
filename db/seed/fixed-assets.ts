import type { Day } from "./calendar.ts";
import type { Balances } from "./closing.ts";
import { credit, debit, type Entry } from "./entries.ts";
import { share } from "./money.ts";
import type { CompanySpec, FinancialYear } from "./spec.ts";

const ASSET_ACCOUNT = "1160";

export type FixedAsset = {
  number: string;
  name: string;
  acquiredOn: Day;
  cost: bigint;
  disposedOn: Day | null;
  disposalPrice: bigint | null;
};

/** One asset in one financial year; opening + additions - disposals - depreciation = closing. */
export type AssetYear = {
  asset: FixedAsset;
  opening: bigint;
  additions: bigint;
  disposals: bigint;
  depreciation: bigint;
  closing: bigint;
};

type Holding = { asset: FixedAsset; value: bigint };

/** What an older company owned when its books here begin: together the opening balance of the asset account. */
const OWNED_BEFORE: [name: string, cost: bigint, value: bigint, yearsBefore: number][] = [
  ["Pakettiauto", 2_450_000n, 600_000n, 5],
  ["Työkoneet", 1_190_000n, 400_000n, 3],
  ["Toimistokalusteet", 380_000n, 200_000n, 2],
];

/** The register of fixed assets, kept year by year beside the books. */
export class AssetRegister {
  readonly assets: FixedAsset[] = [];
  #held: Holding[] = [];
  #spec: CompanySpec;

  constructor(spec: CompanySpec) {
    this.#spec = spec;
    if (spec.foundedInFirstYear) return;
    const first = Number(spec.years[0]!.startsOn.slice(0, 4));
    for (const [name, cost, value, before] of OWNED_BEFORE)
      this.#held.push({ asset: this.#add(name, `${first - before}-05-01`, cost), value });
  }

  #add(name: string, acquiredOn: Day, cost: bigint): FixedAsset {
    const number = String(100 + this.assets.length + 1);
    const asset = { number, name, acquiredOn, cost, disposedOn: null, disposalPrice: null };
    this.assets.push(asset);
    return asset;
  }

  /** What the year buys and sells, as entries of its books. An asset is sold at the value it has in the books. */
  entriesOf(year: FinancialYear): Entry[] {
    const within = (day: Day) => day >= year.startsOn && day <= year.endsOn;
    const entry = (date: Day, text: string, lines: Entry["lines"]): Entry => {
      const { tag } = this.#spec;
      return { date, series: "PT", kind: "bank", text: `${text} (${tag})`, lines, papers: null };
    };
    const entries: Entry[] = [];
    for (const { date, name, cost } of this.#spec.assetsBought.filter((bought) => within(bought.date))) {
      this.#held.push({ asset: this.#add(name, date, cost), value: 0n });
      const lines = [debit(ASSET_ACCOUNT, cost, { text: name }), credit("1910", cost)];
      entries.push(entry(date, `Käyttöomaisuuden osto, ${name}`, lines));
    }
    for (const { date, name } of this.#spec.assetsSold.filter((sold) => within(sold.date))) {
      const { asset, value } = this.#held.find((held) => held.asset.name === name)!;
      asset.disposedOn = date;
      asset.disposalPrice = value;
      const lines = [debit("1910", value), credit(ASSET_ACCOUNT, value, { text: name })];
      entries.push(entry(date, `Käyttöomaisuuden myynti, ${name}`, lines));
    }
    return entries;
  }

  /** The year's row for each asset that was held in it, once its books are what they are. */
  endYear(year: FinancialYear, closing: Balances): AssetYear[] {
    const rows = this.#held.map(({ asset, value }): AssetYear => {
      const bought = asset.acquiredOn >= year.startsOn && asset.acquiredOn <= year.endsOn;
      const sold = asset.disposedOn !== null;
      const additions = bought ? asset.cost : 0n;
      const left = sold ? 0n : value + additions;
      const depreciation = year.closedOn ? share(left, 25_000n) : 0n;
      const disposals = sold ? value : 0n;
      return { asset, opening: value, additions, disposals, depreciation, closing: left - depreciation };
    });
    // Each asset's share is rounded; the books round once, over all of them.
    const last = rows.findLast((row) => row.asset.disposedOn === null);
    const difference = rows.reduce((sum, row) => sum + row.closing, 0n) - (closing.get(ASSET_ACCOUNT) ?? 0n);
    if (last) {
      last.depreciation += difference;
      last.closing -= difference;
    }
    this.#held = rows
      .filter((row) => row.asset.disposedOn === null)
      .map(({ asset, closing: value }) => ({ asset, value }));
    return rows;
  }
}
