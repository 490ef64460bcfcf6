import type { CheckMaker } from "./check.ts";
import { dependencyCheck } from "./dependency-rules.ts";
import { integrationCheck, reportsCheck, robotCheck } from "./load-rules.ts";
import { maintenanceCheck } from "./maintenance-rules.ts";
import { nodeCheck } from "./node-rules.ts";
import { pageCheck } from "./page-rules.ts";
import { browserCheck, networkCheck } from "./segment-rules.ts";
import { serviceCheck } from "./service-rules.ts";

/** In the order in which they are read: us first, then the customer's own. */
export const checkMakers: readonly CheckMaker[] = [
  serviceCheck,
  pageCheck,
  nodeCheck,
  dependencyCheck,
  maintenanceCheck,
  networkCheck,
  browserCheck,
  reportsCheck,
  integrationCheck,
  robotCheck,
];
