import { LEASE_SECONDS, RENEW_EVERY_MS } from "#app/domain/exports/run/figures.ts";

/** Another attempt has the run: whatever this one does from here on must leave no trace. */
export class LeaseLost extends Error {
  override name = "LeaseLost";
}

/**
 * Renews the lease in the background; when it is lost, or could not be renewed for as long as it lasts, the signal aborts.
 * @param renew false when the lease is lost
 */
export function keepLease(
  renew: () => Promise<boolean>,
  { everyMs = RENEW_EVERY_MS, lifeMs = LEASE_SECONDS * 1000 } = {},
): { signal: AbortSignal; stop: () => void } {
  const controller = new AbortController();
  let renewedAt = performance.now();
  let busy = false;
  const timer = setInterval(async () => {
    if (performance.now() - renewedAt > lifeMs) controller.abort(new LeaseLost("not renewed in time"));
    if (busy || controller.signal.aborted) return;
    busy = true;
    try {
      if (await renew()) renewedAt = performance.now();
      else controller.abort(new LeaseLost("taken over"));
    } catch {
      // The database may be back before the lease is over; if not, the check above ends it.
    } finally {
      busy = false;
    }
  }, everyMs);
  return { signal: controller.signal, stop: () => clearInterval(timer) };
}
