import { z } from "zod";
import type { ServiceCtx } from "../../context.ts";
import { parseInput } from "../../parse-input.ts";
import { settleOverdue } from "../settle-restrictions.server.ts";
import { balancerFile, balancerKinds } from "./formats/balancer-file-rules.ts";
import { newestArtefact } from "./newest-artefact.server.ts";
import { publishArtefact } from "./publish-artefact.server.ts";
import { requireEdgeKey } from "./require-edge-key.ts";

const inputSchema = z.object({ kind: z.enum(balancerKinds, "The kind is haproxy or nginx.") });

/**
 * What is in force at this instant, as the file of a balancer: what the clock has ended is ended first.
 * @returns the artefact's version and hash, and the file's text
 * @throws DomainError `forbidden`, `invalid`
 */
export async function readArtefact(
  ctx: ServiceCtx,
  input: { kind: unknown },
): Promise<{ version: number; sha256: string; file: string }> {
  const { db, clock } = requireEdgeKey(ctx);
  const { kind } = parseInput(inputSchema, input);
  await settleOverdue(ctx);
  const artefact =
    (await newestArtefact(db)) ??
    // A new installation: that nobody has a list is said too, so that balancers have a file to start with.
    (await db.transaction(async (tx) => {
      await publishArtefact(tx, { at: clock.now() });
      return (await newestArtefact(tx))!;
    }));
  const { version, sha256 } = artefact;
  return { version, sha256, file: balancerFile(kind, artefact) };
}
