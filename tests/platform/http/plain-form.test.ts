import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, expect, test } from "vitest";
import { csrfGuard } from "#app/platform/http/csrf-guard.server.ts";

const app = express();
app.use((_req, res, next) => {
  res.locals.host = "console";
  next();
});
app.use(csrfGuard(() => "https://huolto.example", new Set()));
app.post("*", (req, res) => void res.json({ origin: req.headers.origin ?? "absent" }));
const server = app.listen(0, "127.0.0.1");
afterAll(() => void server.close());

const post = async (headers: Record<string, string>) => {
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {
    method: "POST",
    headers,
  });
  return response.ok ? ((await response.json()) as { origin: string }).origin : response.status;
};

test("a page's form sent without JavaScript has the origin null, which must not stop it further in", async () => {
  expect(await post({ "sec-fetch-site": "same-origin", origin: "null" })).toBe("absent");
  expect(await post({ "sec-fetch-site": "same-origin", origin: "https://huolto.example" })).toBe(
    "https://huolto.example",
  );
});

test("the origin null of another site's frame, or without word of where it came from, is refused", async () => {
  expect(await post({ "sec-fetch-site": "cross-site", origin: "null" })).toBe(403);
  expect(await post({ origin: "null" })).toBe(403);
});
