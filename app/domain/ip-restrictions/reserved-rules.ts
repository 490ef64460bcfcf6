import { type Address, bitsOf, readAddress } from "./address-rules.ts";

/** Networks from which nobody comes over the internet (IANA's special-purpose registries, RFC 6890), and what each is for. */
export type ReservedKind =
  | "unspecified"
  | "private"
  | "cgnat"
  | "loopback"
  | "link_local"
  | "documentation"
  | "multicast"
  | "translation"
  | "reserved";

export type Reserved = { network: string; kind: ReservedKind; family: 4 | 6; prefix: number; value: bigint };

const reserved = (network: string, kind: ReservedKind): Reserved => {
  const [address = "", prefix] = network.split("/");
  const { family, value } = readAddress(address) as Address;
  return { network, kind, family, prefix: Number(prefix), value };
};

/** The narrower first, so that the reason that is said is the nearest. */
export const reservedNetworks: readonly Reserved[] = [
  reserved("255.255.255.255/32", "reserved"),
  reserved("192.0.0.0/24", "reserved"),
  reserved("192.0.2.0/24", "documentation"),
  reserved("192.88.99.0/24", "translation"),
  reserved("198.51.100.0/24", "documentation"),
  reserved("203.0.113.0/24", "documentation"),
  reserved("169.254.0.0/16", "link_local"),
  reserved("192.168.0.0/16", "private"),
  reserved("198.18.0.0/15", "reserved"),
  reserved("172.16.0.0/12", "private"),
  reserved("100.64.0.0/10", "cgnat"),
  reserved("0.0.0.0/8", "unspecified"),
  reserved("10.0.0.0/8", "private"),
  reserved("127.0.0.0/8", "loopback"),
  reserved("224.0.0.0/4", "multicast"),
  reserved("240.0.0.0/4", "reserved"),
  reserved("::/128", "unspecified"),
  reserved("::1/128", "loopback"),
  reserved("64:ff9b::/96", "translation"),
  reserved("64:ff9b:1::/48", "translation"),
  reserved("2001:db8::/32", "documentation"),
  reserved("2001::/23", "reserved"),
  reserved("3fff::/20", "documentation"),
  reserved("2002::/16", "translation"),
  reserved("fe80::/10", "link_local"),
  reserved("fec0::/10", "private"),
  reserved("ff00::/8", "multicast"),
  reserved("fc00::/7", "private"),
  // What is global is all of 2000::/3 and nothing else (RFC 4291, 2.4).
  reserved("4000::/2", "reserved"),
  reserved("8000::/1", "reserved"),
  reserved("::/3", "reserved"),
];

export const reservedWords: Record<ReservedKind, string> = {
  unspecified: "is nobody's address",
  private: "is a private network: the service sees the address of the customer's internet connection instead",
  cgnat: "is shared inside an operator's network: the service sees the operator's public address instead",
  loopback: "is each computer's own address",
  link_local: "is used between neighbours on one cable only",
  documentation: "is for examples in documentation and belongs to nobody",
  multicast: "is for sending to many, nobody comes from it",
  translation: "stands for other addresses that are translated: give those",
  reserved: "is reserved, nobody comes from it",
};

/** The reserved network that shares addresses with this one; the documentation's only where they are not allowed. */
export function reservedIn(
  network: { family: 4 | 6; value: bigint; prefix: number },
  { documentation }: { documentation: boolean },
): Reserved | null {
  return (
    reservedNetworks.find((other) => {
      if (other.family !== network.family || (documentation && other.kind === "documentation")) return false;
      const shift = BigInt(bitsOf(other.family) - Math.min(other.prefix, network.prefix));
      return other.value >> shift === network.value >> shift;
    }) ?? null
  );
}
