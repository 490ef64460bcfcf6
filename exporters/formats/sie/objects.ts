import type { SieDimension, SieObject, SieParty } from "../../materials/sie-rows.ts";
import type { DimensionNumbers } from "./dimensions.ts";
import type { SieRecords } from "./records.ts";
import type { SieText } from "./text.ts";

export type SieRegisters = {
  dimensions: readonly SieDimension[];
  objects: readonly SieObject[];
};

/** The format's own names of the two dimensions that it keeps for customers and suppliers. */
const PARTY_NAMES = { customer: "Kund", supplier: "Leverantör" } as const;

/** `#DIM`, `#UNDERDIM` and `#OBJEKT`: what the entries' object lists may name. */
export function writeRegisters(
  records: SieRecords,
  text: SieText,
  numbers: DimensionNumbers,
  { dimensions, objects }: SieRegisters,
): void {
  const declared = new Set(dimensions.map((d) => d.code));
  const undeclared = [...new Set(objects.map((o) => o.dimension))].filter((code) => !declared.has(code));
  for (const { code, name, parent } of [
    ...dimensions,
    ...undeclared.map((c) => ({ code: c, name: c, parent: null })),
  ]) {
    records
      .begin(parent === null ? "#DIM" : "#UNDERDIM")
      .code(numbers.of(code))
      .text(text.text(name || code));
    if (parent !== null) records.code(numbers.of(parent));
    records.end();
  }
  for (const { dimension, code, name } of objects)
    records
      .begin("#OBJEKT")
      .code(numbers.of(dimension))
      .text(text.text(code))
      .text(text.text(name || code))
      .end();
}

/**
 * Customers and suppliers as the objects of the dimensions that the format keeps for them.
 * @param portions those of one kind one after another
 * @param names whether the archive may name them; their numbers are in the entries anyway
 */
export async function* writeParties(
  records: SieRecords,
  text: SieText,
  numbers: DimensionNumbers,
  portions: AsyncIterable<readonly SieParty[]>,
  names: boolean,
): AsyncGenerator<string> {
  const begun = new Set<SieParty["kind"]>();
  for await (const portion of portions) {
    for (const party of portion) {
      const number = numbers.party[party.kind];
      if (number === null) continue;
      if (!begun.has(party.kind)) records.begin("#DIM").code(number).text(text.text(PARTY_NAMES[party.kind])).end();
      begun.add(party.kind);
      records
        .begin("#OBJEKT")
        .code(number)
        .text(text.text(party.number))
        .text(text.text((names && party.name) || party.number))
        .end();
    }
    yield records.take();
  }
}
