import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { keyFingerprint } from "#exporters/archive/key-fingerprint.ts";
import { ensureSigningKey, loadSigningKey } from "#exporters/archive/signing-key.ts";
import { runTool, toolTest } from "#tests/support/tools.ts";

const folder = mkdtempSync(path.join(tmpdir(), "huolto-key-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a key is made once, for its owner alone, and stays", () => {
  const file = path.join(folder, "home", "signing-key.pem");
  const made = keyFingerprint(ensureSigningKey(file));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(keyFingerprint(ensureSigningKey(file))).toBe(made);
  expect(keyFingerprint(loadSigningKey(file))).toBe(made);
});

toolTest("takes a key that openssl made, with the fingerprint that openssl tells", "openssl", (openssl) => {
  const file = path.join(folder, "openssl.pem");
  runTool(openssl, ["genpkey", "-algorithm", "ed25519", "-out", file]);
  const der = execFileSync(openssl, ["pkey", "-in", file, "-pubout", "-outform", "DER"]);
  const digest = execFileSync(openssl, ["dgst", "-sha256", "-r"], { input: der, encoding: "utf8" });
  expect(keyFingerprint(loadSigningKey(file))).toBe(digest.slice(0, 64));
});

toolTest("refuses a key of another kind", "openssl", (openssl) => {
  const file = path.join(folder, "rsa.pem");
  runTool(openssl, ["genpkey", "-algorithm", "rsa", "-out", file]);
  expect(() => loadSigningKey(file)).toThrow(/rsa, not Ed25519/);
});

test("refuses what is no key, and a file that is not there, and says how to make one", () => {
  const file = path.join(folder, "text.pem");
  writeFileSync(file, "no key");
  expect(() => loadSigningKey(file)).toThrow(/is not a private key .*openssl genpkey/);
  expect(() => loadSigningKey(path.join(folder, "gone.pem"))).toThrow(/ENOENT.*openssl genpkey/);
});
