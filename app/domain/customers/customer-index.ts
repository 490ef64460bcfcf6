import MiniSearch, { type Query } from "minisearch";
import { compactId, idDigits } from "./business-id-forms.ts";
import { folded, wordsOf } from "./fold-text.ts";
import { nearWords, slipsToBeginning } from "./near-words.ts";

export type IndexedCustomer = {
  businessId: string;
  name: string;
  country: string;
  /** `YYYY-MM-DD`, or null while it is a customer. */
  endedOn: string | null;
};
/** Ended ones come after the others that match as well; `today` says who has, `YYYY-MM-DD`. */
export type CustomerIndex = { find(typed: string, asked: { most: number; today: string }): IndexedCustomer[] };

export const hasEnded = ({ endedOn }: Pick<IndexedCustomer, "endedOn">, today: string): boolean =>
  endedOn !== null && endedOn <= today;

/** More words narrow nothing further, and a pasted page must not keep the process busy. */
const MOST_WORDS = 8;
const LONGEST_WORD = 40;
/** Of the best by score, which are then put in order with the others. */
const SCORED_MAX = 60;
const EQUALS_MAX = 20;
/** Shorter, nearly every name would match: then only words that begin so. */
const SHORT = 3;
/** So many digits are an id with a slip in it, and not the beginning of one. */
const WHOLE_ID = 7;
const BUILT_AT_ONCE = 500;
/** Often left out or mistaken: beside other words they decide nothing. */
const LEGAL_FORMS = new Set(
  "oy oyj ab abp ky kb ay hb tmi ry rf sr as asoy oü ou ltd osk oa inc gmbh".split(" ").map(folded),
);

type Row = { id: number; name: string; compact: string };
type Hit = { row: number; tier: number; score: number };

/** Finds customers by name or business id. Building yields to other work every 500 customers; about a second for 100,000. */
export async function buildCustomerIndex(given: readonly IndexedCustomer[]): Promise<CustomerIndex> {
  // In the order in which equals are shown, so that no search has to compare their names.
  const collator = new Intl.Collator("fi");
  const customers = given.toSorted((a, b) => collator.compare(a.name, b.name));
  const rows = customers.map(
    ({ name, businessId }, id): Row => ({ id, name: folded(name), compact: compactId(businessId) }),
  );
  const words = new Set(rows.flatMap(({ name }) => wordsOf(name)));
  // The names are folded already, once.
  const search = new MiniSearch<Row>({ fields: ["name"], tokenize: wordsOf, processTerm: (word) => word });
  await search.addAllAsync(rows, { chunkSize: BUILT_AT_ONCE });
  const names = { rows, words, search };
  return {
    find(typed, { most, today }) {
      const found = new Map<number, Hit>();
      for (const hit of [...byId(typed, rows), ...byName(typed, names, customers)])
        if (!found.has(hit.row) || found.get(hit.row)!.tier > hit.tier) found.set(hit.row, hit);
      const later = ({ row }: Hit) => (hasEnded(customers[row]!, today) ? 1 : 0);
      return [...found.values()]
        .toSorted((a, b) => a.tier - b.tier || later(a) - later(b) || b.score - a.score || a.row - b.row)
        .slice(0, most)
        .map(({ row }) => customers[row]!);
    },
  };
}

function byId(typed: string, rows: readonly Row[]): Hit[] {
  const digits = idDigits(typed);
  if (digits === null) return [];
  const hits: Hit[] = [];
  for (const { id, compact } of rows)
    if (compact.startsWith(digits)) hits.push({ row: id, tier: compact === digits ? 0 : 1, score: 0 });
  if (hits.length > 0 || digits.length < WHOLE_ID) return hits;
  for (const { id, compact } of rows) {
    const alike = Math.abs(compact.length - digits.length) <= 1 && slipsToBeginning(digits, compact, 1) <= 1;
    if (alike) hits.push({ row: id, tier: 4, score: 0 });
  }
  return hits;
}

type Names = { rows: readonly Row[]; words: ReadonlySet<string>; search: MiniSearch<Row> };

/** The same name, one that begins so, one with the words in any order, one that holds the text inside a word. */
function byName(typed: string, { rows, words, search }: Names, customers: readonly IndexedCustomer[]): Hit[] {
  const text = folded(typed).trim().replaceAll(/\s+/g, " ");
  if (text === "") return [];
  const hits: Hit[] = [];
  const short = text.length < SHORT;
  const shown = typed.trim().toLowerCase();
  const alike = new Map<string, number>();
  for (const { id, name } of rows) {
    const at = short ? beginningOfWord(name, text) : name.indexOf(text);
    if (at < 0) continue;
    const { name: written, endedOn } = customers[id]!;
    const tier = name === text ? 0 : at === 0 ? 1 : 3;
    // With its marks as they were typed, it is meant before its neighbour without them.
    const score = shown === text || written.toLowerCase().includes(shown) ? 1 : 0;
    // Of equals only the first are shown, and they come in that order.
    const kind = `${tier}${score}${endedOn ? "ended" : ""}`;
    const count = (alike.get(kind) ?? 0) + 1;
    alike.set(kind, count);
    if (count <= EQUALS_MAX) hits.push({ row: id, tier, score });
  }
  const asked = wordsOf(text).slice(0, MOST_WORDS);
  const telling = asked.filter((word) => !LEGAL_FORMS.has(word));
  const queries = telling.filter((word) => word.length > 1).map((word) => oneWord(word.slice(0, LONGEST_WORD), words));
  if (short || queries.length === 0) return hits;
  const scored = search.search({ combineWith: "AND", queries }).slice(0, SCORED_MAX);
  return [...hits, ...scored.map(({ id, score }) => ({ row: id as number, tier: 2, score }))];
}

function beginningOfWord(name: string, text: string): number {
  return name.startsWith(text) ? 0 : name.indexOf(` ${text}`);
}

/** The word, its continuations, and below them what it may be a slip of. */
function oneWord(word: string, words: ReadonlySet<string>): Query {
  const near = nearWords(word, words).filter((other) => !other.word.startsWith(word));
  return {
    combineWith: "OR",
    queries: [
      { queries: [word], prefix: true },
      ...near.map(({ word: other, slips }) => ({ queries: [other], boost: { name: slips === 1 ? 0.3 : 0.1 } })),
    ],
  };
}
