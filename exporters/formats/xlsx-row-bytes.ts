/** Bytes after which the rows so far are handed on. */
const PORTION = 64 * 1024;

/** A place for the bytes of rows, used over and over. */
export class RowBytes {
  #bytes = Buffer.allocUnsafe(2 * PORTION);
  #used = 0;

  /** Hands on what is there, if it is much or `most` more bytes would not fit; after this they do. */
  makeRoom(most: number, write: (rows: Buffer) => void): void {
    if (this.#used <= PORTION && this.#used + most <= this.#bytes.length) return;
    this.handOn(write);
    if (most > this.#bytes.length) this.#bytes = Buffer.allocUnsafe(most);
  }

  /** @param write may use the bytes until it returns */
  handOn(write: (rows: Buffer) => void): void {
    if (this.#used > 0) write(this.#bytes.subarray(0, this.#used));
    this.#used = 0;
  }

  put(piece: Uint8Array): void {
    const bytes = this.#bytes;
    let at = this.#used;
    for (let i = 0; i < piece.length; i++) bytes[at++] = piece[i]!;
    this.#used = at;
  }

  putByte(byte: number): void {
    this.#bytes[this.#used++] = byte;
  }

  /** A string that stands for bytes, one character each. */
  putText(piece: string): void {
    this.#used += this.#bytes.write(piece, this.#used, "latin1");
  }
}
