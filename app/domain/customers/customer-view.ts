import type { Provenance } from "../measurements/measurement.ts";

/** What the pages about customers show. Times in seconds, shares 0..1. Null is no data, never zero. */

export type FoundCustomer = { businessId: string; name: string; country: string; ended: boolean };

/** One client kind of a customer. */
export type CustomerClient = {
  client: string;
  name: string;
  /** In the last seven whole recorded days. */
  requests: number;
  average: number | null;
  withinShare: number | null;
  /** The average of the last 28 days, to compare with. */
  usual: number | null;
};

export type CustomerLatency = {
  target: number;
  /** Null when Grafana has never answered; empty when the customer has no traffic. */
  clients: CustomerClient[] | null;
  /** Of requests, seconds and within of 7 days, then of 28. */
  provenance: Provenance[];
};
