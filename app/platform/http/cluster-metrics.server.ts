import cluster from "node:cluster";
import { AggregatorRegistry } from "prom-client";

type Answer = { huoltoMetrics: string };
type Question = { huoltoMetricsWanted: true };

/** In the supervisor: answers a web process that asks for the metrics of all. */
export function serveClusterMetrics(): void {
  const registry = new AggregatorRegistry();
  cluster.on("message", async (worker, message: Partial<Question>) => {
    if (!message?.huoltoMetricsWanted) return;
    // A process that died meanwhile leaves the question open: no answer then, since an incomplete one would look like a fall.
    const text = await registry.clusterMetrics().catch(() => undefined);
    if (text !== undefined && worker.isConnected()) worker.send({ huoltoMetrics: text } satisfies Answer);
  });
}

/** In a web process, once, at its start: tells the supervisor its own metrics when asked. @returns asks for those of all */
export function openClusterMetrics(): () => Promise<string> {
  // It is the constructor that listens for the question.
  new AggregatorRegistry();
  return askSupervisor;
}

function askSupervisor(): Promise<string> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => done(() => reject(new Error("the supervisor did not answer"))), 5000);
    const listen = (message: Partial<Answer>) => {
      if (typeof message?.huoltoMetrics === "string") done(() => resolve(message.huoltoMetrics!));
    };
    const done = (finish: () => void) => {
      clearTimeout(late);
      process.off("message", listen);
      finish();
    };
    process.on("message", listen);
    process.send?.({ huoltoMetricsWanted: true } satisfies Question);
  });
}
