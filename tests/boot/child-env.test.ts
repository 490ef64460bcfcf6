import cluster from "node:cluster";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { childEnvironments, nothingInherited, withoutSettings } from "#app/boot/child-env.ts";
import { demoGrafanaProcess } from "#app/boot/demo-grafana.ts";

const given = {
  PATH: "/usr/bin",
  DATABASE_URL: "postgres://owner:word@db/huolto",
  SECRET: "of the installation",
  GRAFANA_URL: "https://grafana.example",
  GRAFANA_TOKEN: "glsa_reads",
  GRAFANA_WRITER_TOKEN: "glsa_writes",
  SMS_TOKEN: "of the gateway",
  OIDC_CLIENT_SECRET: "of the broker",
  BROKER_TEST_FAULTS: "1",
};

test("a part that stands in for the outside world gets none of the installation's tokens", () => {
  expect(withoutSettings(given)).toEqual({ PATH: "/usr/bin", BROKER_TEST_FAULTS: "1" });
});

test("the demo Grafana gets its own two tokens and no other setting", () => {
  const { env } = demoGrafanaProcess({ DEMO_GRAFANA_PORT: "3002", GRAFANA_TOKEN: "a", GRAFANA_WRITER_TOKEN: "b" });
  expect(env).toMatchObject({ DEMO_GRAFANA_PORT: "3002", GRAFANA_TOKEN: "a", GRAFANA_WRITER_TOKEN: "b" });
  expect(Object.keys(env)).not.toContain("DATABASE_URL");
});

test("a web process that is forked inherits neither the owner's URL nor what else it was not given", async () => {
  const { web } = childEnvironments(given.DATABASE_URL, { SECRET: given.SECRET }, 1);
  process.env.DATABASE_URL = given.DATABASE_URL;
  try {
    const exec = path.join(mkdtempSync(path.join(tmpdir(), "huolto-env-")), "say.mjs");
    writeFileSync(exec, "process.send(process.env, () => process.exit(0));");
    cluster.setupPrimary({ exec, execArgv: [] });
    const worker = cluster.fork(nothingInherited(web));
    const seen = await new Promise<Record<string, string>>((resolve) => worker.once("message", resolve));
    expect(seen.APP_DATABASE_URL).toMatch(/^postgres:\/\/huolto_app:/);
    expect(JSON.stringify(seen)).not.toContain("owner:word");
    expect(JSON.stringify(seen)).not.toContain(given.SECRET);
  } finally {
    delete process.env.DATABASE_URL;
  }
});
