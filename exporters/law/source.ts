import type { RuleSource } from "./types.ts";

/** @param textOf YYYY-MM-DD, the day as of which the statute's text that was read stands */
export const inStatute = (textOf: string): RuleSource => ({ readIn: "statute", textOf });

/** @param textOf YYYY-MM-DD, the day as of which the guide stands, where it tells */
export const inGuide = (textOf?: string): RuleSource =>
  textOf === undefined ? { readIn: "guide" } : { readIn: "guide", textOf };
