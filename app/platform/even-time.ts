import { setTimeout as wait } from "node:timers/promises";

/**
 * Answers no sooner than after the given time, so that how long it took says nothing about what was found (ASVS 6.3.8).
 * @param floorMs well above what the work takes
 */
export async function evenTime<T>(floorMs: number, work: () => Promise<T>): Promise<T> {
  const [result] = await Promise.allSettled([work(), wait(floorMs)]);
  if (result.status === "rejected") throw result.reason;
  return result.value;
}
