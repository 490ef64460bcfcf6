import { truthOf } from "./effects.ts";
import type { Customer, Slot, World } from "./world.ts";

/** A ticket as it could come in, and which answers to it are right. */
export type Scenario = {
  world: World;
  slot: Slot;
  customer: Customer;
  /** Named in half of the tickets about a page. */
  page: string | null;
  /** The main cause; more than one where the truth itself is nearly even. `none` and `not_enough_data` are answers. */
  right: string[];
  /** All that contribute, with their shares. */
  shares: Record<string, number>;
};

/** Nobody could tell whether a little more is abnormal: such tickets are not asked. */
const FELT_FROM = { seconds: 0.25, ofNormal: 0.25 };
const NOTHING_SECONDS = 0.02;
/** Two causes whose shares differ by less are both the main one. */
const EVEN = 0.1;

/** One ticket for each customer and slot. */
export function scenariosOf(world: World): Scenario[] {
  const asked = world.customers.filter(({ isBulk }) => !isBulk);
  return world.slots.flatMap((slot) =>
    asked.flatMap((customer, i): Scenario[] => {
      const page = slot.event?.cause === "page" && i % 2 === 0 ? slot.event.subject : null;
      const { shares, excessSeconds, normalSeconds } = truthOf(world, customer, slot, page);
      const scenario = { world, slot, customer, page, shares };
      if (customer.browserPerMinute < 0.1) return [{ ...scenario, right: ["not_enough_data"] }];
      if (excessSeconds < NOTHING_SECONDS) return [{ ...scenario, page: null, shares: {}, right: ["none"] }];
      if (excessSeconds < Math.max(FELT_FROM.seconds, FELT_FROM.ofNormal * normalSeconds)) return [];
      const most = Math.max(...Object.values(shares));
      return [{ ...scenario, right: Object.keys(shares).filter((cause) => shares[cause]! >= most - EVEN) }];
    }),
  );
}

/** What an answer says, in the words of the scenarios. */
export type Given = { main: string; confidence: string | null; all: { cause: string; share: number }[] };

export type Judged = {
  asked: number;
  right: number;
  /** Wrong, and sure of it. */
  confidentWrong: number;
  /** Of the second causes with three tenths or more of the excess, those that the answer names too. */
  seconds: { there: number; named: number };
  /** True main cause -> what was answered -> how often. */
  confusion: Map<string, Map<string, number>>;
  misses: { scenario: Scenario; given: Given }[];
};

export function judge(answers: readonly { scenario: Scenario; given: Given }[]): Judged {
  const judged: Judged = {
    asked: answers.length,
    right: 0,
    confidentWrong: 0,
    seconds: { there: 0, named: 0 },
    confusion: new Map(),
    misses: [],
  };
  for (const { scenario, given } of answers) {
    const { right, shares } = scenario;
    const isRight = right.includes(given.main);
    const truth = isRight ? given.main : right.reduce((a, b) => ((shares[a] ?? 0) >= (shares[b] ?? 0) ? a : b));
    const row = judged.confusion.get(truth) ?? new Map<string, number>();
    judged.confusion.set(truth, row.set(given.main, (row.get(given.main) ?? 0) + 1));
    if (isRight) judged.right += 1;
    else judged.misses.push({ scenario, given });
    if (!isRight && given.confidence === "high") judged.confidentWrong += 1;
    for (const [cause, share] of Object.entries(shares)) {
      if (cause === given.main || share < 0.3 || !isRight) continue;
      judged.seconds.there += 1;
      if (given.all.some((named) => named.cause === cause)) judged.seconds.named += 1;
    }
  }
  return judged;
}

/** One line for a miss, with what it takes to make it again. */
export function missInWords({ scenario: { world, slot, customer, shares, right }, given }: Judged["misses"][number]) {
  const rounded = (of: Record<string, number>) =>
    Object.entries(of)
      .map(([cause, share]) => `${cause} ${share.toFixed(2)}`)
      .join(", ") || "nothing";
  const said = rounded(Object.fromEntries(given.all.map(({ cause, share }) => [cause, share])));
  return `seed ${world.seed}, slot ${slot.index}, customer ${customer.id}${customer.hasRum ? "" : " (no real users)"}: ${right.join(" or ")} [${rounded(shares)}], answered ${given.main} (${given.confidence}) [${said}]`;
}

/** The confusion matrix as text: a row for each true main cause, a column for each answer. */
export function confusionInWords({ confusion }: Judged): string {
  const answers = [...new Set([...confusion.values()].flatMap((row) => [...row.keys()]))].sort();
  const width = Math.max(...answers.map((name) => name.length), 4) + 1;
  const line = (name: string, cells: (string | number)[]) =>
    name.padEnd(17) + cells.map((cell) => String(cell).padStart(width)).join("");
  const rows = [...confusion].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    line("true / answered", answers),
    ...rows.map(([truth, row]) =>
      line(
        truth,
        answers.map((answer) => row.get(answer) ?? "."),
      ),
    ),
  ].join("\n");
}
