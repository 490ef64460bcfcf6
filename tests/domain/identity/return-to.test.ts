import { expect, test } from "vitest";
import { safeReturnTo } from "#app/domain/identity/return-to.ts";

test.each(["/", "/exports", "/exports/new?q=a%20b&company=1", "/audit?from=2026-11-22T08:00", "/a//b"])(
  "a path of the console is kept: %s",
  (path) => expect(safeReturnTo(path)).toBe(path),
);

test.each([
  null,
  "",
  "exports",
  "https://evil.example",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\/evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/a/..//evil.example",
  "/%2e//evil.example",
  "javascript:alert(1)",
  `/${"a".repeat(500)}`,
])("what could lead elsewhere is the home page: %j", (text) => expect(safeReturnTo(text)).toBe("/"));
