import { BlockList, isIPv4, SocketAddress } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ArtefactContent } from "#app/domain/ip-restrictions/edge/artefact-rules.ts";
import { balancerFile } from "#app/domain/ip-restrictions/edge/formats/balancer-file-rules.ts";
import { haproxyEntries } from "#app/domain/ip-restrictions/edge/formats/haproxy-map-rules.ts";

const content = {
  customers: {
    "9000022-1": ["198.51.100.7/32"],
    "9000011-7": ["192.0.2.0/26", "2001:db8:2::/47"],
    "9000033-6": [],
  },
};
const sha256 = "ab".repeat(32);

test("HAProxy's map: a customer falls back to refused, and networks are beginnings of hexadecimal addresses", () => {
  expect(balancerFile("haproxy", { version: 7, sha256, content }).split("\n")).toEqual([
    `# huolto ip-lists version=7 sha256=${sha256}`,
    "9000011-7/ refused",
    "9000011-7/00000000000000000000FFFFC000020 192.0.2.0/26",
    "9000011-7/00000000000000000000FFFFC000021 192.0.2.0/26",
    "9000011-7/00000000000000000000FFFFC000022 192.0.2.0/26",
    "9000011-7/00000000000000000000FFFFC000023 192.0.2.0/26",
    "9000011-7/20010DB80002 2001:db8:2::/47",
    "9000011-7/20010DB80003 2001:db8:2::/47",
    "9000022-1/ refused",
    "9000022-1/00000000000000000000FFFFC6336407 198.51.100.7/32",
    "9000033-6/ refused",
    "",
  ]);
});

test("nginx's file: a geo for each customer, a map to them, and which version it is", () => {
  expect(balancerFile("nginx", { version: 7, sha256, content })).toBe(`# huolto ip-lists version=7 sha256=${sha256}
geo $huolto_list_1 {
  default refused;
  192.0.2.0/26 192.0.2.0/26;
  2001:db8:2::/47 2001:db8:2::/47;
}
geo $huolto_list_2 {
  default refused;
  198.51.100.7/32 198.51.100.7/32;
}
geo $huolto_list_3 {
  default refused;
}
map $huolto_customer $huolto_entry {
  default open;
  "9000011-7" $huolto_list_1;
  "9000022-1" $huolto_list_2;
  "9000033-6" $huolto_list_3;
}
map $huolto_customer $huolto_lists {
  default "version=7 sha256=${sha256}";
}
`);
});

// From few bits, so that networks are often in each other and addresses often in them.
const four = fc.record({ bits: fc.nat(63), prefix: fc.integer({ min: 9, max: 32 }) }).map(({ bits, prefix }) => {
  const value = (0xc0000000 | ((bits & 7) << 20) | (bits >> 3)) >>> 0;
  const network = prefix === 32 ? value : (value & (~0 << (32 - prefix))) >>> 0;
  return `${[24, 16, 8, 0].map((shift) => (network >>> shift) & 255).join(".")}/${prefix}`;
});
const six = fc.record({ bits: fc.nat(63), prefix: fc.integer({ min: 16, max: 128 }) }).map(({ bits, prefix }) => {
  const value = (0x2001n << 112n) | (BigInt(bits & 7) << 60n) | BigInt(bits >> 3);
  const network = (value >> BigInt(128 - prefix)) << BigInt(128 - prefix);
  const groups = Array.from({ length: 8 }, (_, i) => ((network >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  return `${new SocketAddress({ address: groups.join(":"), family: "ipv6" }).address}/${prefix}`;
});
const customers = fc.dictionary(
  fc.constantFrom("9000011-7", "9000011-71", "9000022-1"),
  fc.uniqueArray(fc.oneof(four, six), { maxLength: 8 }),
);
const address = fc.oneof(
  fc.nat(63).map((bits) => [192, (bits & 7) << 4, 0, bits >> 3].join(".")),
  fc.nat(63).map((bits) => `2001:0:0:${((bits & 7) << 12).toString(16)}:0:0:0:${(bits >> 3).toString(16)}`),
);

/** The address as HAProxy's configuration makes it, from Node's own bytes of it. */
function digits(text: string): string {
  if (isIPv4(text)) {
    const hex = text.split(".").map((part) => Number(part).toString(16).padStart(2, "0"));
    return `00000000000000000000FFFF${hex.join("").toUpperCase()}`;
  }
  return text
    .split(":")
    .map((group) => group.padStart(4, "0"))
    .join("")
    .toUpperCase();
}

test("the longest beginning in HAProxy's map decides as Node's own lists of networks do, for every customer by itself", () => {
  let [inside, outside] = [0, 0];
  fc.assert(
    fc.property(customers, address, (of, from) => {
      const entries = haproxyEntries({ customers: of } satisfies ArtefactContent).map((line) => line.split(" "));
      for (const id of ["9000011-7", "9000011-71", "9000022-1"]) {
        const key = `${id}/${digits(from)}`;
        const longest = entries
          .filter(([begin]) => key.startsWith(begin!))
          .sort((a, b) => b[0]!.length - a[0]!.length)[0];
        const list = new BlockList();
        for (const network of of[id] ?? []) {
          const [base, prefix] = network.split("/");
          list.addSubnet(base!, Number(prefix), isIPv4(base!) ? "ipv4" : "ipv6");
        }
        const isIn = list.check(from, isIPv4(from) ? "ipv4" : "ipv6");
        if (of[id] && isIn) inside += 1;
        if (of[id] && !isIn) outside += 1;
        const told = longest?.[1] ?? "open";
        expect(told.includes("/") ? "in" : told).toBe(of[id] ? (isIn ? "in" : "refused") : "open");
      }
    }),
    { numRuns: 2000 },
  );
  // Or the two were compared over nothing.
  expect(Math.min(inside, outside)).toBeGreaterThan(500);
});
