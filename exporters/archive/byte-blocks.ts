/**
 * The archive takes its files in blocks of exactly this size, so that how a source happens to cut its data leaves no trace.
 * What comes in such blocks is not copied again.
 */
export const BLOCK_BYTES = 256 * 1024;

/**
 * Gathers small pieces into blocks. A piece is copied at once, so that it dies young, or its place can be used again: held until
 * a block is full, a million lines leave a gigabyte of buffers to the garbage collector, which is in no hurry with memory that
 * is not its own.
 */
export class ByteBlocks {
  #block = Buffer.allocUnsafe(BLOCK_BYTES);
  #used = 0;

  get empty(): boolean {
    return this.#used === 0;
  }

  /** The blocks that became full. `piece` may be used again afterwards. */
  *bytes(piece: Buffer): Generator<Buffer> {
    for (let at = 0; at < piece.length; ) {
      const copied = piece.copy(this.#block, this.#used, at);
      at += copied;
      this.#used += copied;
      if (this.#used === BLOCK_BYTES) yield this.#take();
    }
  }

  /** The same of a string that stands for bytes, one character each. */
  *latin1(piece: string): Generator<Buffer> {
    for (let at = 0; at < piece.length; ) {
      const copied = this.#block.write(at === 0 ? piece : piece.slice(at), this.#used, "latin1");
      at += copied;
      this.#used += copied;
      if (this.#used === BLOCK_BYTES) yield this.#take();
    }
  }

  /** What has filled no block. */
  *rest(): Generator<Buffer> {
    if (this.#used > 0) yield this.#take();
  }

  #take(): Buffer {
    const full = this.#block.subarray(0, this.#used);
    this.#block = Buffer.allocUnsafe(BLOCK_BYTES);
    this.#used = 0;
    return full;
  }
}
