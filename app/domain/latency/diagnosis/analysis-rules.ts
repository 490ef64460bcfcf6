import { type Compared, compareAverages } from "./baseline-rules.ts";
import type { Cause } from "./diagnosis-types.ts";
import { type Others, othersOf, othersSegment, type PageFigure, pagesOf } from "./everybody-rules.ts";
import type { Facts, Segment } from "./facts.ts";
import { callsRatio, type Load, loadsOf } from "./load-rules.ts";
import { type Maintenance, maintenanceOf } from "./maintenance-rules.ts";
import {
  type DependencyPart,
  dependencyApart,
  type NodePart,
  nodeApart,
  type PagePart,
  pageApart,
} from "./service-rules.ts";
import { splitExcess } from "./split-rules.ts";
import * as limit from "./thresholds-rules.ts";

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
  /** How the calls of its integrations fared: times their normal. */
  calls: number | null;
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
    : (names.find((name) => own[name]?.apart) ?? slowPageClient(facts) ?? calmClient(facts, own, names));
  const asked = askedPage(facts, client);
  const mine = own[client] ?? null;
  const withRum = client === "browser" && Object.values(rum).some((one) => one !== null);
  const server = serverExcess(mine, withRum ? rum.server : null, asked?.compared ?? null, others[client] ?? null);
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
  const loads = loadsOf(facts, mine, others);
  const enough = mine !== null || withRum;
  const page = pageApart(facts, client);
  const node = nodeApart(facts, names);
  const dependency = dependencyApart(facts, names);
  const maintenance = maintenanceOf(facts, client);
  const withEverybody =
    [page, node, dependency, maintenance].some((one) => one !== null) &&
    isWithEverybody(server, others[client] ?? null);
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
    page,
    node,
    dependency,
    loads,
    calls: callsRatio(facts),
    maintenance,
    enough,
    abnormal: enough && (times > 1 || withEverybody),
    felt,
    total,
    times,
    ...size(withRum ? rum : null, mine),
  };
  const contributions = found.abnormal ? splitExcess(found, server) : [];
  const explained = contributions.reduce((sum, { seconds }) => sum + seconds, 0);
  // A little more than noise, and nothing anywhere that would make it so, is noise.
  const isNoise = explained < limit.SHARE_MAIN * total && times < limit.UNEXPLAINED_TIMES;
  return isNoise ? { ...found, abnormal: false, contributions: [] } : { ...found, contributions };
}

/**
 * Whose calm it is when nothing is slow: the people's, where there are any. What its programs got says nothing about how long they
 * waited.
 */
const calmClient = ({ seen, normal }: Facts, own: Record<string, Compared | null>, names: readonly string[]) =>
  [seen, ...normal].some(({ clients }) => clients?.browser)
    ? "browser"
    : (names.find((name) => own[name]) ?? "browser");

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

/** The server's part of what was felt, and whether it is of the page that was asked about. */
export type Server = { compared: Compared | null; excess: number; onPage: boolean };

/**
 * The server's part of what was felt: on the page that was asked about, where that is slow for everybody; else by page loads where
 * they show it, else by requests. Of one page a customer's own requests are not counted: its own load is taken to slow it as it slows
 * all of them.
 */
function serverExcess(
  own: Compared | null,
  rum: Compared | null,
  asked: Compared | null,
  others: Others | null,
): Server {
  const measures = [rum, own].filter((one) => one !== null);
  const usual = measures.find((one) => one.apart) ?? measures[0] ?? null;
  if (!asked?.apart) return { compared: usual, excess: usual?.excess ?? 0, onPage: false };
  const times = usual?.apart ? usual.ratio / (1 + (others?.rise ?? 0)) : 1;
  const itsOwn = times > 1 + limit.SERVER_APART.part ? times : 1;
  return { compared: asked, excess: asked.seen * itsOwn - asked.normal, onPage: true };
}

/** The customer shares a rise of everybody's that is too small to be told from noise in its own requests alone. */
function isWithEverybody({ compared, excess }: Server, others: Others | null): boolean {
  if (!compared || !others) return false;
  const expected = compared.normal * others.rise;
  const { seconds, part } = limit.WITH_EVERYBODY;
  return expected >= Math.max(seconds, part * compared.normal) && excess >= limit.WITH_EVERYBODY_OWN_PART * expected;
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
