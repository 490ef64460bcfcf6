import { matchSeries, partners, tooMany } from "./match.ts";
import { calculate, compare, isArithmetic, isComparison } from "./operators.ts";
import { PromqlError } from "./promql-error.ts";
import type { Binary, Matching, SetOperator } from "./syntax.ts";
import { emptyVector, mapped, type Scalar, type Value, type Vector, withoutName } from "./vectors.ts";

type Operator = Pick<Binary, "op" | "bool" | "matching">;

/** A binary operator between two values, of which either may be one number per step. */
export function binary({ op, bool, matching }: Operator, left: Value, right: Value): Value {
  if (left.kind === "string" || right.kind === "string")
    throw new PromqlError(
      'invalid parameter "query": parse error: binary expression must contain only scalar and instant vector types',
    );
  if (!isArithmetic(op) && !isComparison(op)) {
    if (left.kind === "scalar" || right.kind === "scalar")
      throw new PromqlError(
        `invalid parameter "query": parse error: set operator "${op}" not allowed in binary scalar expression`,
      );
    return combineSets(op, matching, left, right);
  }
  if (left.kind === "scalar" && right.kind === "scalar") {
    if (isComparison(op) && !bool)
      throw new PromqlError(
        'invalid parameter "query": parse error: comparisons between scalars must use BOOL modifier',
      );
    const values = left.values.map((value, step) => apply(op, value, right.values[step]!));
    return { kind: "scalar", values };
  }
  if (left.kind === "scalar") return withScalar(op, bool, right as Vector, left, true);
  if (right.kind === "scalar") return withScalar(op, bool, left, right, false);
  return betweenVectors({ op, bool, matching }, left, right);
}

/** The operator's number; a comparison gives 1 or 0. */
function apply(op: Binary["op"], a: number, b: number): number {
  if (isArithmetic(op)) return calculate[op](a, b);
  return isComparison(op) && compare[op](a, b) ? 1 : 0;
}

function withScalar(op: Binary["op"], bool: boolean, vector: Vector, scalar: Scalar, scalarFirst: boolean): Vector {
  const number = (value: number, step: number) =>
    scalarFirst ? apply(op, scalar.values[step]!, value) : apply(op, value, scalar.values[step]!);
  if (isArithmetic(op) || bool) return mapped(vector, withoutName(vector.labels), number);
  const result = { ...vector, present: new Uint8Array(vector.present) };
  for (let cell = 0; cell < result.present.length; cell += 1)
    if (result.present[cell] && number(vector.values[cell]!, cell % vector.steps) === 0) result.present[cell] = 0;
  return result;
}

function betweenVectors({ op, bool, matching }: Operator, left: Vector, right: Vector): Vector {
  const [many, one] = matching.many === "right" ? [right, left] : [left, right];
  const filters = isComparison(op) && !bool;
  const { groups, labels } = matchSeries(many.labels, one.labels, matching, filters);
  const { steps } = left;
  const result = emptyVector(labels, steps);
  for (const group of groups) {
    for (let step = 0; step < steps; step += 1) {
      let partner = -1;
      for (const i of group.one) {
        if (!one.present[i * steps + step]) continue;
        if (partner !== -1) tooMany("one", one.labels[i]!);
        partner = i;
      }
      if (partner === -1) continue;
      const other = one.values[partner * steps + step]!;
      let taken = false;
      for (const i of group.many) {
        const cell = i * steps + step;
        if (!many.present[cell]) continue;
        if (taken && matching.many === null) tooMany("many", many.labels[i]!);
        taken = true;
        const own = many.values[cell]!;
        const value = matching.many === "right" ? apply(op, other, own) : apply(op, own, other);
        if (filters && value === 0) continue;
        // A filter shows what is on the left, whichever side has the more series.
        result.values[cell] = filters ? (matching.many === "right" ? other : own) : value;
        result.present[cell] = 1;
      }
    }
  }
  return result;
}

function combineSets(op: SetOperator, matching: Matching, left: Vector, right: Vector): Vector {
  const { steps } = left;
  const both = op === "or";
  const result = emptyVector(both ? [...left.labels, ...right.labels] : left.labels, steps);
  result.values.set(left.values);
  if (op !== "and") result.present.set(left.present);
  if (both) result.values.set(right.values, left.values.length);
  for (const group of partners(left.labels, right.labels, matching)) {
    for (let step = 0; step < steps; step += 1) {
      const has = (vector: Vector, members: number[]) => members.some((i) => vector.present[i * steps + step]);
      if (both) {
        if (has(left, group.many)) continue;
        for (const i of group.one)
          result.present[(left.labels.length + i) * steps + step] = right.present[i * steps + step]!;
        continue;
      }
      const found = has(right, group.one);
      for (const i of group.many) {
        const cell = i * steps + step;
        result.present[cell] = left.present[cell]! && found === (op === "and") ? 1 : 0;
      }
    }
  }
  return result;
}
