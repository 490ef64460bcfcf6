import { char, date, pgSchema, text, uuid } from "drizzle-orm/pg-core";

/** The only two tables of the bookkeeping contract that the console itself reads. */
const ledgerSchema = pgSchema("ledger");

export const ledgerCompany = ledgerSchema.table("companies", {
  id: uuid("id").primaryKey().defaultRandom(),
  businessId: text("business_id").notNull(),
  country: char("country", { length: 2 }).notNull(),
  name: text("name").notNull(),
  legalForm: text("legal_form"),
});

export const ledgerFinancialYear = ledgerSchema.table("financial_years", {
  id: uuid("id").primaryKey().defaultRandom(),
  companyId: uuid("company_id").notNull(),
  startsOn: date("starts_on", { mode: "string" }).notNull(),
  endsOn: date("ends_on", { mode: "string" }).notNull(),
  closedOn: date("closed_on", { mode: "string" }),
});
