import { z } from "zod";
import { ArchiveError } from "../errors.ts";
import type { Scope } from "./scope.ts";

// Only what tells the versions apart is looked at: what was approved is taken as it was approved.
const stored = z.looseObject({
  version: z.union([z.literal(1), z.literal(2)]),
  years: z.array(z.looseObject({ materials: z.array(z.looseObject({ material: z.string() })) })),
});

/**
 * A stored scope as it is read today. Version 1 knew the books alone, without marks, records or adjustments. The hash of an
 * approval is of what is stored, so it is taken of that and not of what this returns.
 * @throws ArchiveError bad_input when it is no scope, or one of a later version
 */
export function readScope(json: unknown): Scope {
  const scope = stored.safeParse(json);
  if (!scope.success)
    throw new ArchiveError("bad_input", "The stored scope is none that this version can read. Record the scope anew.");
  if (scope.data.version === 2) return json as Scope;
  return { ...(json as Scope), version: 2, part: "books", records: [], adjustments: [] };
}
