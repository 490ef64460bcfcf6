import type { Nodes, Root } from "hast";
import type { Placeholder, RunParams } from "./runbook-types.ts";

/** Puts the run's values in; one that is not known stays as it was written, in braces. */
export function fillParams(text: string, params: RunParams): string {
  return text.replaceAll(/\{(customer|component|page|from|to)\}/g, (as, name: Placeholder) => params[name] ?? as);
}

/** The same for the words of a text. */
export function fillTree(tree: Root, params: RunParams): Root {
  const filled = <T extends Nodes>(node: T): T => {
    if (node.type === "text") return { ...node, value: fillParams(node.value, params) };
    return "children" in node ? { ...node, children: node.children.map((child) => filled(child)) } : node;
  };
  return filled(tree);
}

export const missingOf = (needs: readonly Placeholder[], params: RunParams): Placeholder[] =>
  needs.filter((name) => !params[name]);
