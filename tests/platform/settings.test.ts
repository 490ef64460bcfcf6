import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseProductionEnv, SettingsError } from "#app/platform/settings.ts";
import { settings } from "#app/platform/settings-list.ts";

const good = {
  DATABASE_URL: "postgres://huolto:x@db.example/huolto",
  SECRET: "0123456789012345678901234567890123456789",
  PUBLIC_ORIGIN: "https://huolto.example",
  PORTAL_ORIGIN: "https://portal.example",
  DOCUMENT_STORE: "s3://documents/x",
  ARCHIVE_STORE: "file:///srv/archives",
  SIGNING_KEY_FILE: "/etc/huolto/key.pem",
  OIDC_ISSUER: "https://broker.example",
  OIDC_CLIENT_ID: "huolto",
  OIDC_CLIENT_SECRET: "0123456789abcdef",
  MAIL_URL: "smtp://mail.example",
  MAIL_FROM: "huolto@example.fi",
  SMS_URL: "https://sms.example/send",
  SMS_TOKEN: "t",
  TRUSTED_PROXIES: "10.0.0.5",
};
const refusal = (values: Record<string, string>) => {
  try {
    parseProductionEnv(values);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  return "";
};

test("production starts with everything given", () => {
  expect(parseProductionEnv(good)).toMatchObject({ HUOLTO_MODE: "production", PORT: 3000, WEB_PROCESSES: 2 });
});

test.each(Object.keys(good))("production without %s refuses and names it", (name) => {
  const { [name as keyof typeof good]: _gone, ...rest } = good;
  expect(refusal(rest)).toMatch(new RegExp(`^ {2}${name}: is not set$`, "m"));
});

test.each([
  ["MAIL_URL", "outbox:", /outbox: is a demo part/],
  ["SMS_URL", "outbox:", /outbox: is a demo part/],
  ["BROKER_PORT", "3001", /demo sign-in is a demo part/],
  ["DEMO_GRAFANA_PORT", "3002", /demo Grafana is a demo part/],
  ["PUBLIC_ORIGIN", "http://huolto.example", /PUBLIC_ORIGIN: must be https/],
  ["OIDC_ISSUER", "http://broker.example", /OIDC_ISSUER: must be https/],
  ["PORTAL_ORIGIN", "https://huolto.example:444", /another host name/],
  ["TRUSTED_PROXIES", "10.0.0.5, 0.0.0.0/0", /TRUSTED_PROXIES: must be addresses or networks/],
  ["SECRET", "short", /SECRET: must have at least 32 characters/],
  ["WEB_PROCESSES", "1", /WEB_PROCESSES: must be two or more/],
  ["PUBLIC_ORIGIN", "https://huolto.example/app", /PUBLIC_ORIGIN: must be an origin/],
  ["GRAFANA_URL", "https://grafana.example", /GRAFANA_TOKEN: is not set, and GRAFANA_URL is/],
  ["GRAFANA_URL", "https://grafana.example", /GRAFANA_WRITER_TOKEN: is not set, and GRAFANA_URL is/],
  ["GRAFANA_URL", "http://grafana.example", /GRAFANA_URL: must be https/],
  ["GRAFANA_URL", "http://localhost.example", /GRAFANA_URL: must be https/],
  ["GRAFANA_URL", "https://user:word@grafana.example", /GRAFANA_URL: must be an http\(s\) address without a user/],
  ["GRAFANA_URL", "https://grafana.example/?orgId=1", /GRAFANA_URL: must be an http\(s\) address without a user/],
  ["GRAFANA_URL", "file:///etc/passwd", /GRAFANA_URL: must be an http\(s\) address/],
  ["GRAFANA_TOKEN", "two words", /GRAFANA_TOKEN: must be one word/],
  ["GRAFANA_DATASOURCE_UID", "../admin", /GRAFANA_DATASOURCE_UID: must be a uid/],
])("production refuses %s=%s", (name, value, message) => {
  expect(refusal({ ...good, [name]: value })).toMatch(message);
});

test.each(["https://grafana.example/grafana", "http://127.0.0.1:3000", "http://[::1]:3000", "http://localhost:3000"])(
  "production takes a Grafana at %s, with both tokens",
  (url) => {
    const given = { GRAFANA_URL: url, GRAFANA_TOKEN: "glsa_reads", GRAFANA_WRITER_TOKEN: "glsa_writes" };
    expect(parseProductionEnv({ ...good, ...given })).toMatchObject({ ...given, GRAFANA_DATASOURCE_UID: "prometheus" });
  },
);

test("a setting given as nothing is not given: its default holds", () => {
  const empty = { LOG_LEVEL: "", OIDC_REQUIRED_ACR: "", PORT: "", WEB_PROCESSES: "" };
  expect(parseProductionEnv({ ...good, ...empty })).toMatchObject({
    LOG_LEVEL: "info",
    OIDC_REQUIRED_ACR: ["loa:substantial"],
    PORT: 3000,
    WEB_PROCESSES: 2,
  });
});

test("all problems are named at once", () => {
  const message = refusal({ ...good, SECRET: "", MAIL_URL: "carrier pigeon" });
  expect(message).toContain("SECRET: is not set");
  expect(message).toContain("MAIL_URL: must be smtp://");
});

test("the README's table has each setting, in this order, with its default", () => {
  const rows = [
    ...readFileSync("README.md", "utf8").matchAll(/^\| `([A-Z_]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm),
  ].map(([, name, fallback, production, what]) => ({
    name,
    fallback: fallback!.trim(),
    production: production!.trim(),
    what: what!.trim(),
  }));
  expect(rows).toEqual(settings);
});
