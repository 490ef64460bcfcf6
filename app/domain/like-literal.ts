/** A text that somebody typed, for a `like` or `ilike`: its `%`, `_` and backslashes stand for themselves. */
export const likeLiteral = (typed: string): string => typed.replaceAll(/[\\%_]/g, "\\$&");
