import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { expect, test } from "vitest";
import { addressText, clientAddress } from "#app/domain/ip-restrictions/address-rules.ts";
import { parseNetworkLines } from "#app/domain/ip-restrictions/network-lines-rules.ts";
import {
  contains,
  networkWarnings,
  networkWith,
  overlaps,
  parseNetwork,
  storedNetwork,
} from "#app/domain/ip-restrictions/network-rules.ts";
import { testDatabase } from "#tests/setup/database.ts";

const database = await testDatabase();
const demo = { documentation: true };

const read = (text: string, rules = demo) => {
  const result = parseNetwork(text, rules);
  return result.ok ? result.network.text : `${result.fault.code}@${result.fault.at}`;
};

test.each([
  ["198.51.100.0/24", "198.51.100.0/24"],
  ["  8.8.8.8 ", "8.8.8.8/32"],
  ["8.8.8.8/32", "8.8.8.8/32"],
  ["2001:DB8:0:0:0:0:0:0/32", "2001:db8::/32"],
  ["2001:db8::1", "2001:db8::1/128"],
  ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1/128"],
  ["2001:0:0:1:0:0:0:1", "reserved@0"],
  ["2a00:0:0:1:0:0:0:1", "2a00:0:0:1::1/128"],
  ["2a00:db8:0:0:1:0:0:1", "2a00:db8::1:0:0:1/128"],
  ["2a00::192.0.2.33", "2a00::c000:221/128"],
  ["2a00:1:2:3:4:5:6::", "2a00:1:2:3:4:5:6:0/128"],
])("%s is %s", (text, network) => expect(read(text)).toBe(network));

test.each([
  ["", "empty@0"],
  ["010.0.0.1", "leading_zero@0"],
  ["8.8.08.8", "leading_zero@4"],
  ["8.8.8", "octets@0"],
  ["10.1", "octets@0"],
  ["134744072", "octets@0"],
  ["0x7f.0.0.1", "characters@1"],
  ["8.8.8.256", "octet@6"],
  ["8.8.8.8.8", "octets@0"],
  ["8.8.8.", "octets@6"],
  ["8.8.8.8/33", "prefix@8"],
  ["8.8.8.0/024", "prefix@8"],
  ["8.8.8.0/", "prefix@8"],
  ["8.8.8.0/255.255.255.0", "prefix@8"],
  ["8.8.8.0/24/24", "prefix@8"],
  ["8.8.8.0/+24", "prefix@8"],
  ["8.8.8.0/24x", "prefix@8"],
  ["8.8.8.8 x", "characters@7"],
  ["8.8.8.8-9", "characters@7"],
  ["٨.8.8.8", "not_ascii@0"],
  ["8.8.8.８", "not_ascii@6"],
  ["8.8.8.0/２4", "not_ascii@8"],
  ["2a00：：1", "not_ascii@4"],
  ["2a00::1%eth0", "zone@7"],
  ["fe80::1%25eth0", "zone@7"],
  ["2a00::1::2", "groups@7"],
  ["2a00:1:2:3:4:5:6", "groups@0"],
  ["2a00:1:2:3:4:5:6:7::", "groups@18"],
  ["2a00:12345::", "groups@5"],
  [":1:2:3:4:5:6:7", "groups@0"],
  [":::", "groups@1"],
  ["2a00::192.0.02.33", "leading_zero@12"],
  ["192.0.2.33::", "groups@0"],
  ["::ffff:8.8.8.8", "mapped@0"],
  ["::ffff:808:808", "mapped@0"],
  ["8.8.8.8/24", "host_bits@0"],
  ["2a00::1/64", "host_bits@0"],
  ["0.0.0.0/0", "whole_world@7"],
  ["::/0", "whole_world@2"],
  ["8.0.0.0/8", "too_wide@7"],
  ["2a00::/12", "too_wide@6"],
  ["10.1.0.0/16", "reserved@0"],
  ["172.16.0.0/12", "reserved@0"],
  ["192.168.1.0/24", "reserved@0"],
  ["100.64.3.2", "reserved@0"],
  ["127.0.0.1", "reserved@0"],
  ["169.254.169.254", "reserved@0"],
  ["224.0.0.5", "reserved@0"],
  ["255.255.255.255", "reserved@0"],
  ["192.128.0.0/9", "reserved@0"],
  ["::1", "reserved@0"],
  ["fe80::1", "reserved@0"],
  ["fd00::/8", "reserved@0"],
  ["ff02::1", "reserved@0"],
  ["64:ff9b::808:808", "reserved@0"],
  ["2002:808:808::/48", "reserved@0"],
])("%s is refused: %s", (text, fault) => expect(read(text)).toBe(fault));

test("a list as long as a form can be is told so at once, and so is a form full of faults", () => {
  const now = new Date("2026-11-23T08:00:00Z");
  const many = Array.from({ length: 8000 }, (_, i) => `193.166.${i >> 8}.${i & 255},a`).join("\n");
  const read = parseNetworkLines(many, { now });
  expect(read.lines).toHaveLength(101);
  expect(read.faults).toEqual([{ line: 101, at: 0, message: expect.stringContaining("at most 100 networks") }]);
  expect(parseNetworkLines("x\n".repeat(50_000), { now }).faults).toHaveLength(100);
});

test("examples' networks are customers' in the demo only", () => {
  for (const text of ["192.0.2.0/24", "198.51.100.7", "203.0.113.0/25", "2001:db8:1::/48"]) {
    expect(read(text)).not.toContain("@");
    expect(read(text, { documentation: false })).toBe("reserved@0");
  }
});

