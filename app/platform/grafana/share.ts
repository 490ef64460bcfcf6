type Flight = { answer: Promise<unknown>; leave: AbortController; waiting: number };

/** Equal reads at the same time become one. It ends early only when everybody who asked has gone away. */
export function createShare() {
  const flights = new Map<string, Flight>();
  return async function share<T>(
    key: string,
    signal: AbortSignal | undefined,
    gone: () => T,
    read: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    if (signal?.aborted) return gone();
    let flight = flights.get(key);
    if (!flight) {
      const leave = new AbortController();
      const begun: Flight = { leave, waiting: 0, answer: Promise.resolve() };
      begun.answer = read(leave.signal).finally(() => {
        if (flights.get(key) === begun) flights.delete(key);
      });
      // When nobody is left to hear of it.
      begun.answer.catch(() => {});
      flights.set(key, begun);
      flight = begun;
    }
    const joined = flight;
    joined.waiting += 1;
    const { promise: left, resolve } = Promise.withResolvers<T>();
    const onAbort = () => resolve(gone());
    signal?.addEventListener("abort", onAbort, { once: true });
    try {
      return await Promise.race([joined.answer as Promise<T>, left]);
    } finally {
      signal?.removeEventListener("abort", onAbort);
      joined.waiting -= 1;
      if (joined.waiting === 0) {
        // Nobody may join a flight that is being called back.
        if (flights.get(key) === joined) flights.delete(key);
        joined.leave.abort();
      }
    }
  };
}
