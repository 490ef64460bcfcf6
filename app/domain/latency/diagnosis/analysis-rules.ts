import { type Compared, compareAverages } from "./baseline-rules.ts";
import type { Cause } from "./diagnosis-types.ts";
import { type Others, othersOf, othersSegment, type PageFigure, pagesOf } from "./everybody-rules.ts";
import type { Facts, Segment } from "./facts.ts";
import { type Load, loadsOf } from "./load-rules.ts";
import {
  type DependencyPart,
  dependencyApart,
  type NodePart,
  nodeApart,
  type PagePart,
  pageApart,
} from "./service-rules.ts";
import * as limit from "./thresholds-rules.ts";
import { type Maintenance, maintenanceOf } from "./maintenance-rules.ts";

export type FoundCause = Exclude<Cause, "none">;
/** Seconds of each page load (without real-user figures: of each request) that a cause explains. */
export type Contribution = {
  cause: FoundCause;
  subject: string | null;
  seconds: number;
  /** Concluded because nothing else explains it, although its own seconds are few. */
  suspected?: true;
};

export type Analysis = {
  /** Whose slowness it is about: browser, unless only another client of the customer is slow. */
  client: string;
  own: Record<string, Compared | null>;
  others: Record<string, Others | null>;
  rum: Record<Segment, Compared | null>;
  othersRum: Record<Segment, (Compared & { rise: number }) | null>;
  /** The page that was asked about. */
  asked: (PageFigure & { compared: Compared | null }) | null;
  page: PagePart | null;
  node: NodePart | null;
  dependency: DependencyPart | null;
  loads: Load[];
  maintenance: Maintenance | null;
  enough: boolean;
  abnormal: boolean;
  /** Seconds of each load: the excess by where it is felt, and all of it. */
  felt: Record<Segment, number>;
  total: number;
  /** How many times over its threshold the clearest part of it is. */
  times: number;
  /** Page loads, or requests, that it is counted for. */
  loadsCounted: number;
  seen: number;
  normal: number | null;
  contributions: Contribution[];
};

/** Clients in the order in which a slowdown of theirs is what people feel. */
const CLIENTS = ["browser", "api", "robot"];

/** Works a slowdown out from its figures. Nothing in it is left to chance: equal figures give an equal analysis. */
export function analyse(facts: Facts): Analysis {
  const names = [...new Set([...CLIENTS, ...Object.keys(facts.seen.clients ?? {}).sort()])];
  const each = <T>(of: (client: string) => T) => Object.fromEntries(names.map((name) => [name, of(name)]));
  const own = each((name) =>
    compareAverages(
      facts.seen.clients?.[name],
      facts.normal.map(({ clients }) => clients?.[name]),
      limit.SERVER_APART,
    ),
  );
  const others = each((name) => othersOf(facts, name, own[name] ?? null));
  const segment = (name: Segment, apart: limit.Apart) =>
    compareAverages(
      facts.seen.rum?.[name],
      facts.normal.map(({ rum }) => rum?.[name]),
      apart,
      limit.PAGE_LOADS_MIN,
    );
  const rum = {
    network: segment("network", limit.NETWORK_APART),
    server: segment("server", limit.SERVER_APART),
    browser: segment("browser", limit.BROWSER_APART),
  };
  const isRumSlow = Object.values(rum).some((one) => one?.apart);
  const client = isRumSlow
    ? "browser"
    : (names.find((name) => own[name]?.apart) ?? slowPageClient(facts) ?? firstKnown(own, names));
  const asked = askedPage(facts, client);
  const mine = own[client] ?? null;
  const withRum = client === "browser" && Object.values(rum).some((one) => one !== null);
  const server = serverExcess(mine, withRum ? rum.server : null, asked?.compared ?? null);
  const felt = {
    network: withRum ? (rum.network?.excess ?? 0) : 0,
    server: server.excess,
    browser: withRum ? (rum.browser?.excess ?? 0) : 0,
  };
  const total = felt.network + felt.server + felt.browser;
  const times = Math.max(
    ...[server.compared, withRum ? rum.network : null, withRum ? rum.browser : null].map((one) =>
      one ? one.excess / one.threshold : 0,
    ),
  );
  const loads = loadsOf(facts, mine?.ratio ?? 1, others);
  const enough = mine !== null || withRum;
  const found = {
    client,
    own,
    others,
    rum,
    othersRum: {
      network: othersSegment(facts, "network"),
      server: othersSegment(facts, "server"),
      browser: othersSegment(facts, "browser"),
    },
    asked,
    page: pageApart(facts, client),
    node: nodeApart(facts, names),
    dependency: dependencyApart(facts, names),
    loads,
    maintenance: maintenanceOf(facts, client),
    enough,
    abnormal: enough && times > 1,
    felt,
    total,
    times,
    ...size(withRum ? rum : null, mine),
  };
  const contributions = found.abnormal ? split(found, server) : [];
  const explained = contributions.reduce((sum, { seconds }) => sum + seconds, 0);
  // A little more than noise, and nothing anywhere that would make it so, is noise.
  const isNoise = explained < limit.SHARE_MAIN * total && times < limit.UNEXPLAINED_TIMES;
  return isNoise ? { ...found, abnormal: false, contributions: [] } : { ...found, contributions };
}

