// The one index of the house: drizzle wants the whole schema as one object.
export * from "./audit.ts";
export * from "./bulletins.ts";
export * from "./cases.ts";
export * from "./disclosures.ts";
export * from "./exports.ts";
export * from "./health.ts";
export * from "./identity.ts";
export * from "./incidents.ts";
export * from "./ip-restrictions.ts";
export * from "./latency.ts";
export * from "./ledger.ts";
export * from "./mailings.ts";
export * from "./maintenance.ts";
export * from "./on-call.ts";
export * from "./releases.ts";
export * from "./runbooks.ts";
export * from "./service.ts";
