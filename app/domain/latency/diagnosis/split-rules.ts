import type { Analysis, Contribution, FoundCause, Server } from "./analysis-rules.ts";
import type { Compared } from "./baseline-rules.ts";
import * as limit from "./thresholds-rules.ts";

type Found = Omit<Analysis, "contributions">;

/** Splits the excess over its causes; what nothing explains is left over. */
export function splitExcess(found: Found, server: Server): Contribution[] {
  const parts: Contribution[] = [];
  const add = (part: Contribution) => {
    if (part.seconds > 0) parts.push(part);
  };
  const common = { seconds: 0 };
  for (const segment of ["network", "browser"] as const) {
    const own = found.rum[segment];
    if (!own?.apart) continue;
    // When everybody's network is slow, it is not this customer's.
    const everybody = Math.min(found.felt[segment], own.normal * (found.othersRum[segment]?.rise ?? 0));
    add({ cause: segment, subject: null, seconds: found.felt[segment] - everybody });
    common.seconds += everybody;
  }
  add({ cause: "service", subject: null, seconds: common.seconds });
  for (const part of splitServer(found, server)) add(part);
  return parts;
}

/** The server's part: first what everybody felt at the same time, then what is this customer's own. */
function splitServer(found: Found, { compared, excess, onPage: isOnPage }: Server): Contribution[] {
  if (!compared || excess <= 0) return [];
  const others = found.others[found.client] ?? null;
  const everybody =
    others && others.rise > 0 ? Math.max(compared.normal * others.rise, others.seen - others.normal) : 0;
  const onPage = isOnPage ? askedForEverybody(found) : 0;
  const service = serviceParts(found, onPage > everybody);
  const common = withNode(found, service, compared, Math.min(excess, Math.max(everybody, onPage)), excess);
  const rest = excess - common.seconds;
  const parts = common.parts.map((part) => ({ ...part, seconds: common.seconds * part.seconds }));
  if (rest <= 0 || !compared.apart) return parts;
  const heavy = ownParts(found, rest, limit.LOAD_SECONDS_PART);
  if (heavy.length > 0) {
    const shared = interplay(compared.normal, excess, parts) / 2;
    const all = parts.reduce((sum, { seconds }) => sum + seconds, 0);
    const more = parts.map((part) => ({ ...part, seconds: part.seconds * (1 + (all > 0 ? shared / all : 0)) }));
    return [...more, ...ownParts(found, rest - shared, limit.LOAD_SECONDS_PART)];
  }
  // Nothing of its own that would be enough: it meets what is apart in the service more than others do.
  const special = common.parts.filter(
    ({ cause }) => cause !== "service" && (cause !== "maintenance" || common.seconds > 0),
  );
  const all = special.reduce((sum, { seconds }) => sum + seconds, 0);
  if (all > 0) return [...parts, ...special.map((part) => ({ ...part, seconds: (rest * part.seconds) / all }))];
  const suspected = ownParts(found, rest, limit.LOAD_SECONDS_PART_SUSPECTED);
  if (suspected.length > 0 && common.seconds < rest)
    return [...parts, ...suspected.map((part) => ({ ...part, suspected: true as const }))];
  return [
    ...parts,
    ...common.parts.map((part) => ({ ...part, seconds: Math.min(rest, common.seconds) * part.seconds })),
  ];
}

/**
 * A database serves some customers only: how much a slow one touched this customer, the calls of its own integrations say, since its
 * own load does not lengthen them. Without calls it is taken to have touched it as it touched everybody.
 */
function withNode(
  { node, calls, loads }: Found,
  parts: Contribution[],
  compared: Compared,
  seconds: number,
  excess: number,
): { seconds: number; parts: Contribution[] } {
  const ofNode = parts.find(({ cause }) => cause === "node");
  if (!node || node.out || !ofNode || calls === null || !loads.some(({ heavy }) => heavy)) return { seconds, parts };
  const others = parts.filter((part) => part !== ofNode);
  const rest = seconds * (1 - ofNode.seconds);
  const itsOwn = calls > limit.CALLS_TOUCHED ? Math.min(excess - rest, compared.normal * (calls - 1)) : 0;
  const all = rest + Math.max(0, itsOwn);
  if (all <= 0) return { seconds: 0, parts: others };
  const scaled = others.map((part) => ({ ...part, seconds: (part.seconds * seconds) / all }));
  return { seconds: all, parts: itsOwn > 0 ? [{ ...ofNode, seconds: itsOwn / all }, ...scaled] : scaled };
}

