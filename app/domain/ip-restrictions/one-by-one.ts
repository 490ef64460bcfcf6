import type { Ctx } from "../context.ts";

/**
 * Does the same to each list. One that cannot be done is logged and left for the next round: it must not keep the others' changes, a
 * lifted list among them, from the balancers.
 * @returns for how many it was done
 */
export async function oneByOne(
  { log }: Pick<Ctx, "log">,
  ids: readonly string[],
  work: (id: string) => Promise<boolean>,
): Promise<number> {
  let done = 0;
  for (const id of ids) {
    try {
      if (await work(id)) done += 1;
    } catch (error) {
      log.error({ err: error, restriction: id }, "a list of networks could not follow the clock");
    }
  }
  return done;
}
