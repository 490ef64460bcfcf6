import { anyOf, apart, CELL_MS, type Cumulative, cumulativeCells, type Span, sum, within } from "./cumulative.ts";
import { clientOf, type Definition } from "./definition.ts";
import { type Client, clients } from "./events.ts";
import { fastShareWithin, SLOW_TIMES, slowShareWithin, TARGET_SECONDS } from "./latency-shape.ts";
import { type Rhythm, rhythms } from "./load-shape.ts";
import type { ModelPage } from "./page-catalogue.ts";

/** Running totals of a rhythm in seconds of peak load, and of the part of it that is slow. */
type RhythmTotals = { load: Cumulative; slow: Cumulative };
/** Running totals of everything that one kind of client asked, over all pages. */
export type ClientTotals = { requests: Cumulative; seconds: Cumulative; inTarget: Cumulative };
export type Traffic = {
  rhythm: Record<Rhythm, RhythmTotals>;
  client: Record<Client, ClientTotals>;
  /** As its rhythm's `slow`, with what happened to the page itself. */
  slowOfPage(page: ModelPage): Cumulative;
};

export function createTraffic(definition: Definition): Traffic {
  const rhythm = rhythmTotals(definition);
  const spans = pageSpans(definition);
  const spansOf = ({ page }: ModelPage) => spans.get(page) ?? [];
  const fastOf = (name: Rhythm): Cumulative => {
    const { load, slow } = rhythm[name];
    return (ms) => load(ms) - slow(ms);
  };
  return {
    rhythm,
    client: Object.fromEntries(
      clients.map((client) => [client, clientTotals(client, definition, rhythm, fastOf, spansOf)]),
    ) as Record<Client, ClientTotals>,
    slowOfPage: (page) => {
      const { slow } = rhythm[page.rhythm];
      const own = spansOf(page);
      if (own.length === 0) return slow;
      const became = within(fastOf(page.rhythm), own);
      return (ms) => slow(ms) + became(ms);
    },
  };
}

function rhythmTotals(definition: Definition): Record<Rhythm, RhythmTotals> {
  const columns = cumulativeCells(definition.from, rhythms.length * 2, (cellMs, into) => {
    rhythms.forEach((rhythm, i) => {
      const seconds = (definition.load(rhythm, cellMs) * CELL_MS) / 1000;
      into[i * 2] = seconds;
      into[i * 2 + 1] = seconds * definition.slowShare(rhythm, cellMs);
    });
  });
  return Object.fromEntries(
    rhythms.map((rhythm, i) => [rhythm, { load: remembered(columns[i * 2]!), slow: remembered(columns[i * 2 + 1]!) }]),
  ) as Record<Rhythm, RhythmTotals>;
}

/** Of each page that something happens to: which share of its fast requests becomes slow, and when. */
function pageSpans({ events }: Definition): Map<string, Span[]> {
  const found = new Map<string, Span[]>();
  for (const { from, to, effects } of events.all)
    for (const effect of effects)
      if (effect.on === "page")
        found.set(effect.page, [...(found.get(effect.page) ?? []), { from, to, by: effect.slowShare }]);
  return new Map([...found].map(([page, spans]) => [page, apart(spans, anyOf)]));
}

function clientTotals(
  client: Client,
  { pages }: Definition,
  rhythm: Record<Rhythm, RhythmTotals>,
  fastOf: (rhythm: Rhythm) => Cumulative,
  spansOf: (page: ModelPage) => readonly Span[],
): ClientTotals {
  const requests: Cumulative[] = [];
  const seconds: Cumulative[] = [];
  const inTarget: Cumulative[] = [];
  for (const name of rhythms.filter((one) => clientOf(one) === client)) {
    const own = pages.filter((page) => page.client === client && page.rhythm === name);
    if (own.length === 0) continue;
    const { load, slow } = rhythm[name];
    const peak = sum(own.map((page) => page.peak));
    const fastSeconds = sum(own.map((page) => page.peak * page.fastMean));
    const fastIn = sum(own.map((page) => page.peak * fastShareWithin(TARGET_SECONDS, page.fastMean)));
    const slowIn = sum(own.map((page) => page.peak * slowShareWithin(TARGET_SECONDS, page.fastMean)));
    const spans = (of: (page: ModelPage) => number) =>
      apart(
        own.flatMap((page) => spansOf(page).map((span) => ({ ...span, by: span.by * of(page) }))),
        sum,
      );
    const moreSeconds = within(
      fastOf(name),
      spans((page) => page.peak * page.fastMean * (SLOW_TIMES - 1)),
    );
    const lessIn = within(
      fastOf(name),
      spans(
        (page) =>
          page.peak * (fastShareWithin(TARGET_SECONDS, page.fastMean) - slowShareWithin(TARGET_SECONDS, page.fastMean)),
      ),
    );
    requests.push((ms) => peak * load(ms));
    seconds.push((ms) => fastSeconds * (load(ms) + (SLOW_TIMES - 1) * slow(ms)) + moreSeconds(ms));
    inTarget.push((ms) => fastIn * load(ms) - (fastIn - slowIn) * slow(ms) - lessIn(ms));
  }
  return { requests: together(requests), seconds: together(seconds), inTarget: together(inTarget) };
}

const together = (parts: readonly Cumulative[]) =>
  remembered((ms) => parts.reduce((total, part) => total + part(ms), 0));

/** Remembers the last two instants: all pages and customers are asked about the same ones in turn. */
function remembered(total: Cumulative): Cumulative {
  let ms1 = Number.NaN;
  let ms2 = Number.NaN;
  let value1 = 0;
  let value2 = 0;
  return (ms) => {
    if (ms === ms1) return value1;
    if (ms === ms2) return value2;
    ms2 = ms1;
    value2 = value1;
    ms1 = ms;
    value1 = total(ms);
    return value1;
  };
}
