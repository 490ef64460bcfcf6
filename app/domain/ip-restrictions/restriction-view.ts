import type { DryRun, DryRunVerdict } from "./dry-run-rules.ts";
import type { IpAction, IpAvailability, IpState } from "./ip-states.ts";
import type { NetworkEntry } from "./network-lines-rules.ts";

/** What the pages about lists of networks show. Instants are ISO strings, UTC. */

export type RestrictionRow = {
  id: string;
  businessId: string;
  customer: string;
  version: number;
  state: IpState;
  /** Of those that have not ended. */
  networks: number;
  /** When it came to be what it is. */
  since: string;
  confirmUntil: string | null;
  /** When the last network ends, where all of them end. */
  endsAt: string | null;
  whenAllExpired: "open" | "closed" | null;
  /** In force, with no network left: nobody gets in. */
  locksAll: boolean;
  /** Two weeks or less before its end. */
  endingSoon: boolean;
};

export type RestrictionList = {
  now: string;
  sentence: string;
  rows: RestrictionRow[];
  counts: { inForce: number; waiting: number; ending: number };
  may: { propose: boolean };
};

export type NetworkView = NetworkEntry & { size: string; ended: boolean };
/** What another version has and this one has not, and the other way round. */
export type NetworkDiff = { added: string[]; removed: string[] };

export type RestrictionView = RestrictionRow & {
  now: string;
  /** The version of the row that the person sees. */
  rowVersion: number;
  sentence: string;
  requester: { name: string; authority: string; email: string };
  caseNumber: number | null;
  networksList: NetworkView[];
  warnings: string[];
  networksSha256: string;
  dryRun: (DryRun & { sentence: string; verdict: DryRunVerdict; current: boolean; fresh: boolean }) | null;
  people: {
    createdBy: string | null;
    proposedBy: string | null;
    approvedBy: string | null;
    endedBy: string | null;
    writtenBy: string[];
  };
  events: { at: string; words: string; by: string | null }[];
  endReason: string | null;
  /** What is in force for the customer now, where that is another version. */
  inForce: { id: string; version: number; diff: NetworkDiff } | null;
  versions: {
    id: string;
    version: number;
    state: IpState;
    since: string;
    /** Against the version before it. */
    diff: NetworkDiff;
  }[];
  /** Another version that is being worked on. */
  inWork: { id: string; version: number } | null;
  actions: Record<IpAction, IpAvailability>;
};