/**
 * Slow servers and the customer's own load multiply: what only both together made belongs to each by half (Shapley's value of two).
 * Waiting for a connection adds its seconds and multiplies nothing.
 */
function interplay(normal: number, excess: number, parts: readonly Contribution[]): number {
  const of = (added: boolean) =>
    parts.reduce((sum, { cause, seconds }) => ((cause === "dependency") === added ? sum + seconds : sum), 0);
  const service = 1 + of(false) / normal;
  const own = (normal + excess - of(true)) / (normal * service);
  return Math.max(0, normal * (service - 1) * (own - 1));
}

/** Seconds that everybody else lost on the page that was asked about. */
function askedForEverybody({ asked, own, client }: Found): number {
  if (!asked?.compared?.apart) return 0;
  const all = asked.compared.excess * asked.requests;
  const mine = own[client] ? own[client].excess * own[client].requests : 0;
  return asked.compared.excess * Math.max(0, 1 - mine / all);
}

/**
 * What everybody felt, as parts of 1: a page, a dependency and a server have what is theirs; the rest is maintenance while it was
 * held, or the service as such. A window hides no fault: it gets only what nothing else explains.
 */
function serviceParts(found: Found, ofAskedPage: boolean): Contribution[] {
  const { maintenance, dependency, node, page, asked } = found;
  const parts: Contribution[] = [];
  let left = 1;
  const take = (cause: FoundCause, subject: string | null, wanted: number) => {
    const part = Math.min(left, wanted);
    if (part <= 0) return;
    parts.push({ cause, subject, seconds: part });
    left -= part;
  };
  const inFocus = ofAskedPage && asked !== null;
  const pagePart = inFocus ? askedPart(found) : (page?.part ?? 0);
  // Of what is concluded and not counted, a page leaves the rest only.
  const special = (one: { part: number; accounted: number }) =>
    Math.max(Math.min(one.part, one.accounted), one.part * (1 - pagePart));
  const held = maintenance?.certain && node?.out;
  const nodeWants = node && !held ? special(node) : 0;
  const dependencyAlone = dependency?.fails ? dependency.part : dependency ? special(dependency) : 0;
  const dependencyWants = Math.max(dependency?.accounted ?? 0, dependencyAlone * (1 - nodeWants));
  // Both may account for everything: then neither is surer than the other.
  const together = Math.max(1, nodeWants + dependencyWants);
  if (dependency) take("dependency", dependency.subject, dependencyWants / together);
  if (node) take("node", node.subject, nodeWants / together);
  if (pagePart > 0) take("page", inFocus ? asked.page : page!.subject, pagePart);
  if (maintenance) take("maintenance", maintenance.title, left * maintenance.part);
  take("service", null, left);
  return parts;
}

/** Of the asked page's excess the part that the other pages do not share. */
function askedPart({ asked, page }: Found): number {
  if (!asked?.compared || page?.subject !== asked.page) return 0;
  const over = asked.seen - asked.normal * Math.max(1, page.peers);
  return Math.max(0, Math.min(1, over / asked.compared.excess));
}

/** What is the customer's own: a report's own seconds are its own, and the waiting is shared by what each load added. */
function ownParts({ loads, own, client, rum }: Found, rest: number, least: number): Contribution[] {
  const requests = own[client]?.requests ?? rum.server?.requests ?? 0;
  const heavy = loads.filter((load) => load.heavy && load.excess >= least * rest * requests);
  if (heavy.length === 0 || requests <= 0) return [];
  const all = heavy.reduce((sum, { excess }) => sum + excess, 0);
  const direct = client === "browser" ? heavy.reduce((sum, load) => sum + load.direct, 0) / requests : 0;
  const waiting = Math.max(0, rest - direct);
  const scale = direct > rest ? rest / direct : 1;
  return heavy.map(({ cause, subject, excess, ...load }) => ({
    cause,
    subject,
    seconds: (waiting * excess) / all + (client === "browser" ? (scale * load.direct) / requests : 0),
  }));
}
