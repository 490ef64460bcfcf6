import type { z } from "zod";
import { DomainError } from "../errors.ts";
import { UNKEPT_MESSAGE, unkeptText } from "../sound-input.ts";

const FAULTS_SAID = 10;

/** `changes[2].text` of ["changes", 2, "text"]. */
const placeOf = (path: readonly PropertyKey[]) =>
  path.reduce<string>(
    (place, step) =>
      typeof step === "number" ? `${place}[${step}]` : place === "" ? String(step) : `${place}.${String(step)}`,
    "",
  );

/**
 * As `parseInput`, for what a program sends: every fault is said, each with its place, since nobody sees a form.
 * @throws DomainError `invalid`, its field the first fault's place
 */
export function parsePlaced<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) {
    const unkept = unkeptText(parsed.data);
    if (unkept) throw new DomainError("invalid", UNKEPT_MESSAGE, { field: placeOf(unkept) || undefined });
    return parsed.data;
  }
  const { issues } = parsed.error;
  const said = issues.slice(0, FAULTS_SAID).map(({ path, message }) => {
    const place = placeOf(path);
    return issues.length === 1 || place === "" ? message : `${place}: ${message}`;
  });
  if (issues.length > FAULTS_SAID) said.push(`And ${issues.length - FAULTS_SAID} more.`);
  throw new DomainError("invalid", said.join(" "), { field: placeOf(issues[0]!.path) || undefined });
}
