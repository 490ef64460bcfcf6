/**
 * IP addresses as numbers, by a grammar of our own: what two programs read differently (010.0.0.1, 10.1, 0x7f.1) is read by
 * neither of them here. An address is as wide as its family: 32 bits or 128.
 */
export type Address = { family: 4 | 6; value: bigint };
/** Why a text is no address, and where: `at` counts UTF-16 units from the text's beginning. */
export type AddressFault = { code: "characters" | "octets" | "leading_zero" | "octet" | "groups" | "zone"; at: number };

export const bitsOf = (family: 4 | 6): number => (family === 4 ? 32 : 128);

const isFault = (read: Address | AddressFault): read is AddressFault => "code" in read;

/** Reads an address with no prefix. IPv4 is four decimal numbers without leading zeros; IPv6 is any form of RFC 4291, 2.2. */
export function readAddress(text: string): Address | AddressFault {
  const strange = /[^0-9a-f.:%]/i.exec(text);
  // A zone's name may hold anything, and is what is wrong first.
  const zone = text.indexOf("%");
  if (strange && (zone < 0 || strange.index < zone)) return { code: "characters", at: strange.index };
  if (zone >= 0) return { code: "zone", at: zone };
  return text.includes(":") ? readSix(text) : readFour(text, 0);
}

function readFour(text: string, offset: number): Address | AddressFault {
  const parts = text.split(".");
  if (parts.length !== 4) return { code: "octets", at: offset };
  let at = offset;
  let value = 0n;
  for (const part of parts) {
    if (!/^[0-9]{1,}$/.test(part)) return { code: part === "" ? "octets" : "octet", at };
    if (part.length > 1 && part.startsWith("0")) return { code: "leading_zero", at };
    if (part.length > 3 || Number(part) > 255) return { code: "octet", at };
    value = (value << 8n) | BigInt(part);
    at += part.length + 1;
  }
  return { family: 4, value };
}

function readSix(text: string): Address | AddressFault {
  const gap = text.indexOf("::");
  if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) return { code: "groups", at: text.indexOf("::", gap + 1) };
  const head = groupsOf(gap < 0 ? text : text.slice(0, gap), 0, gap < 0);
  if ("code" in head) return head;
  const tail = gap < 0 ? { groups: [] } : groupsOf(text.slice(gap + 2), gap + 2, true);
  if ("code" in tail) return tail;
  const missing = 8 - head.groups.length - tail.groups.length;
  // The two colons stand for one group at least (RFC 4291, 2.2).
  if (gap < 0 ? missing !== 0 : missing < 1) return { code: "groups", at: Math.max(gap, 0) };
  const groups = [...head.groups, ...Array.from({ length: missing }, () => 0n), ...tail.groups];
  return { family: 6, value: groups.reduce((value, group) => (value << 16n) | group, 0n) };
}

/** @param last whether an IPv4 address may stand at the end, for the last two groups */
function groupsOf(text: string, offset: number, last: boolean): { groups: bigint[] } | AddressFault {
  const groups: bigint[] = [];
  if (text === "") return { groups };
  const parts = text.split(":");
  let at = offset;
  for (const [i, part] of parts.entries()) {
    if (last && i === parts.length - 1 && part.includes(".")) {
      const four = readFour(part, at);
      if (isFault(four)) return four;
      groups.push(four.value >> 16n, four.value & 0xffffn);
    } else {
      if (!/^[0-9a-f]{1,4}$/i.test(part)) return { code: "groups", at };
      groups.push(BigInt(`0x${part}`));
    }
    at += part.length + 1;
  }
  return { groups };
}

/** As everybody writes it: IPv6 by RFC 5952 (lower case, the longest run of two or more zero groups as two colons). */
export function addressText({ family, value }: Address): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join(".");
  const groups = Array.from({ length: 8 }, (_, i) => (value >> BigInt(112 - 16 * i)) & 0xffffn);
  let run = { from: 0, length: 1 };
  for (let from = 0; from < 8; from += 1) {
    let length = 0;
    while (from + length < 8 && groups[from + length] === 0n) length += 1;
    if (length > run.length) run = { from, length };
  }
  const hex = (some: bigint[]) => some.map((group) => group.toString(16)).join(":");
  return run.length < 2
    ? hex(groups)
    : `${hex(groups.slice(0, run.from))}::${hex(groups.slice(run.from + run.length))}`;
}

const MAPPED = 0xffffn << 32n;
/** Whether an IPv6 address is an IPv4 one in disguise, `::ffff:192.0.2.1` (RFC 4291, 2.5.5.2). */
export const isMapped = ({ family, value }: Address): boolean => family === 6 && value >> 32n === 0xffffn;

/**
 * The address of somebody who is at the door, as a socket or a trusted proxy names it: a socket for both families writes IPv4
 * as mapped IPv6, which is the IPv4 address.
 * @returns null for what is no address
 */
export function clientAddress(text: string): Address | null {
  const read = readAddress(text.trim());
  if (isFault(read)) return null;
  return isMapped(read) ? { family: 4, value: read.value - MAPPED } : read;
}
