import type postgres from "postgres";
import type { Ctx } from "../../context.ts";
import { PROGRESS_CHANNEL } from "./figures.ts";
import type { Progress } from "./progress-numbers.ts";
import { readProgress } from "./read-progress.server.ts";

/** The net under NOTIFY, which a broken connection loses without a word. */
const LOOK_AGAIN_MS = 3000;
const finalStates = new Set(["ready", "failed", "handed_over", "downloaded", "lapsed", "refused", "cancelled"]);

/**
 * The progress of a request's newest run: at once as it is, then at each change, until it is over.
 * Whoever connects again starts with the state of that moment, so nothing that was missed matters.
 */
export async function* watchProgress(ctx: Ctx, input: { id: string; signal: AbortSignal }): AsyncGenerator<Progress> {
  let wake = () => {};
  const client = (ctx.db as unknown as { $client: postgres.Sql }).$client;
  let last = "";
  input.signal.addEventListener("abort", () => wake(), { once: true });
  // Without NOTIFY it is slower, not wrong.
  const listening = client.listen(PROGRESS_CHANNEL, () => wake()).catch(() => null);
  try {
    while (!input.signal.aborted) {
      const progress = await readProgress(ctx, input);
      const text = JSON.stringify(progress);
      if (text !== last) yield progress;
      last = text;
      if (finalStates.has(progress.requestState)) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LOOK_AGAIN_MS);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  } finally {
    await (await listening)?.unlisten();
  }
}