test("host bits: the network that was probably meant is named, and so is the single address", () => {
  const result = parseNetwork("8.8.4.4/24");
  expect(result.ok === false && result.fault).toEqual({
    code: "host_bits",
    at: 0,
    meant: "8.8.4.0/24",
    message:
      "With /24 the network begins at 8.8.4.0. Write 8.8.4.0/24 for the whole network, or 8.8.4.4 alone for the one address.",
  });
});

test("which contains which, and what is wide, is said by name", () => {
  const networks = ["8.8.0.0/15", "8.8.8.0/24", "8.8.8.8", "8.8.8.8/32", "2a00::/20"].map((text) => {
    const result = parseNetwork(text);
    if (!result.ok) throw new Error(text);
    return result.network;
  });
  expect(overlaps(networks)).toEqual([
    { kind: "contains", outer: 0, inner: 1 },
    { kind: "contains", outer: 0, inner: 2 },
    { kind: "contains", outer: 0, inner: 3 },
    { kind: "contains", outer: 1, inner: 2 },
    { kind: "contains", outer: 1, inner: 3 },
    { kind: "duplicate", outer: 2, inner: 3 },
  ]);
  expect(networkWarnings(networks.slice(0, 2))).toEqual([
    "8.8.0.0/15 is wide: 131\u202f072 addresses, rarely all of one customer. Ask for the networks that are used.",
    "8.8.0.0/15 contains 8.8.8.0/24: the narrower one changes nothing while the wider one is valid.",
  ]);
  expect(networkWarnings([networks[4]!])[0]).toContain("2^108 addresses");
  expect(networkWith(networks, clientAddress("8.8.8.9")!)?.text).toBe("8.8.8.0/24");
});

test("who is at the door: IPv4 that a socket wrote as IPv6 is IPv4; what is no address is nobody", () => {
  expect(clientAddress("::ffff:8.8.8.8")).toEqual({ family: 4, value: 0x08080808n });
  for (const text of ["", "unknown", "8.8.8.8, 9.9.9.9", "010.0.0.1", "fe80::1%eth0", "8.8.8.8:443", "[2a00::1]"])
    expect(clientAddress(text)).toBeNull();
});

const four = fc.tuple(
  fc.constant(4 as const),
  fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }),
  fc.integer({ min: 9, max: 32 }),
);
const six = fc.tuple(
  fc.constant(6 as const),
  fc
    .array(fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 0xffffn })), { minLength: 7, maxLength: 7 })
    .map((groups) => groups.reduce((value, group) => (value << 16n) | group, 0x2a00n)),
  fc.integer({ min: 17, max: 128 }),
);
const masked = fc.oneof(four, six).map(([family, value, prefix]) => {
  const shift = BigInt((family === 4 ? 32 : 128) - prefix);
  return { family, value: (value >> shift) << shift, prefix };
});

test("what is written reads back as itself, and another library and Postgres write and read it alike", async () => {
  const written: string[] = [];
  fc.assert(
    fc.property(masked, ({ family, value, prefix }) => {
      const text = `${addressText({ family, value })}/${prefix}`;
      expect(storedNetwork(text)).toEqual({ text, family, prefix, value });
      const parsed = parseNetwork(text, demo);
      if (parsed.ok) expect(parsed.network.text).toBe(text);
      const [address, bits] = ipaddr.parseCIDR(text);
      expect(bits).toBe(prefix);
      expect(BigInt(`0x${Buffer.from(address.toByteArray()).toString("hex")}`)).toBe(value);
      if (family === 6) expect((address as ipaddr.IPv6).toRFC5952String()).toBe(addressText({ family, value }));
      written.push(text);
    }),
    { numRuns: 500 },
  );
  const [row] = await database.sql`
    select count(*)::int as wrong from unnest(${written}::text[]) as t (given) where given::cidr::text <> given`;
  expect(row!.wrong).toBe(0);
});

test("containment is what Postgres says of <<=, for 2000 pairs near each other", async () => {
  const pairs = fc.sample(
    fc.tuple(masked, fc.integer({ min: 0, max: 128 }), fc.bigInt({ min: 0n, max: (1n << 128n) - 1n })),
    2000,
  );
  const cases = pairs.map(([outer, flipped, noise]) => {
    const bits = outer.family === 4 ? 32 : 128;
    // Beside the network or inside it: one bit is another, and what is below it is anything.
    const below = BigInt(bits - (flipped % (bits + 1)));
    const value = outer.value ^ (below === BigInt(bits) ? 0n : 1n << below) ^ (noise & ((1n << below) - 1n));
    const clipped = value & ((1n << BigInt(bits)) - 1n);
    return {
      outer: `${addressText(outer)}/${outer.prefix}`,
      inner: addressText({ family: outer.family, value: clipped }),
    };
  });
  const rows = await database.sql`
    select (i::inet <<= o::cidr) as inside
      from unnest(${cases.map((c) => c.outer)}::text[], ${cases.map((c) => c.inner)}::text[]) with ordinality t (o, i, n) order by n`;
  const ours = cases.map(({ outer, inner }) => contains(storedNetwork(outer), clientAddress(inner)!));
  expect(ours).toEqual(rows.map((row) => row.inside));
  expect(new Set(ours)).toEqual(new Set([true, false]));
});
