import type { SyntaxNode } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";
import { durationMs, numberValue, stringValue } from "./literals.ts";
import type { Matcher } from "./matchers.ts";
import { notSupported, PromqlError } from "./promql-error.ts";
import {
  type Aggregate,
  aggregators,
  arithmetic,
  type Binary,
  comparisons,
  type Expr,
  type Matching,
  type Selector,
  setOperators,
} from "./syntax.ts";

const CHARACTERS_MAX = 50_000; // A list of 2,000 customers fits; what is longer is no question of the console.
const SUBQUERY_STEP_MS = 60_000; // Prometheus's global evaluation interval when none is configured.

const children = (node: SyntaxNode): SyntaxNode[] => {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child);
  return found;
};
const oneOf = <T extends string>(list: readonly T[], text: string): T | undefined => list.find((item) => item === text);

/**
 * Reads PromQL.
 * @throws PromqlError where it is not PromQL, with the place, or uses what this evaluator does not have, with its name
 */
export function parsePromql(source: string): Expr {
  if (source.length > CHARACTERS_MAX) throw new PromqlError('invalid parameter "query": the query is too long');
  const tree = parser.parse(source);
  let fault: number | null = null;
  tree.iterate({
    enter: (node) => {
      if (node.type.isError) fault ??= node.from;
    },
  });
  if (fault !== null || source.trim() === "") {
    const line = source.slice(0, fault ?? 0).split("\n");
    const near = source.slice(fault ?? 0, (fault ?? 0) + 30).trim();
    throw new PromqlError(
      `invalid parameter "query": ${line.length}:${line.at(-1)!.length + 1}: parse error: unexpected ${near ? JSON.stringify(near) : "end of input"}`,
    );
  }
  const text = (node: SyntaxNode) => source.slice(node.from, node.to);
  const namesIn = (node: SyntaxNode | null | undefined) =>
    (node ? children(node) : []).map((name) =>
      name.name === "QuotedLabelName" ? stringValue(text(name)) : text(name),
    );

  const matchersIn = (node: SyntaxNode): Matcher[] =>
    children(node).map((matcher) => {
      if (matcher.name === "QuotedLabelName") return { label: "__name__", op: "=", value: stringValue(text(matcher)) };
      const [label, op, value] = children(matcher);
      return {
        label: label!.name === "QuotedLabelName" ? stringValue(text(label!)) : text(label!),
        op: text(op!) as Matcher["op"],
        value: stringValue(text(value!)),
      };
    });

  const selector = (node: SyntaxNode): Selector => {
    const identifier = node.getChild("Identifier");
    const labels = node.getChild("LabelMatchers");
    const matchers = labels ? matchersIn(labels) : [];
    const named = matchers.filter(({ label }) => label === "__name__");
    if (identifier && named.length > 0)
      throw new PromqlError('invalid parameter "query": metric name must not be set twice');
    const name = identifier ? text(identifier) : named.length === 1 && named[0]!.op === "=" ? named[0]!.value : null;
    if (!name) return notSupported("a selector without one metric's name");
    return { kind: "selector", name, matchers: matchers.filter(({ label }) => label !== "__name__"), offsetMs: 0 };
  };

  const aggregate = (node: SyntaxNode): Aggregate => {
    const name = text(node.getChild("AggregateOp")!);
    const op = oneOf(aggregators, name.toLowerCase()) ?? notSupported(`the aggregation ${name}`);
    const modifier = node.getChild("AggregateModifier");
    const args = children(node.getChild("FunctionCallBody")!).map(expr);
    const wanted = op === "topk" || op === "bottomk" ? 2 : 1;
    if (args.length !== wanted)
      throw new PromqlError(
        `invalid parameter "query": wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`,
      );
    const labels = namesIn(modifier?.getChild("GroupingLabels"));
    return {
      kind: "aggregate",
      op,
      grouping: { by: !modifier?.getChild("Without"), labels },
      param: wanted === 2 ? args[0]! : null,
      of: args[wanted - 1]!,
    };
  };

  const matchingOf = (clause: SyntaxNode | null): Matching => {
    const [labels, include] = clause ? clause.getChildren("GroupingLabels") : [];
    const many = clause?.getChild("GroupLeft") ? "left" : clause?.getChild("GroupRight") ? "right" : null;
    return { on: Boolean(clause?.getChild("On")), labels: namesIn(labels), many, include: namesIn(include) };
  };

  const binary = (node: SyntaxNode): Binary => {
    const parts = children(node);
    const name = text(parts[1]!).toLowerCase();
    const op = oneOf([...arithmetic, ...comparisons, ...setOperators], name) ?? notSupported(`the operator ${name}`);
    if (node.getChild("FillModifier")) notSupported("fill");
    const matching = matchingOf(node.getChild("MatchingModifierClause"));
    if (matching.many && oneOf(setOperators, op))
      throw new PromqlError(`invalid parameter "query": no grouping allowed for "${op}" operation`);
    const bool = Boolean(node.getChild("BoolModifier"));
    if (bool && !oneOf(comparisons, op))
      throw new PromqlError(
        'invalid parameter "query": parse error: bool modifier can only be used on comparison operators',
      );
    return { kind: "binary", op, bool, matching, left: expr(parts[0]!), right: expr(parts.at(-1)!) };
  };

  const offset = (node: SyntaxNode): Expr => {
    const of = expr(node.firstChild!);
    const given = text(node.lastChild!).trim();
    const ms = given.startsWith("-") ? -durationMs(given.slice(1).trim()) : durationMs(given);
    if (of.kind === "selector" || of.kind === "subquery") return { ...of, offsetMs: of.offsetMs + ms };
    if (of.kind === "matrix") return { ...of, selector: { ...of.selector, offsetMs: of.selector.offsetMs + ms } };
    throw new PromqlError(
      'invalid parameter "query": parse error: offset modifier must be preceded by an instant vector selector or range vector selector or a subquery',
    );
  };

  const expr = (node: SyntaxNode): Expr => {
    switch (node.name) {
      case "ParenExpr":
        return expr(node.firstChild!);
      case "NumberDurationLiteral":
        return { kind: "number", value: numberValue(text(node)) };
      case "StringLiteral":
        return { kind: "string", value: stringValue(text(node)) };
      case "VectorSelector":
        return selector(node);
      case "MatrixSelector": {
        const of = expr(node.firstChild!);
        if (of.kind !== "selector")
          throw new PromqlError('invalid parameter "query": parse error: ranges only allowed for vector selectors');
        return { kind: "matrix", selector: of, rangeMs: durationMs(text(node.getChild("DurationExpr")!)) };
      }
      case "SubqueryExpr": {
        const [range, step] = node.getChildren("DurationExpr");
        return {
          kind: "subquery",
          of: expr(node.firstChild!),
          rangeMs: durationMs(text(range!)),
          stepMs: step ? durationMs(text(step)) : SUBQUERY_STEP_MS,
          offsetMs: 0,
        };
      }
      case "OffsetExpr":
        return offset(node);
      case "UnaryExpr": {
        const of = expr(node.lastChild!);
        return text(node.firstChild!) === "-" ? { kind: "negate", of } : of;
      }
      case "AggregateExpr":
        return aggregate(node);
      case "BinaryExpr":
        return binary(node);
      case "FunctionCall": {
        const name = text(node.getChild("FunctionIdentifier")!);
        return { kind: "call", name, args: children(node.getChild("FunctionCallBody")!).map(expr) };
      }
      default:
        return notSupported(node.name === "StepInvariantExpr" ? "the @ modifier" : text(node));
    }
  };
  return expr(tree.topNode.firstChild!);
}
