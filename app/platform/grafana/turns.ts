/** A cap on what runs at once, with a bounded line before it. */
export function createTurns({ atOnce, lineMax }: { atOnce: number; lineMax: number }) {
  let taken = 0;
  const line: (() => void)[] = [];
  const giveBack = () => {
    const next = line.shift();
    if (next) next();
    else taken -= 1;
  };
  const onceOnly = () => {
    let given = false;
    return () => {
      if (given) return;
      given = true;
      giveBack();
    };
  };
  return {
    /**
     * Waits for a turn.
     * @returns the function that ends it; "full" when too many wait; "aborted" when the signal came first
     */
    take(signal: AbortSignal): Promise<(() => void) | "full" | "aborted"> {
      if (signal.aborted) return Promise.resolve("aborted");
      if (taken < atOnce) {
        taken += 1;
        return Promise.resolve(onceOnly());
      }
      if (line.length >= lineMax) return Promise.resolve("full");
      return new Promise((resolve) => {
        const leave = () => {
          line.splice(line.indexOf(begin), 1);
          resolve("aborted");
        };
        const begin = () => {
          signal.removeEventListener("abort", leave);
          resolve(onceOnly());
        };
        line.push(begin);
        signal.addEventListener("abort", leave, { once: true });
      });
    },
  };
}
export type Turns = ReturnType<typeof createTurns>;
