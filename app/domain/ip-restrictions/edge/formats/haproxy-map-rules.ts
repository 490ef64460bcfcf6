import { type ArtefactContent, sortedIds } from "../artefact-rules.ts";
import { storedNetwork } from "../../network-rules.ts";

/**
 * One map for HAProxy's `map_beg`, which finds the longest entry that a key begins with: the key is the customer's id, a slash,
 * and the address as 32 hexadecimal digits (IPv4 as mapped IPv6). Who has a list has the entry `id/ refused`, which every
 * address of that customer falls back to; each of its networks has longer ones, whose value is the network. Who has none has no
 * entry at all. One look-up decides, and one commit of the map replaces everything at once.
 * @returns the map's entries, `key value`, sorted; without duplicates
 */
export function haproxyEntries(content: ArtefactContent): string[] {
  const entries = new Map<string, string>();
  for (const id of sortedIds(content)) {
    const key = `${id}/`;
    entries.set(key, "refused");
    const networks = content.customers[id]!.map(storedNetwork).sort((a, b) => a.prefix - b.prefix);
    // Where the digits of two networks are the same, the narrower is the one that is named.
    for (const network of networks) for (const digits of digitsOf(network)) entries.set(key + digits, network.text);
  }
  return [...entries].map(([key, value]) => `${key} ${value}`).sort();
}

const MAPPED = 0xffffn << 32n;
const HEX_BITS = 4n;

/** The hexadecimal beginnings that together are the network: up to eight where its prefix is no multiple of four bits. */
function digitsOf(network: { family: 4 | 6; prefix: number; value: bigint }): string[] {
  const value = network.family === 4 ? MAPPED | network.value : network.value;
  const prefix = BigInt(network.family === 4 ? network.prefix + 96 : network.prefix);
  const digits = (prefix + HEX_BITS - 1n) / HEX_BITS;
  const first = value >> (128n - digits * HEX_BITS);
  const count = 1 << Number(digits * HEX_BITS - prefix);
  return Array.from({ length: count }, (_, i) =>
    (first + BigInt(i)).toString(16).toUpperCase().padStart(Number(digits), "0"),
  );
}
