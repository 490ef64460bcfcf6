import type { Impact } from "../../domain/health/incidents/incident-states.ts";
import type { ReviewField } from "../../domain/health/incidents/incident-schema.ts";

/** What the demo's people wrote about one incident, from its opening to what they learnt. */
export type Story = {
  title: string;
  /** How bad it was at worst. */
  impact: Exclude<Impact, "operational">;
  /** How bad it looked at first, where that was less. */
  atFirst?: Exclude<Impact, "operational">;
  opened: string;
  identified: string;
  monitoring: string;
  resolved: string;
  review: Record<ReviewField, string>;
  /** Days after the incident by which each is due; done where somebody found the time. */
  followUps: readonly { text: string; owner: string; days: number; done: boolean }[];
};

/** By the title of the model's event: what happens again is told another way, and the second one remembers the first. */
export type Stories = Readonly<Record<string, readonly [Story, ...Story[]]>>;
