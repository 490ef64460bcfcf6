import { expect, test } from "vitest";
import { newToken } from "#app/domain/identity/tokens.server.ts";
import { routeOf } from "#app/platform/http/request-log.server.ts";

test("a path is logged with its ids replaced", () => {
  expect(routeOf("/exports/0f8fad5b-d9cb-469f-a165-70867728950e/scope")).toBe("/exports/:id/scope");
  expect(routeOf("/d/code")).toBe("/d/code");
  expect(routeOf("/assets/entry.client-DkMb3rcQ.js")).toBe("/assets/entry.client-DkMb3rcQ.js");
});

test("a link's token or an address that a mail program put into the path is not logged", () => {
  for (let n = 0; n < 200; n++) {
    const token = newToken();
    expect(routeOf(`/d/${token}`)).toBe("/d/:token");
    expect(routeOf(`/invitation/${token}`)).toBe("/invitation/:token");
    expect(routeOf(`/d%23${token}`)).toBe("/d…");
  }
  expect(routeOf("/d/maija@yritys.example")).toBe("/d/…");
});

test("a path as long as a request's head may be takes no time", () => {
  const began = performance.now();
  for (const part of ["a", "a.", "a%2", "%4", "/a"]) expect(routeOf(`/${part.repeat(15_000)}`).length).toBeLessThan(81);
  expect(performance.now() - began).toBeLessThan(200);
});
