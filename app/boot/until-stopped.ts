import type { Supervised } from "./supervisor.ts";

/** Waits for Ctrl-C or SIGTERM, then stops the parts in the order given. A second Ctrl-C does not wait. */
export function untilStopped(parts: { stop: () => Promise<void> }[] | Supervised[], say: (line: string) => void): void {
  let asked = false;
  const stop = async () => {
    if (asked) process.exit(130);
    asked = true;
    say("Stopping ...");
    for (const part of parts) await part.stop();
    say("Stopped.");
    process.exit(0);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

/** Ends the program with a sentence for a person and no stack. */
export function giveUp(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`\nHuolto did not start.\n${message}\n`);
  process.exit(1);
}
