import { averageOf, compareAverages, median, spreadOf } from "./baseline-rules.ts";
import { type PageFigure, pagesOf } from "./everybody-rules.ts";
import type { Count, DependencyCount, Facts, NodeCount, ReleaseSeen } from "./facts.ts";
import * as limit from "./thresholds-rules.ts";

/** One thing of the service that is apart from its like. */
export type Part = {
  subject: string;
  seen: number;
  normal: number;
  /** How its peers changed: 1 is not at all. */
  peers: number;
  /** The part of everybody's lost time that is its own, 0..1. */
  part: number;
};
export type PagePart = Part & { release: ReleaseSeen | null; requests: number };
export type NodePart = Part & { role: string; out: boolean /** As of a dependency. */; accounted: number };
export type DependencyPart = Part & {
  errorShare: number | null;
  normalErrorShare: number | null;
  upShare: number | null;
  /** Answers failed, or there were none: then people wait for a time-out that its own seconds do not hold. */
  fails: boolean;
  /** The part of everybody's lost time that its own seconds account for; the rest of `part` is concluded. */
  accounted: number;
};

const chance = (normal: number, requests: number) =>
  (limit.CHANCE_TIMES * limit.REQUEST_VARIATION * normal) / Math.sqrt(requests);
const usable = (weeks: readonly (Count | undefined)[]) =>
  weeks.filter((week): week is Count => week !== undefined && week.requests >= limit.WEEK_REQUESTS_MIN);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** How its peers changed: times their normal, and by how many seconds. */
type Peers = { ratio: number; added: number };

/**
 * Its seconds above what its peers' change makes of its normal; null while that is no more than noise. A general slowness may
 * multiply times or add to them: one that is fast by nature is not apart because it got the seconds that all got.
 */
function beyond(
  one: { seen: number; normal: number; requests: number; weeks: (Count | undefined)[] },
  { ratio, added }: Peers,
  apart: limit.Apart,
): number | null {
  const expected = Math.max(one.normal, one.normal * ratio, one.normal + added);
  const over = one.seen - expected;
  const spread = spreadOf(usable(one.weeks).map(averageOf), one.normal);
  const needed = Math.max(
    apart.seconds,
    apart.part * expected,
    limit.SPREAD_TIMES * spread,
    chance(one.normal, one.requests),
  );
  return over > needed ? over : null;
}

/** How the others changed: the middle one where there are enough, all together where they are few. */
function peersOf(others: readonly { seen: number; normal: number; requests: number }[]): Peers {
  if (others.length === 0) return { ratio: 1, added: 0 };
  if (others.length >= 3)
    return {
      ratio: median(others.map(({ seen, normal }) => seen / normal))!,
      added: median(others.map(({ seen, normal }) => seen - normal))!,
    };
  const requests = sum(others.map((one) => one.requests));
  const seen = sum(others.map((one) => one.seen * one.requests));
  const normal = sum(others.map((one) => one.normal * one.requests));
  return { ratio: seen / normal, added: (seen - normal) / requests };
}

/** The page that is apart from the other pages, for everybody. */
export function pageApart(facts: Facts, client: string): PagePart | null {
  const pages = pagesOf(facts, client).filter(({ requests }) => requests >= limit.REQUESTS_MIN);
  const found = pages
    .flatMap((page) => {
      const peers = peersOf(pages.filter((other) => other !== page));
      const over = beyond(page, peers, limit.PAGE_APART);
      return over === null ? [] : [{ page, peers, lost: over * page.requests }];
    })
    .sort((a, b) => b.lost - a.lost || (a.page.page < b.page.page ? -1 : 1))[0];
  if (!found) return null;
  const { page, peers, lost } = found;
  const all = everybodyLost(pages);
  return {
    subject: page.page,
    seen: page.seen,
    normal: page.normal,
    peers: peers.ratio,
    requests: page.requests,
    part: Math.min(1, lost / Math.max(all, lost)),
    release: releaseBefore(facts),
  };
}

/** Seconds that all customers together lost on these pages. */
const everybodyLost = (pages: readonly PageFigure[]) =>
  Math.max(0, sum(pages.map(({ requests, seen, normal }) => requests * (seen - normal))));

/** The newest release that began at most 72 hours before the period, or within it. */
export function releaseBefore({ releases, from, to }: Facts): ReleaseSeen | null {
  return releases.findLast(({ at }) => at >= from - limit.RELEASE_HOURS * 3_600_000 && at < to) ?? null;
}

