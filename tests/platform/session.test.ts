import { expect, test } from "vitest";
import {
  clearCookie,
  readFlowCookie,
  readSessionCookie,
  SESSION_COOKIE,
  setCookie,
} from "#app/platform/session.server.ts";

test("the session cookie is for this host only, out of reach of scripts and without a life of its own", () => {
  expect(setCookie(SESSION_COOKIE, "abc-_1")).toBe("__Host-huolto=abc-_1; Path=/; Secure; HttpOnly; SameSite=Lax");
  expect(clearCookie(SESSION_COOKIE)).toBe("__Host-huolto=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
});

test("a token that could add attributes is not set", () => {
  for (const bad of ["", "a; Domain=example.com", "a\r\nSet-Cookie: b=c", "ä"]) {
    expect(() => setCookie(SESSION_COOKIE, bad)).toThrow(TypeError);
  }
});

test("reading finds the cookie among others, and nothing that is not a token or is there twice", () => {
  expect(readSessionCookie("a=1; __Host-huolto=tok-en_1; b=2")).toBe("tok-en_1");
  expect(readFlowCookie("__Host-huolto=x; __Host-flow=y")).toBe("y");
  for (const header of [
    undefined,
    "",
    "huolto=x",
    "x__Host-huolto=x",
    "__Host-huolto=",
    "__Host-huolto=a b",
    "__Host-huolto=a; __Host-huolto=b",
  ]) {
    expect(readSessionCookie(header)).toBeNull();
  }
});
