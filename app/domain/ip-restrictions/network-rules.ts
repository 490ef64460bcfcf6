import { type Address, type AddressFault, addressText, bitsOf, isMapped, readAddress } from "./address-rules.ts";
import { reservedIn, reservedWords } from "./reserved-rules.ts";

/** A network from which a customer's people may come; `text` is its one way of being written, always with its prefix. */
export type Network = { text: string; family: 4 | 6; prefix: number; value: bigint };

export type NetworkFaultCode =
  | "empty"
  | AddressFault["code"]
  | "not_ascii"
  | "prefix"
  | "host_bits"
  | "mapped"
  | "reserved"
  | "whole_world"
  | "too_wide";

export type NetworkFault = {
  code: NetworkFaultCode;
  /** For the person who typed it: what is wrong and what to do. */
  message: string;
  /** Where in the text, in UTF-16 units from its beginning. */
  at: number;
  /** The network that was probably meant. */
  meant?: string;
};

export type NetworkRules = {
  /** The networks of examples (192.0.2.0/24, 2001:db8::/32 and so on): only the demo and tests have customers there. */
  documentation?: boolean;
};

/** As wide as what IANA gives to a whole regional registry (IPv4 /8, IPv6 /12), or wider: no customer has that. */
const TOO_WIDE = { 4: 8, 6: 12 } as const;
/** Wider than this is rarely one customer's own: it is let through with a warning. */
const WIDE = { 4: 16, 6: 32 } as const;

/**
 * Reads a network or a single address, strictly: see address-rules.ts. White space around it is no part of it.
 * @returns the network in its one way of being written (IPv6 by RFC 5952), or the first thing that is wrong with it
 */
export function parseNetwork(
  text: string,
  rules: NetworkRules = {},
): { ok: true; network: Network } | { ok: false; fault: NetworkFault } {
  const start = text.length - text.trimStart().length;
  const given = text.trim();
  const fault = (code: NetworkFaultCode, at: number, message: string, meant?: string) =>
    ({ ok: false, fault: { code, at: start + at, message, ...(meant ? { meant } : {}) } }) as const;

  if (given === "") return fault("empty", 0, "Give a network such as 198.51.100.0/24, or one address.");
  const foreign = /[^\x20-\x7e]/u.exec(given);
  if (foreign)
    return fault(
      "not_ascii",
      foreign.index,
      `The character “${foreign[0]}” (U+${foreign[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}) only looks as if it belonged there. Type the network by hand.`,
    );
  const slash = given.indexOf("/");
  const read = readAddress(slash < 0 ? given : given.slice(0, slash));
  if ("code" in read) return fault(read.code, read.at, addressFaultWords[read.code]);
  const bits = bitsOf(read.family);
  const prefix = slash < 0 ? bits : prefixOf(given.slice(slash + 1), bits);
  if (prefix === null)
    return fault("prefix", slash + 1, `After the slash stands a number from 0 to ${bits}, without leading zeros.`);
  if (isMapped(read))
    return fault("mapped", 0, "This is an IPv4 address written as IPv6. Write it as IPv4.", unmapped(read, prefix));

  const shift = BigInt(bits - prefix);
  const network = networkOf({ family: read.family, value: (read.value >> shift) << shift }, prefix);
  if (prefix === 0)
    return fault(
      "whole_world",
      slash,
      "This is the whole world: it restricts nothing. Leave it out, or lift the list.",
    );
  if (network.value !== read.value)
    return fault(
      "host_bits",
      0,
      `With /${prefix} the network begins at ${addressText(network)}. Write ${network.text} for the whole network, or ${addressText(read)} alone for the one address.`,
      network.text,
    );
  const taken = reservedIn(network, { documentation: rules.documentation ?? false });
  if (taken) {
    const inside = taken.prefix <= network.prefix;
    return fault(
      "reserved",
      0,
      inside
        ? `${taken.network} ${reservedWords[taken.kind]}.`
        : `It contains ${taken.network}, which ${reservedWords[taken.kind]}. Give narrower networks.`,
    );
  }
  if (prefix <= TOO_WIDE[read.family])
    return fault(
      "too_wide",
      slash,
      `A network of /${prefix} is as large as a whole part of the world's internet. Give one narrower than /${TOO_WIDE[read.family]}.`,
    );
  return { ok: true, network };
}

