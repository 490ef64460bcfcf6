import { businessIdFrom, iban, vatNumber } from "./identifiers.ts";
import type { Random } from "./random.ts";
import type { CompanySpec } from "./spec.ts";

export type Party = {
  kind: "customer" | "supplier";
  number: string;
  name: string;
  businessId: string;
  vatNumber: string;
  street: string;
  postalCode: string;
  city: string;
  /** The bank account on a supplier's invoices; null for customers. */
  bankAccount: string | null;
  /** Takes e-invoices: its invoices have a Finvoice file beside the PDF. */
  electronic: boolean;
};

const FIRST = [
  "Tunturi",
  "Saari",
  "Koski",
  "Pilvi",
  "Kanerva",
  "Hiekka",
  "Usva",
  "Pakkas",
  "Suvi",
  "Syys",
  "Yö",
  "Harju",
];
const SECOND = ["linna", "poiju", "pata", "pelto", "virta", "kivi", "niitty", "sulka", "lyhty", "silta"];
const FORMS = ["Oy", "Oy", "Oy", "Ky", "Tmi", "ry", "Osk"];
const STREETS = ["Lorukatu", "Runotie", "Tarinakuja", "Arvoituspolku", "Satukaari"];
const CITIES = ["Taruvaara", "Satumäki", "Utukylä", "Suolampi", "Korpela", "Tukkijoki"];

function party(random: Random, spec: CompanySpec, kind: Party["kind"], index: number): Party {
  const id = businessIdFrom(9_100_000 + random.int(0, 800_000));
  return {
    kind,
    number: String((kind === "customer" ? 1001 : 5001) + index),
    name: `${random.pick(FIRST)}${random.pick(SECOND)} ${random.pick(FORMS)} (${spec.tag})`,
    businessId: id,
    vatNumber: vatNumber(id),
    street: `${random.pick(STREETS)} ${random.int(1, 99)}`,
    postalCode: String(random.int(99_500, 99_999)),
    city: random.pick(CITIES),
    bankAccount:
      kind === "supplier" ? iban(`${random.int(1_000_000, 9_999_999)}${random.int(1_000_000, 9_999_999)}`) : null,
    electronic: kind === "customer" && index % 2 === 0,
  };
}

export function makeParties(random: Random, spec: CompanySpec): { customers: Party[]; suppliers: Party[] } {
  return {
    customers: Array.from({ length: spec.customers }, (_, i) => party(random, spec, "customer", i)),
    suppliers: Array.from({ length: spec.suppliers }, (_, i) => party(random, spec, "supplier", i)),
  };
}
