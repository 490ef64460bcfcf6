import { Temporal } from "temporal-polyfill";

/** What is compared of an incident. `components` are keys, `startedAt` is UTC. */
export type Comparable = {
  title: string;
  alertName: string | null;
  components: readonly string[];
  startedAt: Date;
};

export type Likeness =
  | { kind: "alert"; name: string }
  | { kind: "component"; key: string }
  | { kind: "title"; word: string }
  | { kind: "hour" };
export type Similar<C extends Comparable> = { incident: C; score: number; because: Likeness[] };

/** More than three are not read while something is down. */
const MOST_SIMILAR = 3;

// The same alert says most. A component says more the fewer incidents touch it: from 1, when all do, up to 3. Words add
// what neither knows ("certificate", "deploy"). The hour of the week only tells apart what is alike already.
const ALERT = 4;
const COMPONENT_BASE = 1;
const COMPONENT_RARITY = 2;
const COMPONENTS_MOST = 5;
const WORD = 1;
const WORDS_MOST = 3;
const SAME_HOUR = 0.5;
/** One common component with nothing else in common, or one shared word, is no likeness. */
const ENOUGH = 2;

/**
 * The incidents that are most like one, best first, each with the reasons in words' order: alert, components, title, hour.
 * @param others earlier incidents: also what rarity is measured by. The incident itself must not be among them.
 */
export function mostSimilar<C extends Comparable>(one: Comparable, others: readonly C[]): Similar<C>[] {
  const touching = new Map<string, number>();
  for (const other of others)
    for (const key of new Set(other.components)) touching.set(key, (touching.get(key) ?? 0) + 1);
  const weight = (key: string) => COMPONENT_BASE + COMPONENT_RARITY * (1 - (touching.get(key) ?? 0) / others.length);
  const words = wordsOf(one.title);
  const hour = hourOfWeek(one.startedAt);
  return others
    .map((incident) => compare(incident))
    .filter(({ score }) => score >= ENOUGH)
    .sort((a, b) => b.score - a.score || b.incident.startedAt.getTime() - a.incident.startedAt.getTime())
    .slice(0, MOST_SIMILAR);

  function compare(incident: C): Similar<C> {
    const because: Likeness[] = [];
    let score = 0;
    if (one.alertName !== null && incident.alertName === one.alertName) {
      score += ALERT;
      because.push({ kind: "alert", name: one.alertName });
    }
    const shared = [...new Set(one.components)].filter((key) => incident.components.includes(key));
    shared.sort((a, b) => weight(b) - weight(a));
    score += Math.min(
      COMPONENTS_MOST,
      shared.reduce((sum, key) => sum + weight(key), 0),
    );
    because.push(...shared.map((key) => ({ kind: "component" as const, key })));
    const theirs = wordsOf(incident.title);
    const same = [...words].filter(([stem]) => theirs.has(stem)).map(([, word]) => word);
    score += Math.min(WORDS_MOST, same.length * WORD);
    because.push(...same.map((word) => ({ kind: "title" as const, word })));
    const apart = Math.abs(hourOfWeek(incident.startedAt) - hour);
    if (score > 0 && Math.min(apart, 168 - apart) <= 1) {
      score += SAME_HOUR;
      because.push({ kind: "hour" });
    }
    return { incident, score, because };
  }
}

/** Hours since Monday 00:00 in Helsinki, 0 to 167. */
function hourOfWeek(at: Date): number {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO("Europe/Helsinki");
  return (local.dayOfWeek - 1) * 24 + local.hour;
}

// Words that stand in any title: small ones of the three languages, what every incident is called, and its impact, which the
// components' likeness is not about.
const stopWords = new Set(
  `a an and are as at be but by for from has have in is it its no not of on or out over since some the to up was were when with
   ja tai on ei ovat oli olivat kun että sekä ilman mutta myös jos vain joka osa osalla
   och eller en ett i på av för med utan är var inte som till från det den de har
   slow down hidas hitaasti alhaalla poikki långsam långsamt nere
   incident incidents problem problems issue issues häiriö häiriöitä ongelma ongelmia vika störning fel`.split(/\s+/),
);

const endings =
  /(?:issa|issä|ista|istä|illa|illä|ilta|iltä|ille|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|iin|een|ien|jen|den|erna|arna|orna|ings|ing|ed|es|en|et|ar|er|or|in|it|s|t|n|[aeiouyåäö])$/u;
const SHORTEST_STEM = 4;
/** Long Finnish words differ from here on by their case and number only, nearly always. */
const LONGEST_STEM = 7;

/** A rough stem, the same for the usual forms of a word in English, Finnish and Swedish; it is compared, never shown. */
export function stem(word: string): string {
  let left = word;
  for (;;) {
    const shorter = left.replace(endings, "").replace(/(.)\1$/u, "$1");
    if (shorter === left || shorter.length < SHORTEST_STEM) return left.slice(0, LONGEST_STEM);
    left = shorter;
  }
}

/** The words of a title that say something: stem to the word as written, in lower case. */
function wordsOf(title: string): Map<string, string> {
  const words = title
    .normalize("NFC")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 3 && !stopWords.has(word));
  return new Map(words.map((word) => [stem(word), word]));
}
