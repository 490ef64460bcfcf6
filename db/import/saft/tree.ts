/** What to do at one element of a document. An element that is not named is passed over with all that is in it. */
export type ElementRule = {
  children?: Record<string, ElementRule>;
  open?: () => void;
  /** Called with the element's whole text, trimmed. */
  text?: (value: string) => void;
  close?: () => void;
};

/** A rule made ready for a quick look-up, one per element of a document. */
export type ElementNode = {
  children: Map<string, ElementNode>;
  open: (() => void) | undefined;
  text: ((value: string) => void) | undefined;
  close: (() => void) | undefined;
};

export function compileRules(rule: ElementRule): ElementNode {
  const children = new Map<string, ElementNode>();
  for (const [name, child] of Object.entries(rule.children ?? {})) children.set(name, compileRules(child));
  return { children, open: rule.open, text: rule.text, close: rule.close };
}
