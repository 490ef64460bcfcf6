import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pino } from "pino";
import { afterAll, expect, test } from "vitest";
import { openService } from "#app/open-service.server.ts";
import { DEFAULT_PROFILE } from "#app/profile/load-profile.ts";
import { freePort } from "#db/embedded.ts";
import { testDatabase } from "#tests/setup/database.ts";

const { db } = await testDatabase();
const folder = mkdtempSync(path.join(tmpdir(), "huolto-service-"));
afterAll(() => rmSync(folder, { recursive: true }));
const nothing = {
  GRAFANA_URL: "",
  GRAFANA_TOKEN: "",
  GRAFANA_WRITER_TOKEN: "",
  GRAFANA_DATASOURCE_UID: "prometheus",
  SERVICE_PROFILE: "",
  PUBLIC_ORIGIN: "https://huolto.example",
  PORTAL_ORIGIN: "https://portal.example",
  HUOLTO_MODE: "production" as "production" | "demo",
  WEBHOOK_PRIVATE_NETWORKS: [],
};
const ask = { purpose: "latency.requests", params: { window: "5m" }, freshSeconds: 30, kind: "instant" } as const;

test("without a Grafana the figures say what to set", async () => {
  const { service, stop } = openService(nothing, db, pino({ level: "silent" }));
  expect(service.profile.service.name).toBe("Netvisor");
  const [found] = await service.measurements.read([ask]);
  expect(found).toMatchObject({ series: null, provenance: { problem: { kind: "not_configured" } } });
  await stop();
});

test("a Grafana that nobody has started blanks nothing: the figures say so", async () => {
  const given = { ...nothing, GRAFANA_URL: `http://127.0.0.1:${await freePort()}/`, GRAFANA_TOKEN: "glsa_reads" };
  const { service, stop } = openService(given, db, pino({ level: "silent" }));
  const [found] = await service.measurements.read([ask]);
  expect(found).toMatchObject({
    series: null,
    provenance: { problem: { kind: "unreachable", message: expect.stringContaining("(ECONNREFUSED)") } },
  });
  await stop();
});

test("another installation's profile is the one that is named", async () => {
  const file = path.join(folder, "other.yaml");
  writeFileSync(file, readFileSync(DEFAULT_PROFILE, "utf8").replace("name: Netvisor", "name: Other"));
  const { service, stop } = openService({ ...nothing, SERVICE_PROFILE: file }, db, pino({ level: "silent" }));
  expect(service.profile.service.name).toBe("Other");
  await stop();
});

test("customers come from the networks of examples in the demo, and in production not even by the profile", async () => {
  const open = (more: Partial<typeof nothing>) => openService({ ...nothing, ...more }, db, pino({ level: "silent" }));
  for (const [mode, allowed] of [
    ["demo", true],
    ["production", false],
  ] as const) {
    const { service, stop } = open({ HUOLTO_MODE: mode });
    expect(service.profile.ipRestrictions.documentationNetworks).toBe(allowed);
    await stop();
  }
  const file = path.join(folder, "examples.yaml");
  writeFileSync(file, `${readFileSync(DEFAULT_PROFILE, "utf8")}\nipRestrictions:\n  documentationNetworks: true\n`);
  expect(() => open({ SERVICE_PROFILE: file })).toThrow("is for the demo");
});
