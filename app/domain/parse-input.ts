import type { z } from "zod";
import { DomainError } from "./errors.ts";
import { UNKEPT_MESSAGE, unkeptText } from "./sound-input.ts";

/**
 * Parses a verb's input.
 * @throws DomainError `invalid` with the first fault's sentence and its field
 */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) {
    const unkept = unkeptText(parsed.data);
    if (unkept) throw new DomainError("invalid", UNKEPT_MESSAGE, { field: unkept.join(".") || undefined });
    return parsed.data;
  }
  const issue = parsed.error.issues[0]!;
  throw new DomainError("invalid", issue.message, { field: issue.path.join(".") || undefined });
}