const firstKnown = (own: Record<string, Compared | null>, names: readonly string[]) =>
  names.find((name) => own[name]) ?? "browser";

/** The page that was asked about, where it is slow for everybody: then its client is the one in question. */
function slowPageClient(facts: Facts): string | undefined {
  return CLIENTS.find((name) => askedPage(facts, name)?.compared?.apart);
}

function askedPage(facts: Facts, client: string): Analysis["asked"] {
  const page = facts.page === null ? undefined : pagesOf(facts, client).find((one) => one.page === facts.page);
  if (!page) return null;
  const seen = { requests: page.requests, seconds: page.requests * page.seen };
  return { ...page, compared: compareAverages(seen, page.weeks, limit.PAGE_APART) };
}

type Server = { compared: Compared | null; excess: number; onPage: boolean };

/**
 * The server's part of what was felt: by page loads where they show it, else by requests, else on the page that was asked about: a
 * single page that is slow for everybody may move a customer's own average too little to be seen.
 */
function serverExcess(own: Compared | null, rum: Compared | null, asked: Compared | null): Server {
  const measures = [rum, own].filter((one) => one !== null);
  const usual = measures.find((one) => one.apart) ?? measures[0] ?? null;
  const onPage = asked?.apart === true && !usual?.apart;
  const compared = onPage ? asked : usual;
  return { compared, excess: compared?.excess ?? 0, onPage };
}

function size(rum: Analysis["rum"] | null, own: Compared | null) {
  const known = rum && Object.values(rum).filter((one) => one !== null);
  if (known && known.length > 0)
    return {
      loadsCounted: Math.max(...known.map(({ requests }) => requests)),
      seen: known.reduce((sum, one) => sum + one.seen, 0),
      normal: known.reduce((sum, one) => sum + one.normal, 0),
    };
  return { loadsCounted: own?.requests ?? 0, seen: own?.seen ?? 0, normal: own?.normal ?? null };
}

type Found = Omit<Analysis, "contributions">;

/** Splits the excess over its causes; what nothing explains is left over. */
function split(found: Found, server: Server): Contribution[] {
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
  const common = Math.min(excess, Math.max(everybody, onPage));
  const rest = excess - common;
  const service = serviceParts(found, onPage > everybody);
  const parts = service.map((part) => ({ ...part, seconds: common * part.seconds }));
  if (rest <= 0 || !compared.apart) return parts;
  const own = ownParts(found, rest, limit.LOAD_SECONDS_PART);
  if (own.length > 0) return [...parts, ...own];
  // Nothing of its own that would be enough: it meets what is apart in the service more than others do.
  const special = service.filter(({ cause }) => cause !== "service");
  const all = special.reduce((sum, { seconds }) => sum + seconds, 0);
  if (all > 0) return [...parts, ...special.map((part) => ({ ...part, seconds: (rest * part.seconds) / all }))];
  const suspected = ownParts(found, rest, limit.LOAD_SECONDS_PART_SUSPECTED);
  if (suspected.length > 0 && common < rest)
    return [...parts, ...suspected.map((part) => ({ ...part, suspected: true as const }))];
  return [...parts, ...service.map((part) => ({ ...part, seconds: Math.min(rest, common) * part.seconds }))];
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
  const nodePart = node && !held ? special(node) : 0;
  if (dependency)
    take("dependency", dependency.subject, Math.max(dependency.accounted, special(dependency) * (1 - nodePart)));
  if (node) take("node", node.subject, nodePart);
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

/** What is the customer's own: reports by their own seconds, the rest by what its loads added. */
function ownParts({ loads, own, client, rum }: Found, rest: number, least: number): Contribution[] {
  const requests = own[client]?.requests ?? rum.server?.requests ?? 0;
  const heavy = loads.filter((load) => load.heavy && load.excess >= least * rest * requests);
  if (heavy.length === 0 || requests <= 0) return [];
  const reports = heavy.find(({ cause }) => cause === "reports");
  const others = heavy.filter(({ cause }) => cause !== "reports");
  const all = others.reduce((sum, { excess }) => sum + excess, 0);
  if (others.length === 0) return [{ cause: "reports", subject: null, seconds: rest }];
  const part = reports ? Math.min(limit.REPORTS_BESIDE_OTHERS_MAX, reports.excess / (rest * requests)) : 0;
  return [
    ...(reports ? [{ cause: reports.cause, subject: null, seconds: rest * part }] : []),
    ...others.map(({ cause, subject, excess }) => ({ cause, subject, seconds: (rest * (1 - part) * excess) / all })),
  ];
}
