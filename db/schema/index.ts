// The one index of the house: drizzle wants the whole schema as one object.
export * from "./audit.ts";
export * from "./exports.ts";
export * from "./identity.ts";
export * from "./ledger.ts";
