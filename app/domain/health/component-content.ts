import type { ComponentKind } from "#db/schema/component-kinds.ts";
import type { AlertMatcher, ComponentLink, ComponentQuery } from "#db/schema/health.ts";

/** A component's own fields and the keys it depends on: what a person edits, and what each version keeps. */
export type ComponentContent = {
  key: string;
  name: { en: string; fi: string; sv: string };
  kind: ComponentKind;
  ownerTeam: string;
  customerFacing: boolean;
  dependsOn: string[];
  links: ComponentLink[];
  alertMatchers: AlertMatcher[];
  queries: ComponentQuery[];
  retired: boolean;
};
