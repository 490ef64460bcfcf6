import { expect, test } from "vitest";
import { mayEnter } from "#app/domain/ip-restrictions/edge/may-enter.server.ts";
import { publishArtefact } from "#app/domain/ip-restrictions/edge/publish-artefact.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { endRestriction, restriction } from "#tests/support/ip-lists.ts";

const database = await testDatabase();
const { db } = database;
const noon = new Date("2026-11-24T10:00:00Z");
const evening = new Date("2026-11-24T16:00:00Z");
const contents = async () =>
  (await database.sql`select content->'customers' as customers from console.edge_artefact order by version`).map(
    ({ customers }) => customers,
  );
const publish = (at = noon) => db.transaction((tx) => publishArtefact(tx, { at }));
// By sha256sum, of {"customers":{}} and of the two customers' JSON below, without a line break.
const NOTHING = "bbf85a148447f3c598cf09f154f2cd3d3b73d9d9ba460b8d97dbd1ee8025096f";
const BOTH = "7fb0dca4209a2eeb2cf75dd1aba0bef3a24fdc435d465699e8a52c90ca737865";

test("each change of what is in force is one version; no change is none; what was there before can be there again", async () => {
  const first = await publish();
  expect(first).toMatchObject({ sha256: NOTHING, changed: true });
  expect(await publish()).toEqual({ ...first, changed: false });

  await restriction(database, "9000022-1", ["198.51.100.7/32"], { state: "unconfirmed" });
  const list = await restriction(database, "9000011-7", ["2001:db8::/48", "192.0.2.0/28"]);
  for (const state of ["draft", "proposed", "refused", "rolled_back", "superseded", "expired", "lifted"])
    await restriction(database, `9000099-${state}`, ["203.0.113.0/24"], { state });
  const second = await publish();
  expect(second).toMatchObject({ sha256: BOTH, changed: true });
  expect(second.version).toBeGreaterThan(first.version);

  await endRestriction(database, list);
  const rows = await database.sql`select id from console.ip_restriction where state = 'unconfirmed'`;
  await endRestriction(database, rows[0]!.id);
  expect(await publish()).toMatchObject({ sha256: NOTHING, changed: true });
  expect(await contents()).toEqual([
    {},
    { "9000011-7": ["192.0.2.0/28", "2001:db8::/48"], "9000022-1": ["198.51.100.7/32"] },
    {},
  ]);
});

test("an expired network leaves; a list of which all have expired lets nobody in, and is not open to everybody", async () => {
  await restriction(database, "9000033-6", ["192.0.2.16/28", { network: "198.51.100.0/24", expiresAt: evening }]);
  await publish(noon);
  const enter = (address: string, at: Date) => mayEnter(db, { businessId: "9000033-6", address, at });
  expect(await enter("198.51.100.200", noon)).toMatchObject({ allowed: true, by: "198.51.100.0/24" });
  expect(await enter("198.51.100.200", evening)).toMatchObject({ allowed: false, by: null });
  await publish(evening);
  expect((await contents()).slice(-2)).toEqual([
    { "9000033-6": ["192.0.2.16/28", "198.51.100.0/24"] },
    { "9000033-6": ["192.0.2.16/28"] },
  ]);
  await restriction(database, "9000044-0", [{ network: "2001:db8:7::/48", expiresAt: evening }]);
  await publish(evening);
  expect((await contents()).at(-1)).toMatchObject({ "9000044-0": [] });
});

test("a publisher that read its clock before a network's end, and waited while that was carried out, does not bring it back", async () => {
  const list = await restriction(database, "9000088-1", [
    "192.0.2.0/24",
    { network: "198.51.100.0/24", expiresAt: evening },
  ]);
  await publish(noon);
  await database.sql`update console.ip_network set ended_at = ${evening.toISOString()}
    where restriction_id = ${list} and expires_at is not null`;
  await publish(evening);
  await publish(new Date(evening.getTime() - 1));
  expect((await contents()).at(-1)).toMatchObject({ "9000088-1": ["192.0.2.0/24"] });
  await endRestriction(database, list);
});

test("twenty publishers at once, each with a restriction of its own: the newest version holds them all", async () => {
  const ids = Array.from({ length: 20 }, (_, i) => `90005${String(i).padStart(2, "0")}-1`);
  for (const id of ids) await restriction(database, id, ["203.0.113.9/32"], { state: "draft" });
  await Promise.all(
    ids.map((id) =>
      db.transaction(async (tx) => {
        await tx.execute(`update console.ip_restriction set state = 'active' where business_id = '${id}'`);
        await publishArtefact(tx, { at: noon });
      }),
    ),
  );
  expect(Object.keys((await contents()).at(-1))).toEqual(expect.arrayContaining(ids));
});

test("an address is let in by the narrowest network; what is written oddly is refused where there is a list", async () => {
  const id = await restriction(database, "9000066-3", ["192.0.2.0/24", "192.0.2.64/26", "2001:db8::/32"]);
  const enter = (address: string, businessId = "9000066-3") => mayEnter(db, { businessId, address, at: noon });
  expect(await enter("192.0.2.65")).toEqual({ allowed: true, by: "192.0.2.64/26", restrictionId: id });
  expect(await enter("::ffff:192.0.2.1")).toEqual({ allowed: true, by: "192.0.2.0/24", restrictionId: id });
  expect(await enter("2001:DB8:0::1")).toMatchObject({ allowed: true, by: "2001:db8::/32" });
  for (const address of ["192.0.3.1", "2001:db9::1", "", "010.0.0.1", "192.0.2.065", "fe80::1%eth0", "x"])
    expect(await enter(address), address).toEqual({ allowed: false, by: null, restrictionId: id });
  expect(await enter("203.0.113.7", "9000077-8")).toEqual({ allowed: true, by: null, restrictionId: null });
});
