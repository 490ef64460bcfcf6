import type { Client } from "./events.ts";
import type { Rhythm } from "./load-shape.ts";
import { uniform } from "./uniform.ts";

/** A page or call and one kind of client: one histogram. */
export type ModelPage = {
  page: string;
  client: Client;
  rhythm: Rhythm;
  /** Requests a second in the busiest hour of an ordinary business day. */
  peak: number;
  /** Average seconds of its fast requests. */
  fastMean: number;
};

type Named = readonly [page: string, weight: number, fastMean: number, rhythm: Rhythm];

/** People and robots open these. */
const screens: readonly Named[] = [
  ["/home", 14, 0.22, "office"],
  ["/sales/invoices", 12, 0.34, "office"],
  ["/sales/invoices/new", 8, 0.3, "office"],
  ["/sales/orders", 4, 0.33, "office"],
  ["/sales/customers", 5, 0.26, "office"],
  ["/sales/payment-reminders", 2, 0.42, "office"],
  ["/purchases/invoices", 8, 0.36, "office"],
  ["/purchases/approval", 8, 0.33, "office"],
  ["/purchases/suppliers", 3, 0.27, "office"],
  ["/bank/statements", 6, 0.38, "office"],
  ["/bank/payments", 5, 0.4, "office"],
  ["/ledger/journal", 5, 0.42, "ledger"],
  ["/ledger/vouchers", 6, 0.36, "ledger"],
  ["/ledger/reports/general-ledger", 1.7, 5.2, "ledger"],
  ["/ledger/reports/income-statement", 2.1, 3.6, "ledger"],
  ["/tax/vat-return", 2, 0.55, "tax"],
  ["/payroll/runs", 2.5, 0.6, "payroll"],
  ["/payroll/payslips", 3, 0.4, "payroll"],
];
/** Partners call these. */
const resources: readonly Named[] = [
  ["/api/sales-invoices", 30, 0.38, "api"],
  ["/api/purchase-invoices", 20, 0.38, "api"],
  ["/api/customers", 15, 0.22, "api"],
  ["/api/products", 12, 0.24, "api"],
  ["/api/payments", 13, 0.3, "api"],
  ["/api/ledger-entries", 10, 0.7, "api"],
];
const areas = ["sales", "purchases", "bank", "ledger", "payroll", "stock", "travel", "settings"];
const people: readonly Rhythm[] = ["office", "office", "office", "ledger", "payroll", "tax"];

/** Requests a second of an average customer in the busiest hour of an ordinary business day. */
const PEAK_OF_CUSTOMER: Record<Client, number> = { browser: 0.024, api: 0.009, robot: 0.0012 };

/**
 * @param count 24 pages have names of their own; further ones are made up, with all three clients each
 * @param customers the service's traffic grows with them
 */
export function pageCatalogue(count: number, customers: number, seed: number): ModelPage[] {
  const named = [
    ...screens.map((screen) => ({ screen, clients: ["browser", "robot"] as const })),
    ...resources.map((screen) => ({ screen, clients: ["api"] as const })),
  ].slice(0, count);
  const madeUp = Array.from({ length: Math.max(0, count - named.length) }, (_, i) => ({
    screen: [
      `/${areas[i % areas.length]}/page-${String(i + 1).padStart(3, "0")}`,
      0.2 + uniform(seed, i, 51) ** 3 * 4,
      0.2 + uniform(seed, i, 52) ** 2 * 0.3,
      people[i % people.length]!,
    ] as Named,
    clients: ["browser", "api", "robot"] as const,
  }));
  const all = [...named, ...madeUp].flatMap(({ screen: [page, weight, fastMean, rhythm], clients }) =>
    clients.map((client) => ({ page, client, weight, fastMean, rhythm: client === "browser" ? rhythm : client })),
  );
  return all.map(({ weight, ...page }) => {
    const together = all.reduce((total, other) => total + (other.client === page.client ? other.weight : 0), 0);
    return { ...page, peak: (customers * PEAK_OF_CUSTOMER[page.client] * weight) / together };
  });
}
