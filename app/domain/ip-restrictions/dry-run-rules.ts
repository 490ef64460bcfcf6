import { formatCounted as counted } from "../../i18n/formats.ts";

/** What a list would have done to the sign-ins of the last days. Kept with the list, and shown to the second person. */
export type DryRun = {
  /** ISO instants, UTC: when it was made, and from when on sign-ins were looked at. */
  at: string;
  from: string;
  days: number;
  /** Of the list that was tried. */
  networksSha256: string;
  /** How many sign-ins there were; with none nothing is known of who would be locked out. */
  signIns: number;
  people: Tally;
  /** Integrations and robots: nobody stands before them who could tell. */
  programs: Tally;
  /** Those that something happens to first; at most 100, the tallies count all. */
  rows: DryRunRow[];
};

export type Tally = { total: number; lockedOut: number; partly: number };

export type DryRunRow = {
  /** The service's pseudonym. */
  person: string;
  role: string;
  client: "browser" | "api" | "robot";
  outcome: DryRunOutcome;
  signIns: number;
  refused: number;
  /** ISO instants, UTC. */
  lastSeen: string;
  lastRefused: string | null;
  /** Where they came from, as networks of /24 and /48, since an address is a person's: the most used first, at most 5. */
  networks: { network: string; signIns: number; refused: number; lastSeen: string }[];
  moreNetworks: number;
};
/** `partly`: signs in from listed networks and from others. */
export type DryRunOutcome = "locked_out" | "partly" | "enters";

/** One person's or program's sign-ins from one network. */
export type SignInGroup = {
  person: string;
  role: string;
  client: "browser" | "api" | "robot";
  network: string;
  signIns: number;
  refused: number;
  lastSeen: string;
  lastRefused: string | null;
};

const ROWS_MAX = 100;
const NETWORKS_SHOWN = 5;
const order: readonly DryRunOutcome[] = ["locked_out", "partly", "enters"];

/** Brings the groups together: one row for each person, and for each program by its client. */
export function dryRunOf(
  groups: readonly SignInGroup[],
  about: Pick<DryRun, "at" | "from" | "days" | "networksSha256">,
): DryRun {
  const byWho = new Map<string, SignInGroup[]>();
  for (const group of groups) {
    const who = JSON.stringify([group.client, group.person]);
    byWho.set(who, [...(byWho.get(who) ?? []), group]);
  }
  const rows = [...byWho.values()]
    .map(rowOf)
    .toSorted(
      (a, b) =>
        order.indexOf(a.outcome) - order.indexOf(b.outcome) ||
        b.refused - a.refused ||
        b.signIns - a.signIns ||
        (a.person < b.person ? -1 : 1),
    );
  return {
    ...about,
    signIns: rows.reduce((sum, row) => sum + row.signIns, 0),
    people: tally(rows.filter(({ client }) => client === "browser")),
    programs: tally(rows.filter(({ client }) => client !== "browser")),
    rows: rows.slice(0, ROWS_MAX),
  };
}

function rowOf(groups: readonly SignInGroup[]): DryRunRow {
  const newest = groups.toSorted((a, b) => (a.lastSeen < b.lastSeen ? 1 : -1));
  const { person, role, client, lastSeen } = newest[0]!;
  const signIns = groups.reduce((sum, group) => sum + group.signIns, 0);
  const refused = groups.reduce((sum, group) => sum + group.refused, 0);
  const used = groups.toSorted((a, b) => b.signIns - a.signIns || (a.network < b.network ? -1 : 1));
  return {
    person,
    role,
    client,
    outcome: refused === 0 ? "enters" : refused === signIns ? "locked_out" : "partly",
    signIns,
    refused,
    lastSeen,
    lastRefused: groups.reduce<string | null>(
      (last, group) => (group.lastRefused && (!last || group.lastRefused > last) ? group.lastRefused : last),
      null,
    ),
    networks: used.slice(0, NETWORKS_SHOWN).map((group) => ({
      network: group.network,
      signIns: group.signIns,
      refused: group.refused,
      lastSeen: group.lastSeen,
    })),
    moreNetworks: Math.max(0, used.length - NETWORKS_SHOWN),
  };
}

const tally = (rows: readonly DryRunRow[]): Tally => ({
  total: rows.length,
  lockedOut: rows.filter(({ outcome }) => outcome === "locked_out").length,
  partly: rows.filter(({ outcome }) => outcome === "partly").length,
});

/** `bad`: somebody would be locked out. `unknown`: there is nothing to judge by, which is not good news. */
export type DryRunVerdict = "good" | "bad" | "unknown";
export const dryRunVerdict = ({ signIns, people, programs }: DryRun): DryRunVerdict =>
  signIns === 0
    ? "unknown"
    : people.lockedOut + people.partly + programs.lockedOut + programs.partly > 0
      ? "bad"
      : "good";

/** The one sentence that the second person reads first. */
export function dryRunSentence(run: DryRun): string {
  if (run.signIns === 0)
    return `No sign-ins of the last ${run.days} days are known, so nobody can say who would be locked out.`;
  const { people, programs } = run;
  const parts = [
    people.total === 0
      ? "No person signed in"
      : `${people.lockedOut} of ${counted(people.total, "person", "people")} would be locked out${people.partly > 0 ? `, ${people.partly} more at times` : ""}`,
    ...(programs.total === 0
      ? []
      : [
          `${programs.lockedOut} of ${counted(programs.total, "integration or robot", "integrations and robots")} would stop${programs.partly > 0 ? `, ${programs.partly} more at times` : ""}`,
        ]),
  ];
  const everybody = people.total > 0 && people.lockedOut === people.total;
  return `${parts.join("; ")}, by the sign-ins of the last ${run.days} days.${everybody ? " Nobody would get in as they did until now." : ""}`;
}
