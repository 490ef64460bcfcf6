import { sentence } from "./sentence.ts";

type Part = { stop: () => Promise<void> };

/**
 * Waits for Ctrl-C, SIGTERM, a closed terminal, or the end of whoever started this process; then stops the parts in the
 * order given. A second Ctrl-C does not wait.
 */
export function untilStopped(parts: Part[], say: (line: string) => void): void {
  let asked = false;
  let interrupts = 0;
  const stop = async () => {
    if (asked) return;
    asked = true;
    say("Stopping ...");
    for (const part of parts) await part.stop();
    say("Stopped.");
    process.exit(0);
  };
  process.on("SIGINT", () => {
    interrupts += 1;
    if (interrupts > 1) process.exit(130);
    void stop();
  });
  process.on("SIGTERM", stop);
  process.on("SIGHUP", stop);
  process.on("disconnect", stop);
  // Its end may have come before anybody listened.
  if (process.send && !process.connected) void stop();
}

/** Ends the program with a sentence for a person and no stack. */
export function giveUp(error: unknown): never {
  process.stderr.write(`\nHuolto did not start.\n${sentence(error)}\n`);
  process.exit(1);
}
