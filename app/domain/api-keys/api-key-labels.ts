import type { ApiKeyPurpose } from "../access/api-keys.ts";

export const purposeLabels: Record<ApiKeyPurpose, string> = {
  releases: "Record releases",
  bounces: "Report bounced mail",
  cases: "Open cases",
  edge: "Keep IP lists at a balancer",
};
