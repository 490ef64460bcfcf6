import { figureOf } from "../figure-rules.ts";
import { seconds, times } from "../words-rules.ts";
import { type CheckMaker, outcomeOf } from "./check.ts";

const NODES_SHOWN = 12;

/** Is one application or database server apart from its peers? */
export const nodeCheck: CheckMaker = ({ facts, analysis, sources, explained }) => {
  const { node } = analysis;
  const { nodes } = facts.seen;
  const shown = (nodes ?? []).toSorted((a, b) => b.seconds / b.requests - a.seconds / a.requests).slice(0, NODES_SHOWN);
  return {
    id: "node",
    cause: "node",
    question: "Is one server slower than its peers?",
    outcome: outcomeOf(nodes !== null && nodes.length > 0, (explained.get("node") ?? 0) > 0),
    sentence:
      nodes === null || nodes.length === 0
        ? "The servers' times are unknown."
        : node === null
          ? "All servers of each role were alike."
          : node.out
            ? `${node.subject} got no requests; its peers took ${times(node.peers)} their normal.`
            : `${node.subject} took ${seconds(node.seen)} a request, normally ${seconds(node.normal)}; its peers took ${times(node.peers)} their normal.`,
    figures: [
      ...(node && !node.out
        ? [
            figureOf(sources, "nodes", `Server time of ${node.subject}`, "s", node.seen, {
              normal: node.normal,
              "as its peers": node.normal * node.peers,
            }),
          ]
        : []),
      ...shown
        .filter(({ node: name }) => name !== node?.subject)
        .map((one) =>
          figureOf(sources, "nodes", `Server time of ${one.node} (${one.role})`, "s", one.seconds / one.requests),
        ),
    ],
  };
};
