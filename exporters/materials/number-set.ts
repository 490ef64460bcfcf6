const PAGE_BITS = 16;

/** Whole numbers from 0 to 2³² - 1, a bit for each: a set of strings takes a hundred bytes for each. */
export class NumberSet {
  #pages = new Map<number, Uint8Array>();

  add(number: number): void {
    let page = this.#pages.get(number >>> PAGE_BITS);
    if (!page) {
      page = new Uint8Array(2 ** PAGE_BITS / 8);
      this.#pages.set(number >>> PAGE_BITS, page);
    }
    const at = number & (2 ** PAGE_BITS - 1);
    page[at >>> 3]! |= 1 << (at & 7);
  }

  has(number: number): boolean {
    const page = this.#pages.get(number >>> PAGE_BITS);
    const at = number & (2 ** PAGE_BITS - 1);
    return page !== undefined && (page[at >>> 3]! & (1 << (at & 7))) !== 0;
  }
}
