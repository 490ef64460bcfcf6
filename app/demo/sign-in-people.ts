import { COMPANIES } from "#db/seed/companies.ts";
import { CUSTOMERS_MEASURED, DEMO_SEED } from "./service-model/create-service-model.ts";
import { modelCustomers } from "./service-model/customers.ts";
import { nameNumber, pick, uniform } from "./service-model/uniform.ts";

export type SignInPlace = "office" | "home" | "mobile" | "cloud" | "robot";
export type DemoSigner = {
  businessId: string;
  /** The service's own pseudonym. */
  person: string;
  role: "bookkeeper" | "manager" | "payroll" | "auditor" | "integration" | "robot";
  client: "browser" | "api" | "robot";
  /** Where it is on a day, each with its part; the parts make 1. */
  places: readonly { place: SignInPlace; part: number }[];
  /** On a working day; a person does not come each day, and a program comes at weekends too. */
  timesADay: number;
  /** The address at a place, on that day: a phone has another one each time. */
  address: (place: SignInPlace, occasion: number) => string;
};

const SEED = nameNumber("demo sign-ins");
const roles = ["bookkeeper", "bookkeeper", "manager", "payroll", "auditor"] as const;
const hex = (n: number) => n.toString(16);

/**
 * Everybody and every program that signs in to the demo's customers, from the networks of examples alone (RFC 5737, RFC 3849).
 * The company at place `i` of the ledger's list has its office at 192.0.2.(16 i)/28 and at 2001:db8:(100 + i)::/48, in
 * hexadecimal.
 */
export function demoSigners(): DemoSigner[] {
  return modelCustomers(CUSTOMERS_MEASURED, COMPANIES, DEMO_SEED).flatMap((customer, i) => {
    const isNamed = i < COMPANIES.length;
    const u = (...what: number[]) => uniform(SEED, i, ...what);
    const people = (isNamed ? 5 : 1) + Math.floor((isNamed ? 8 : 3) * u(1));
    const signers = Array.from({ length: people }, (_, n) => personOf(customer.customer, i, n, isNamed));
    const programs = customer.integrations.length > 0 ? [programOf(customer.customer, i, "api", isNamed)] : [];
    const robots = customer.share.robot > 0 ? [programOf(customer.customer, i, "robot", isNamed)] : [];
    return [...signers, ...programs, ...robots];
  });
}

function personOf(businessId: string, i: number, n: number, isNamed: boolean): DemoSigner {
  const u = (what: number) => uniform(SEED, i, n, what);
  // Most are at the office, a few are hardly ever there, and an auditor never is.
  const role = pick(roles, SEED, i, n);
  const home = role === "auditor" ? 0.9 : u(2) < 0.2 ? 0.6 : 0.15 * u(3);
  const mobile = (1 - home) * 0.08;
  return {
    businessId,
    person: `p-${hex(i)}-${hex(n)}`,
    role,
    client: "browser",
    places: [
      { place: "home", part: home },
      { place: "mobile", part: mobile },
      { place: "office", part: 1 - home - mobile },
    ],
    timesADay: isNamed ? 0.8 + u(4) : 0.5 + 0.6 * u(4),
    address: (place, occasion) => addressOf(place, i, n, occasion),
  };
}

function programOf(businessId: string, i: number, client: "api" | "robot", isNamed: boolean): DemoSigner {
  const place = client === "api" ? "cloud" : "robot";
  return {
    businessId,
    person: `${client}-${hex(i)}`,
    role: client === "api" ? "integration" : "robot",
    client,
    places: [{ place, part: 1 }],
    timesADay: (client === "api" ? 6 : 2) * (isNamed ? 2 : 1),
    address: (where, occasion) => addressOf(where, i, 99, occasion),
  };
}

function addressOf(place: SignInPlace, i: number, n: number, occasion: number): string {
  const u = (...what: number[]) => uniform(SEED, i, n, ...what);
  const site = hex(0x100 + i);
  const isSix = u(9) < 0.4;
  if (place === "office") {
    if (i >= COMPANIES.length) return isSix ? `2001:db8:${site}::${hex(16 + n)}` : `192.0.2.${192 + (i % 60)}`;
    return isSix ? `2001:db8:${site}:1::${hex(16 + n)}` : `192.0.2.${16 * i + 1 + (n % 14)}`;
  }
  if (place === "home")
    return isSix ? `2001:db8:f00:${hex(64 * i + n)}::1` : `198.51.100.${Math.floor(254 * u(10)) + 1}`;
  if (place === "mobile") return `203.0.113.${1 + Math.floor(180 * u(11, occasion))}`;
  if (place === "cloud") return isSix ? `2001:db8:c10d:${site}::5` : `203.0.113.${190 + (i % 30)}`;
  return `203.0.113.${225 + (i % 25)}`;
}
