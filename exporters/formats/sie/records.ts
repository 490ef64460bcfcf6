import { crc32 } from "node:zlib";

/** What stands without quotation marks: numbers, dates, amounts, most codes. */
const BARE = /^[A-Za-z0-9.-]+$/;
const LINE_END = "\r\n";

/** So large that few checksums are begun, so small that the strings stay short. */
const DIGEST_AT = 65_536;

/**
 * The records of a SIE file as bytes, one character each, with the sum for `#KSUMMA`: CRC-32 over labels and fields one after
 * another, without separators, quotation marks, the braces of object lists and line ends.
 */
export class SieRecords {
  #out = "";
  #summed = "";
  #crc = 0;
  #bytes = Buffer.allocUnsafe(2 * DIGEST_AT);

  /** A record's label, with its `#`. */
  begin(label: string): this {
    this.#out += label;
    this.#summed += label;
    return this;
  }

  /** A number, a date, an amount or a code. An empty one keeps its place. */
  code(value: string): this {
    this.#out += BARE.test(value) ? ` ${value}` : ` ${quoted(value)}`;
    this.#summed += value;
    return this;
  }

  text(value: string): this {
    this.#out += ` ${quoted(value)}`;
    this.#summed += value;
    return this;
  }

  /** Pairs of a dimension's number and an object's code, one after another. */
  objects(list: readonly string[]): this {
    let inside = "";
    for (let i = 0; i < list.length; i += 2) {
      inside += `${i > 0 ? " " : ""}${list[i]!} ${quoted(list[i + 1]!)}`;
      this.#summed += list[i]! + list[i + 1]!;
    }
    this.#out += ` {${inside}}`;
    return this;
  }

  end(): void {
    this.#out += LINE_END;
    if (this.#summed.length > DIGEST_AT) this.#digest();
  }

  /** The line that opens or closes a voucher's rows. */
  brace(brace: "{" | "}"): void {
    this.#out += brace + LINE_END;
  }

  /** `#KSUMMA` before the first record of the sum. */
  beginSum(): void {
    this.#out += `#KSUMMA${LINE_END}`;
    this.#summed = "";
    this.#crc = 0;
  }

  endSum(): void {
    this.#digest();
    this.#out += `#KSUMMA ${this.#crc}${LINE_END}`;
  }

  /** What was written since the last call. */
  take(): string {
    const out = this.#out;
    this.#out = "";
    return out;
  }

  #digest(): void {
    if (this.#bytes.length < this.#summed.length) this.#bytes = Buffer.allocUnsafe(this.#summed.length * 2);
    const length = this.#bytes.write(this.#summed, "latin1");
    this.#crc = crc32(this.#bytes.subarray(0, length), this.#crc);
    this.#summed = "";
  }
}

const quoted = (value: string): string => (value.includes('"') ? `"${value.replaceAll('"', '\\"')}"` : `"${value}"`);
