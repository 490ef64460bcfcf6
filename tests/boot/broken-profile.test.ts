import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { DEFAULT_PROFILE } from "#app/profile/load-profile.ts";
import { runToEnd } from "#tests/support/processes.ts";

const folder = mkdtempSync(path.join(tmpdir(), "huolto-profile-"));
afterAll(() => rmSync(folder, { recursive: true }));

const source = readFileSync(DEFAULT_PROFILE, "utf8");
const broken = path.join(folder, "other.yaml");
writeFileSync(broken, source.replace("targetSeconds: 0.8", "targetSeconds: fast"));
const line = source.split("\n").findIndex((text) => text.includes("targetSeconds: 0.8")) + 1;

/** Everything that production asks for; nothing of it is contacted before the profile is read. */
const production = {
  DATABASE_URL: "postgres://huolto:x@127.0.0.1:1/huolto",
  SECRET: "0123456789012345678901234567890123456789",
  PUBLIC_ORIGIN: "https://console.example",
  PORTAL_ORIGIN: "https://portal.example",
  DOCUMENT_STORE: "file:///nowhere/documents",
  ARCHIVE_STORE: "file:///nowhere/archives",
  SIGNING_KEY_FILE: "/nowhere/key.pem",
  OIDC_ISSUER: "https://broker.invalid",
  OIDC_CLIENT_ID: "huolto",
  OIDC_CLIENT_SECRET: "0123456789abcdef",
  MAIL_URL: "smtp://mail.invalid",
  MAIL_FROM: "huolto@console.example",
  SMS_URL: "https://sms.invalid/send",
  SMS_TOKEN: "token",
  TRUSTED_PROXIES: "192.0.2.1",
};

test.each([
  ["start", {}],
  ["serve", production],
] as const)("npm run %s refuses a broken profile with its line, before anything else", async (entry, given) => {
  const home = path.join(folder, entry);
  const { code, said } = await runToEnd(entry, { ...given, HUOLTO_HOME: home, SERVICE_PROFILE: broken });
  expect(said).toContain("Huolto did not start.\nThe service profile has faults:\n");
  expect(said).toContain(`  other.yaml:${line}: latency.targetSeconds: `);
  expect(said).not.toMatch(/^\s+at /m);
  expect(code).toBe(1);
  expect(existsSync(home)).toBe(false);
});

test("a profile that is not there is named, with the setting that names it", async () => {
  const { code, said } = await runToEnd("start", {
    HUOLTO_HOME: path.join(folder, "missing"),
    SERVICE_PROFILE: "/nowhere/profile.yaml",
  });
  expect(said).toContain(
    "The service profile /nowhere/profile.yaml cannot be read (ENOENT). SERVICE_PROFILE names it.",
  );
  expect(code).toBe(1);
});
