import { DomainError } from "#app/domain/errors.ts";
import { watchProgress } from "#app/domain/exports/run/watch-progress.server.ts";
import { staffLoader } from "../guard.server.ts";

/** Then the browser connects again, and with it the session is looked at again. */
const STREAM_LIFE_MS = 5 * 60_000;
/** Proxies close what is silent for a minute. */
const KEEP_ALIVE_MS = 20_000;
/** Of one person in one web process: more open pages than anybody looks at, and few enough for the database. */
const MOST_STREAMS = 20;
const streamsOf = new Map<string, number>();

/** @throws DomainError `limit`; else call what it returns when the stream is over */
function countStream(staffId: string): () => void {
  const count = streamsOf.get(staffId) ?? 0;
  if (count >= MOST_STREAMS)
    throw new DomainError("limit", "You watch too many exports at once. Close some of their pages.");
  streamsOf.set(staffId, count + 1);
  return () => {
    const left = streamsOf.get(staffId)! - 1;
    if (left === 0) streamsOf.delete(staffId);
    else streamsOf.set(staffId, left);
  };
}

/**
 * Server-sent events with a run's progress: the state of the moment first, so that a reconnect has missed nothing.
 * Ends with the event `over` when there is nothing more to come.
 */
export const loader = staffLoader("exports.view", async ({ ctx, params, context }) => {
  const signal = AbortSignal.any([context.streamSignal, AbortSignal.timeout(STREAM_LIFE_MS)]);
  const updates = watchProgress(ctx, { id: params.id ?? "", signal });
  // An id that does not exist must be a 404 and not an empty stream.
  const over = countStream(ctx.actor.id);
  const first = await updates.next().catch((error) => {
    over();
    throw error;
  });
  const encode = new TextEncoder();
  let keepAlive: NodeJS.Timeout;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => controller.enqueue(encode.encode(text));
      keepAlive = setInterval(() => send(": still here\n\n"), KEEP_ALIVE_MS);
      try {
        let id = 0;
        for (let next = first; !next.done; next = await updates.next()) {
          id += 1;
          send(`id: ${id}\nevent: progress\ndata: ${JSON.stringify(next.value)}\n\n`);
        }
        if (!signal.aborted) send("event: over\ndata: {}\n\n");
        controller.close();
      } catch {
        // The browser is gone, or the database is: it connects again by itself.
      } finally {
        clearInterval(keepAlive);
        over();
      }
    },
    async cancel() {
      clearInterval(keepAlive);
      await updates.return(undefined);
    },
  });
  return new Response(body, {
    headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no" },
  });
});
