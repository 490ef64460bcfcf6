import { bytesOfText, copyRow } from "../copy-text.ts";
import { FolderNames } from "../file-names.ts";
import { address } from "../html.ts";

type Place = { folder: string; href: string; seqs: number[]; lines: number[]; at: number };

/** The name of a whole account's page, or of the list of its pages. */
export const ACCOUNT_INDEX = "index.html";

/**
 * Where each account's pages are, and on which of them an entry is: what voucher pages link back to. It holds each page's
 * beginning, not its entries.
 */
export class AccountPlaces {
  readonly #places = new Map<string, Place>();
  readonly #byBytes = new Map<string, Place>();

  /** @param accounts numbers of the accounts that have pages, in their order */
  constructor(accounts: readonly string[]) {
    const names = new FolderNames();
    for (const number of accounts) {
      const folder = names.claim(number);
      const place = { folder, href: bytesOfText(address(folder)), seqs: [], lines: [], at: 0 };
      this.#places.set(number, place);
      this.#byBytes.set(copyRow([number]).slice(0, -1), place);
    }
  }

  folder(account: string): string | undefined {
    return this.#places.get(account)?.folder;
  }

  /** An account of several pages begins another one. @param account as COPY writes it */
  begin(account: string, seq: number, line: number): void {
    const place = this.#byBytes.get(account)!;
    place.seqs.push(seq);
    place.lines.push(line);
  }

  /** `1910/0002.html`. Entries of one account are asked for in their order. @param account as COPY writes it */
  page(account: string, seq: number, line: number): string {
    const place = this.#byBytes.get(account)!;
    const { seqs, lines } = place;
    if (seqs.length === 0) return `${place.href}/${ACCOUNT_INDEX}`;
    const begun = (p: number) => seqs[p]! < seq || (seqs[p] === seq && lines[p]! <= line);
    while (place.at + 1 < seqs.length && begun(place.at + 1)) place.at++;
    return `${place.href}/${String(place.at + 1).padStart(4, "0")}.html`;
  }
}