const addressFaultWords: Record<AddressFault["code"], string> = {
  characters: "An address has digits and dots (IPv4), or hexadecimal digits and colons (IPv6), and nothing else.",
  octets: "An IPv4 address has four numbers with dots between them, such as 198.51.100.7.",
  leading_zero: "A number with a leading zero is read as octal by some programs. Leave the zero out.",
  octet: "Each number of an IPv4 address is from 0 to 255.",
  groups: "An IPv6 address has eight groups of one to four hexadecimal digits; :: stands once for groups of zeros.",
  zone: "A zone (%) names a cable of one computer. Give the address without it.",
};

function prefixOf(text: string, bits: number): number | null {
  if (!/^(0|[1-9][0-9]{0,2})$/.test(text)) return null;
  return Number(text) <= bits ? Number(text) : null;
}

function networkOf({ family, value }: Address, prefix: number): Network {
  return { text: `${addressText({ family, value })}/${prefix}`, family, prefix, value };
}

const unmapped = ({ value }: Address, prefix: number) =>
  `${addressText({ family: 4, value: value & 0xffff_ffffn })}${prefix > 96 && prefix < 128 ? `/${prefix - 96}` : ""}`;

/** A network that was kept, in the form that `text` has: Postgres writes `cidr` alike. @throws Error for anything else */
export function storedNetwork(text: string): Network {
  const [address = "", prefix = ""] = text.split("/");
  const read = readAddress(address);
  if ("code" in read || !/^[0-9]+$/.test(prefix)) throw new Error(`not a stored network: ${text}`);
  return networkOf(read, Number(prefix));
}

/** Whether all of the inner is in the outer; each contains itself. */
export function contains(outer: Network, inner: Network | Address): boolean {
  if (outer.family !== inner.family || ("prefix" in inner && inner.prefix < outer.prefix)) return false;
  const shift = BigInt(bitsOf(outer.family) - outer.prefix);
  return outer.value >> shift === inner.value >> shift;
}

/** The narrowest of the networks that holds the address. */
export function networkWith<N extends Network>(networks: readonly N[], address: Address): N | null {
  const holding = networks.filter((network) => contains(network, address));
  return holding.toSorted((a, b) => b.prefix - a.prefix)[0] ?? null;
}

/** How many addresses it has, in words: `256 addresses`, `2^64 addresses`. */
export function sizeWords({ family, prefix }: Pick<Network, "family" | "prefix">): string {
  const free = bitsOf(family) - prefix;
  if (free === 0) return "1 address";
  return free <= 24 ? `${String(2 ** free).replace(/\B(?=(\d{3})+$)/g, "\u202f")} addresses` : `2^${free} addresses`;
}

export type Overlap = { kind: "duplicate" | "contains"; outer: number; inner: number };

/** Which networks of a list are in others, by their places in it. Of two that are the same, the later is the inner. */
export function overlaps(networks: readonly Network[]): Overlap[] {
  const found: Overlap[] = [];
  networks.forEach((outer, o) => {
    networks.forEach((inner, i) => {
      if (o === i || !contains(outer, inner)) return;
      if (outer.prefix !== inner.prefix) found.push({ kind: "contains", outer: o, inner: i });
      else if (o < i) found.push({ kind: "duplicate", outer: o, inner: i });
    });
  });
  return found;
}

/** What somebody should look at twice before the list is proposed: wide networks, and ones that others contain already. */
export function networkWarnings(networks: readonly Network[]): string[] {
  const wide = networks.flatMap((network) =>
    network.prefix < WIDE[network.family]
      ? [
          `${network.text} is wide: ${sizeWords(network)}, rarely all of one customer. Ask for the networks that are used.`,
        ]
      : [],
  );
  const inside = overlaps(networks).flatMap(({ kind, outer, inner }) =>
    kind === "contains"
      ? [
          `${networks[outer]!.text} contains ${networks[inner]!.text}: the narrower one changes nothing while the wider one is valid.`,
        ]
      : [],
  );
  return [...wide, ...inside];
}
