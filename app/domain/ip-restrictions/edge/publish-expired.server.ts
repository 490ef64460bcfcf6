import type { Ctx } from "../../context.ts";
import { publishArtefact } from "./publish-artefact.server.ts";

/** Networks expire by the clock alone: the worker looks whether what is in force has changed by that. */
export async function publishExpired({ db, clock }: Ctx): Promise<void> {
  await db.transaction((tx) => publishArtefact(tx, { at: clock.now() }));
}