/** The server that is apart from the others of its role. */
export function nodeApart(facts: Facts, clients: readonly string[]): NodePart | null {
  const lostByAll = sum(clients.map((client) => everybodyLost(pagesOf(facts, client))));
  const weeks = facts.normal.map(({ nodes }) => new Map((nodes ?? []).map((node) => [keyOf(node), node as Count])));
  const known = new Map<string, NodeCount>();
  for (const week of [...facts.normal, facts.seen]) for (const node of week.nodes ?? []) known.set(keyOf(node), node);
  const all = [...known.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, { node, role }]) => {
      const own = weeks.map((week) => week.get(key));
      const normal = median(usable(own).map(averageOf));
      const requestsNormal = median(own.map((week) => week?.requests ?? 0)) ?? 0;
      const seen = facts.seen.nodes?.find((other) => keyOf(other) === key);
      if (normal === null || normal <= 0) return [];
      const requests = seen?.requests ?? 0;
      return [{ node, role, normal, requestsNormal, requests, seen: seen ? averageOf(seen) : normal, weeks: own }];
    });
  const found = [...Map.groupBy(all, ({ role }) => role).values()].flatMap((role) => {
    const asked = sum(role.map(({ requests }) => requests));
    const usual = sum(role.map(({ requestsNormal }) => requestsNormal));
    const present = role.filter(({ requests }) => requests >= limit.REQUESTS_MIN);
    const lost = Math.max(0, sum(present.map(({ requests, seen, normal }) => requests * (seen - normal))));
    return role.flatMap((one): NodePart[] => {
      const peers = peersOf(present.filter((other) => other !== one));
      const { node: subject, role: name, seen, normal, requests, requestsNormal } = one;
      const figures = { subject, role: name, seen, normal, peers: peers.ratio };
      const isOut = requestsNormal >= limit.REQUESTS_MIN && requests < limit.NODE_OUT_PART * requestsNormal;
      // Where nobody asks for anything, a server without requests is not out.
      if (isOut && asked >= usual / 2) {
        const part = peers.ratio > 1 + limit.OTHERS_PART ? 1 : 0;
        return [{ ...figures, out: true, part, accounted: part }];
      }
      const over = present.includes(one) && present.length > 1 ? beyond(one, peers, limit.NODE_APART) : null;
      if (over === null) return [];
      const mine = over * requests;
      const ofRole = Math.min(1, mine / Math.max(lost, mine));
      const ofAll = lostByAll > 0 ? Math.min(1, mine / lostByAll) : 1;
      return [{ ...figures, out: false, ...partOfNode(ofRole, ofAll) }];
    });
  });
  return found.sort((a, b) => b.part - a.part || b.seen / b.normal - a.seen / a.normal)[0] ?? null;
}

/**
 * A database's seconds are a part of its requests' seconds. Alone in its role, it is what everybody waited for; beside others that
 * are slow too, it is what its own seconds account for.
 */
const partOfNode = (ofRole: number, ofAll: number) => ({
  part: ofRole >= limit.NODE_ALONE_PART ? Math.max(ofAll, limit.SPECIAL_PART_MIN * ofRole) : Math.min(ofRole, ofAll),
  accounted: ofAll,
});

const keyOf = ({ node, role }: NodeCount) => `${role} ${node}`;

/**
 * The built-in connection that is apart from the others: answers that take longer than the other connections' change makes of their
 * normal, failures, or silence. A busy service calls all of them late; one alone is that one's fault.
 */
export function dependencyApart(facts: Facts, clients: readonly string[]): DependencyPart | null {
  const lost = sum(clients.map((client) => everybodyLost(pagesOf(facts, client))));
  const all = (facts.seen.dependencies ?? []).map((one) => {
    const weeks = facts.normal.map(({ dependencies }) =>
      dependencies?.find(({ dependency }) => dependency === one.dependency),
    );
    return { one, weeks, compared: compareAverages(one, weeks, limit.DEPENDENCY_APART, limit.PAGE_LOADS_MIN) };
  });
  const found = all.flatMap(({ one, weeks, compared }): (DependencyPart & { weight: number })[] => {
    const peers = peersOf(all.flatMap((other) => (other.one !== one && other.compared ? [other.compared] : [])));
    const over = compared ? beyond({ ...compared, weeks }, peers, limit.DEPENDENCY_APART) : null;
    const normalErrorShare = middle(weeks, ({ errorShare }) => errorShare);
    const errors = one.errorShare !== null && one.errorShare - (normalErrorShare ?? 0) > limit.DEPENDENCY_ERRORS_APART;
    const normalUp = middle(weeks, ({ upShare }) => upShare) ?? 1;
    const down = one.upShare !== null && normalUp - one.upShare > limit.DEPENDENCY_DOWN_PART;
    if (over === null && !errors && !down) return [];
    const own = (compared?.excess ?? 0) * one.requests;
    return [
      {
        subject: one.dependency,
        seen: compared?.seen ?? 0,
        normal: compared?.normal ?? 0,
        peers: peers.ratio,
        fails: errors || down,
        ...accountedPart(own, lost),
        errorShare: one.errorShare,
        normalErrorShare,
        upShare: one.upShare,
        weight: own + (down || errors ? lost : 0),
      },
    ];
  });
  const [first] = found.sort((a, b) => b.weight - a.weight || (a.subject < b.subject ? -1 : 1));
  if (!first) return null;
  const { weight: _, ...part } = first;
  return part;
}

/** Much more than everybody lost is not what everybody lost: then most of those calls kept nobody waiting. */
function accountedPart(own: number, lost: number) {
  const ratio = lost > 0 ? own / lost : 0;
  const accounted = Math.min(1, ratio, limit.ACCOUNTED_TIMES_MAX / Math.max(ratio, 1e-9));
  return { accounted, part: Math.max(accounted, limit.SPECIAL_PART_MIN) };
}

const middle = (weeks: readonly (DependencyCount | undefined)[], of: (one: DependencyCount) => number | null) =>
  median(weeks.flatMap((week) => (week ? (of(week) ?? []) : [])));
