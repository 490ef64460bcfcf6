import { booksMaterials, type Material, payrollMaterials } from "./types.ts";

/** For laws with one period for all accounting material: everything that is decided per financial year, but these. */
export const allBut = (...others: Material[]): Material[] =>
  [...booksMaterials, ...payrollMaterials].filter((material) => !others.includes(material));
