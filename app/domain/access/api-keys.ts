import type { Permission } from "./permissions.ts";

/** What a program's key is for: one purpose each, so that a lost key opens one door. */
export const apiKeyPurposes = ["releases", "bounces", "cases", "edge"] as const;
export type ApiKeyPurpose = (typeof apiKeyPurposes)[number];

/** A key shows its program no more than whoever makes it may see: at a balancer it reads every customer's networks. */
const neededToMake: Partial<Record<ApiKeyPurpose, Permission>> = {
  cases: "webhooks.manage",
  edge: "ip_restrictions.view",
};

/** For which purposes somebody who manages keys may make one. */
export const purposesFor = (held: ReadonlySet<Permission>): ApiKeyPurpose[] =>
  apiKeyPurposes.filter((purpose) => {
    const needed = neededToMake[purpose];
    return needed === undefined || held.has(needed);
  });
