import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { diagnoseArguments } from "#app/boot/diagnose-arguments.ts";

const whole = ["--customer", "1234567-1", "--from", "2026-11-17T09:00", "--to", "2026-11-17T11:00"];

test("times are Helsinki's, or say their offset", () => {
  expect(diagnoseArguments(whole)).toEqual({
    businessId: "1234567-1",
    from: new Date("2026-11-17T07:00:00Z"),
    to: new Date("2026-11-17T09:00:00Z"),
    page: null,
    json: false,
  });
  for (const from of [
    "2026-11-17T07:00:00Z",
    "2026-11-17T08:00:00+01:00",
    "2026-11-17T07:00Z",
    "2026-11-17T07:00:00.000Z",
    "2026-11-17 09:00",
    "2026-11-17T09:00:00",
  ])
    expect(diagnoseArguments([...whole, "--from", from, "--json", "--page", "/a"])).toMatchObject({
      from: new Date("2026-11-17T07:00:00Z"),
      page: "/a",
      json: true,
    });
});

test.each([
  [[], "--customer is missing."],
  [["--customer", "1"], "--from is missing."],
  [[...whole, "--to", "yesterday"], "--to is no time: yesterday."],
  [[...whole, "--to", "2026-11-17T09:05"], "at least ten minutes"],
  [[...whole, "--to", "2026-11-27T09:05"], "at most seven days"],
  [[...whole, "--to", "2026-11-17T08:00"], "The end must be after the beginning."],
  [[...whole, "--colour"], "--colour"],
])("%j: %s", (args, says) => {
  expect(() => diagnoseArguments(args)).toThrow(says);
});

const run = (args: string[], env: Record<string, string>) =>
  spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", "app/boot/diagnose.ts", ...args], {
    env: { PATH: process.env.PATH, NODE_ENV: "test", ...env },
    encoding: "utf8",
  });

test("bad arguments are one sentence and exit code 2", () => {
  const { status, stderr, stdout } = run(whole.slice(2), { GRAFANA_URL: "http://127.0.0.1:9" });
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^--customer is missing\.\nUsage: /);
});

test("without a database and with a Grafana that is not there it says what is missing, as JSON", async () => {
  // A port that nobody listens on any more.
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const { status, stdout } = run([...whole, "--json"], { GRAFANA_URL: `http://127.0.0.1:${port}` });
  const answer = JSON.parse(stdout);
  expect(Object.keys(answer).slice(0, 2)).toEqual(["verdicts", "enoughData"]);
  expect(answer).toMatchObject({ verdicts: [], enoughData: false });
  expect(answer.missing).toContain("Grafana did not answer about the customer's requests.");
  expect(status).toBe(1);
});
