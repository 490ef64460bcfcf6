import { addressKey, hit } from "#app/platform/rate-limit.server.ts";
import type { AppContext } from "../load-context.ts";

/** An office behind one address signs in together in the morning; a script that fills the trail does more. */
const PER_MINUTE = 60;

/** Counts one step of a sign-in from this network and says whether it may go on. */
export async function signInAllowed({ ctx, clientIp }: AppContext): Promise<boolean> {
  return (await hit(ctx.db, `sign-in:${addressKey(clientIp)}`, PER_MINUTE, 60)).allowed;
}
