import { bigint, char, date, inet, pgSchema, text } from "drizzle-orm/pg-core";
import { instant } from "./identity.ts";

/** What a vendor maps from its own service: the console reads it and never writes. See db/service/README.md. */
const serviceSchema = pgSchema("service");

export const serviceCustomer = serviceSchema.table("customers", {
  businessId: text("business_id").primaryKey(),
  country: char("country", { length: 2 }).notNull(),
  name: text("name").notNull(),
  customerSince: date("customer_since", { mode: "string" }).notNull(),
  endedOn: date("ended_on", { mode: "string" }),
});

export const serviceSignIn = serviceSchema.table("sign_ins", {
  id: bigint("id", { mode: "number" }).primaryKey(),
  at: instant("at").notNull(),
  businessId: text("business_id").notNull(),
  /** The service's own pseudonym of a person, never a name. */
  person: text("person").notNull(),
  role: text("role").notNull(),
  address: inet("address").notNull(),
  client: text("client", { enum: ["browser", "api", "robot"] }).notNull(),
});
