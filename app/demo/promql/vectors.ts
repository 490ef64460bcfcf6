import { remember } from "./remember.ts";

export type Labels = Readonly<Record<string, string>>;

/**
 * An instant vector at each of the steps of an evaluation, in one block: the value of series i at step s is
 * `values[i * steps + s]`, and it is there only where `present` is 1. One allocation for 60,000 series, not one for each.
 */
export type Vector = {
  kind: "vector";
  steps: number;
  labels: readonly Labels[];
  values: Float64Array;
  present: Uint8Array;
};
/** One number at each step. */
export type Scalar = { kind: "scalar"; values: Float64Array };
export type Value = Vector | Scalar | { kind: "string"; value: string };

/** A block without any value yet. */
export function emptyVector(labels: readonly Labels[], steps: number): Vector {
  const cells = labels.length * steps;
  return { kind: "vector", steps, labels, values: new Float64Array(cells), present: new Uint8Array(cells) };
}

/** The series of a vector changed value by value; what is absent stays so. */
export function mapped(
  vector: Vector,
  labels: readonly Labels[],
  change: (value: number, step: number) => number,
): Vector {
  const result = emptyVector(labels, vector.steps);
  result.present.set(vector.present);
  for (let cell = 0; cell < vector.values.length; cell += 1)
    if (vector.present[cell]) result.values[cell] = change(vector.values[cell]!, cell % vector.steps);
  return result;
}

const SEPARATOR = "\u00ff";
const unnamedLists = new WeakMap<readonly Labels[], readonly Labels[]>();

/** The labels without the metric's name. The same list gives the same list, so that what is worked out about it can be kept. */
export function withoutName(labels: readonly Labels[]): readonly Labels[] {
  const known = unnamedLists.get(labels);
  if (known) return known;
  const bare = labels.some((one) => one.__name__ !== undefined)
    ? labels.map(({ __name__: _, ...rest }) => rest)
    : labels;
  unnamedLists.set(labels, bare);
  unnamedLists.set(bare, bare);
  return bare;
}

export type Groups = {
  /** The group of each series. */
  of: Int32Array;
  labels: readonly Labels[];
};
const groupings = new WeakMap<readonly Labels[], Map<string, Groups>>();

/** Series that have the same values of some labels (`by`), or of all but some and the name. Worked out once for a list. */
export function groupsOf(labels: readonly Labels[], by: boolean, names: readonly string[]): Groups {
  const kept = remember(groupings, labels, () => new Map<string, Groups>());
  return remember(kept, `${by}${SEPARATOR}${names.join(SEPARATOR)}`, () => group(labels, by, names));
}

function group(labels: readonly Labels[], by: boolean, names: readonly string[]): Groups {
  const of = new Int32Array(labels.length);
  const groupLabels: Labels[] = [];
  const numbers = new Map<string, number>();
  const unwanted = new Set([...names, "__name__"]);
  for (let i = 0; i < labels.length; i += 1) {
    const own = labels[i]!;
    const used = by
      ? names
      : Object.keys(own)
          .filter((name) => !unwanted.has(name))
          .sort();
    let signature = "";
    for (const name of used) signature += (by ? "" : name + SEPARATOR) + (own[name] ?? "") + SEPARATOR;
    let number = numbers.get(signature);
    if (number === undefined) {
      number = groupLabels.length;
      numbers.set(signature, number);
      groupLabels.push(Object.fromEntries(used.filter((name) => own[name]).map((name) => [name, own[name]!])));
    }
    of[i] = number;
  }
  return { of, labels: groupLabels };
}
