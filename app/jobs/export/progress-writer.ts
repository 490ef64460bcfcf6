import type { RunProgress } from "#app/domain/exports/run/renew-lease.server.ts";

/**
 * Writes progress at most once per interval, one write at a time, and the last word always. A write that fails is left:
 * the next one says more, and the run does not depend on being watched.
 */
export function progressWriter(write: (progress: RunProgress) => Promise<void>, everyMs: number) {
  let latest: RunProgress | undefined;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  const flush = () => {
    timer = undefined;
    const progress = latest;
    latest = undefined;
    if (progress) writing = writing.then(() => write(progress)).catch(() => {});
  };
  return {
    report(progress: RunProgress) {
      latest = progress;
      timer ??= setTimeout(flush, everyMs);
    },
    async end() {
      clearTimeout(timer);
      flush();
      await writing;
    },
  };
}
