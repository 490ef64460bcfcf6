import type { Ask } from "#app/domain/measurements/measurement.ts";
import type { Labels, Series } from "#app/platform/grafana/grafana.ts";
import type { Answer } from "#tests/support/service.ts";

const endOf = (ask: Ask) => (ask.kind === "range" ? ask.to : ask.at!);

/**
 * What Grafana would say of a customer with 1,000 requests of 0.50 s and 400 page loads in any period, whose network takes 0.15 s
 * of each, or what `network` says at the period's end.
 */
export const answersWith =
  (network: (end: Date) => number): Answer =>
  (ask) => {
    const end = endOf(ask);
    const one = (labels: Labels, value: number): Series => ({ labels, points: [[end.getTime(), value]] });
    switch (ask.purpose) {
      case "customer.window_requests":
        return [one({ client: "browser" }, 1000)];
      case "customer.average":
        return [one({ client: "browser" }, 0.5)];
      case "customer.rum_pages":
        return ["network", "server", "browser"].map((segment) =>
          one({ segment }, ask.params?.filters?.customer ? 400 : 9000),
        );
      case "customer.rum_average": {
        const seen = ask.params?.filters?.customer ? network(end) : 0.16;
        return [one({ segment: "network" }, seen), one({ segment: "server" }, 0.5), one({ segment: "browser" }, 0.4)];
      }
      case "latency.requests":
        return ["/a", "/b"].map((page) => one({ page, client: "browser" }, 20_000));
      case "latency.average":
        return ["/a", "/b"].map((page) => one({ page, client: "browser" }, 0.5));
      default:
        return [];
    }
  };
