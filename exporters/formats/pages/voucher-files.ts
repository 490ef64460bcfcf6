/**
 * The files of vouchers by voucher, packed: they come in the order of their folders and are asked for in the order of the
 * journal. Takes the length of each address and 12 bytes, where a map would take 200.
 */
export class VoucherFiles {
  #seqs = new Int32Array(1024);
  #ends = new Uint32Array(1024);
  #names = Buffer.allocUnsafe(64 * 1024);
  #count = 0;
  #order: Uint32Array | null = null;
  #at = 0;

  add(seq: number, href: string): void {
    const start = this.#count === 0 ? 0 : this.#ends[this.#count - 1]!;
    const bytes = Buffer.byteLength(href);
    if (this.#count === this.#seqs.length) {
      this.#seqs = grown(this.#seqs, new Int32Array(this.#count * 2));
      this.#ends = grown(this.#ends, new Uint32Array(this.#count * 2));
    }
    if (start + bytes > this.#names.length) {
      const larger = Buffer.allocUnsafe((start + bytes) * 2);
      this.#names.copy(larger, 0, 0, start);
      this.#names = larger;
    }
    this.#names.write(href, start);
    this.#seqs[this.#count] = seq;
    this.#ends[this.#count++] = start + bytes;
  }

  get count(): number {
    return this.#count;
  }

  /** Addresses of a voucher's files. Vouchers are asked for in the order of seq, each as often as wanted. */
  of(seq: number): string[] {
    // Ties keep the order in which they came.
    this.#order ??= Uint32Array.from({ length: this.#count }, (_, i) => i).sort(
      (a, b) => this.#seqs[a]! - this.#seqs[b]! || a - b,
    );
    while (this.#at < this.#count && this.#seqs[this.#order[this.#at]!]! < seq) this.#at++;
    const hrefs: string[] = [];
    for (let i = this.#at; i < this.#count; i++) {
      const file = this.#order[i]!;
      if (this.#seqs[file] !== seq) break;
      hrefs.push(this.#names.toString("utf8", file === 0 ? 0 : this.#ends[file - 1]!, this.#ends[file]!));
    }
    return hrefs;
  }
}

function grown<T extends Int32Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
