import { PromqlError } from "./promql-error.ts";
import type { Call } from "./syntax.ts";
import type { Scalar, Value, Vector } from "./vectors.ts";

const typeNames = { vector: "instant vector", scalar: "scalar", string: "string" } as const;

/** @throws PromqlError in Prometheus's words when a function does not get so many arguments */
export function expectArguments({ name, args }: Call, count: number): void {
  if (args.length === count) return;
  throw new PromqlError(
    `invalid parameter "query": parse error: expected ${count} argument(s) in call to "${name}", got ${args.length}`,
  );
}

const wrong = (wanted: string, where: string, got: string): never => {
  throw new PromqlError(`invalid parameter "query": parse error: expected type ${wanted} in ${where}, got ${got}`);
};

/** @throws PromqlError when the value is no instant vector */
export function asVector(value: Value, where: string): Vector {
  return value.kind === "vector" ? value : wrong("instant vector", where, typeNames[value.kind]);
}

/** @throws PromqlError when the value is not one number */
export function asScalar(value: Value, where: string): Scalar {
  return value.kind === "scalar" ? value : wrong("scalar", where, typeNames[value.kind]);
}
