import type { Matcher } from "./matchers.ts";

export const arithmetic = ["+", "-", "*", "/", "%", "^"] as const;
export const comparisons = ["==", "!=", ">", "<", ">=", "<="] as const;
export const setOperators = ["and", "or", "unless"] as const;
export type Arithmetic = (typeof arithmetic)[number];
export type Comparison = (typeof comparisons)[number];
export type SetOperator = (typeof setOperators)[number];
export const aggregators = ["sum", "avg", "min", "max", "count", "topk", "bottomk"] as const;
export type Aggregator = (typeof aggregators)[number];

export type Grouping = { by: boolean; labels: readonly string[] };
/** How the sides of a binary operator find each other; `many` names the side that may have several to one. */
export type Matching = {
  on: boolean;
  labels: readonly string[];
  many: "left" | "right" | null;
  include: readonly string[];
};

export type Selector = { kind: "selector"; name: string; matchers: readonly Matcher[]; offsetMs: number };
export type Matrix = { kind: "matrix"; selector: Selector; rangeMs: number };
export type Subquery = { kind: "subquery"; of: Expr; rangeMs: number; stepMs: number; offsetMs: number };
export type Binary = {
  kind: "binary";
  op: Arithmetic | Comparison | SetOperator;
  bool: boolean;
  matching: Matching;
  left: Expr;
  right: Expr;
};
export type Aggregate = { kind: "aggregate"; op: Aggregator; grouping: Grouping; param: Expr | null; of: Expr };
export type Call = { kind: "call"; name: string; args: readonly Expr[] };

/** A PromQL expression. Durations are in milliseconds; parentheses are gone. */
export type Expr =
  | { kind: "number"; value: number }
  | { kind: "string"; value: string }
  | { kind: "negate"; of: Expr }
  | Selector
  | Matrix
  | Subquery
  | Binary
  | Aggregate
  | Call;
