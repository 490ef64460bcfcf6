import { rowsOf } from "../copy-text.ts";

/** Rows of a page: enough to be worth a page, few enough to open at once on any machine. */
export const PAGE_ROWS = 400;
/** A voucher's own row and the space around it weigh as much as this many lines. */
const HEAD_ROWS = 2;

/**
 * Which page a voucher's line is on, for a year of any size: only where each page begins is held. A voucher is on one page,
 * unless it alone has more lines than a page holds.
 */
export class VoucherPlan {
  readonly #seqs: number[] = [];
  readonly #lines: number[] = [];

  get pages(): number {
    return this.#seqs.length;
  }

  /** Pages are begun in the order of (seq, line); 0 stands for a voucher's beginning. */
  begin(seq: number, line: number): void {
    this.#seqs.push(seq);
    this.#lines.push(line);
  }

  /** The page, from 0. Fast where the places asked for follow each other. */
  cursor(): (seq: number, line: number) => number {
    let page = 0;
    const before = (p: number, seq: number, line: number) =>
      this.#seqs[p]! < seq || (this.#seqs[p] === seq && this.#lines[p]! <= line);
    return (seq, line) => {
      if (!before(page, seq, line)) page = 0;
      while (page + 1 < this.#seqs.length && before(page + 1, seq, line)) page++;
      return page;
    };
  }
}

export const pageName = (page: number): string => `${String(page + 1).padStart(4, "0")}.html`;

/**
 * @param counts COPY rows of (seq, lines), by seq
 * @param breaks for a voucher of more lines than a page: the line numbers with which its further pages begin
 */
export async function planVouchers(
  counts: AsyncIterable<string>,
  breaks: (seqs: readonly number[]) => Promise<ReadonlyMap<number, readonly number[]>>,
): Promise<VoucherPlan> {
  const plan = new VoucherPlan();
  const starts: { seq: number; long: boolean }[] = [];
  let used = Number.POSITIVE_INFINITY;
  for await (const block of counts)
    for (const row of rowsOf(block)) {
      const tab = row.indexOf("\t");
      const seq = Number(row.slice(0, tab));
      const lines = Number(row.slice(tab + 1));
      const long = lines > PAGE_ROWS;
      if (long || used + lines + HEAD_ROWS > PAGE_ROWS + HEAD_ROWS) {
        starts.push({ seq, long });
        used = 0;
      }
      used = long ? Number.POSITIVE_INFINITY : used + lines + HEAD_ROWS;
    }
  const long = starts.filter((s) => s.long).map((s) => s.seq);
  const further = long.length > 0 ? await breaks(long) : new Map<number, readonly number[]>();
  for (const { seq } of starts) {
    plan.begin(seq, 0);
    for (const line of further.get(seq) ?? []) plan.begin(seq, line);
  }
  return plan;
}
