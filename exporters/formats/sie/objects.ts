import type { SieDimension, SieObject, SieParty } from "../../materials/sie-rows.ts";
import type { DimensionNumbers } from "./dimensions.ts";
import type { SieRecords } from "./records.ts";
import type { SieText } from "./text.ts";

export type SieRegisters = {
  dimensions: readonly SieDimension[];
  objects: readonly SieObject[];
  parties: readonly SieParty[];
  /** Whether the archive may name customers and suppliers; their numbers are in the entries anyway. */
  names: boolean;
};

/** The format's own names of the two dimensions that it keeps for customers and suppliers. */
const PARTY_NAMES = { customer: "Kund", supplier: "Leverantör" } as const;

/** `#DIM`, `#UNDERDIM` and `#OBJEKT`: what the entries' object lists may name. */
export function writeRegisters(
  records: SieRecords,
  text: SieText,
  numbers: DimensionNumbers,
  { dimensions, objects, parties, names }: SieRegisters,
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
  for (const kind of ["customer", "supplier"] as const) {
    const number = numbers.party[kind];
    const own = parties.filter((p) => p.kind === kind);
    if (number === null || own.length === 0) continue;
    records.begin("#DIM").code(number).text(text.text(PARTY_NAMES[kind])).end();
    for (const p of own)
      records
        .begin("#OBJEKT")
        .code(number)
        .text(text.text(p.number))
        .text(text.text((names && p.name) || p.number))
        .end();
  }
}
