import { spawn } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startDemoGrafana } from "#app/demo/grafana/server.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { freePort } from "#db/embedded.ts";
import { counters, tinyModel } from "#tests/demo/promql/tiny-model.ts";

const tokens = { reader: "reads", writer: "writes" };
let grafana: Awaited<ReturnType<typeof startDemoGrafana>>;
beforeAll(async () => {
  const model = tinyModel({ requests: counters([{}, 3]) });
  const clock = { now: () => new Date("2026-11-20T12:00:00Z") };
  grafana = await startDemoGrafana({ port: 0, model, profile: loadProfile(), clock, tokens });
});
afterAll(() => grafana.stop());

const query = (expr: string) =>
  JSON.stringify({
    from: "now-5m",
    to: "now",
    queries: [{ refId: "A", datasource: { uid: "prometheus" }, expr, instant: true, format: "table" }],
  });
const post = (baseUrl: string, token: string, body: string) =>
  fetch(`${baseUrl}/api/ds/query`, { method: "POST", headers: { authorization: `Bearer ${token}` }, body });

test("answers the network as the handlers do, and keeps what is written", async () => {
  const answer = await post(grafana.baseUrl, "reads", query("sum(rate(requests[5m]))"));
  expect(answer.headers.get("content-type")).toContain("application/json");
  expect((await answer.json()).results.A.frames[0].data.values).toEqual([[Date.parse("2026-11-20T12:00:00Z")], [3]]);
  const annotations = `${grafana.baseUrl}/api/annotations`;
  const headers = { authorization: "Bearer writes" };
  await fetch(annotations, { method: "POST", headers, body: JSON.stringify({ text: "kept" }) });
  expect(await (await fetch(annotations, { headers })).json()).toMatchObject([{ text: "kept" }]);
  expect((await fetch(`${grafana.baseUrl}/login`)).status).toBe(404);
});

test("a body that no question needs is refused before it is read to its end", async () => {
  const answer = await post(grafana.baseUrl, "reads", query(`up{a="${"x".repeat(1_000_000)}"}`));
  expect(answer.status).toBe(413);
});

test("a Host of somebody else's changes nothing: there is one address", async () => {
  const { port } = new URL(grafana.baseUrl);
  const sent = request({ host: "127.0.0.1", port, path: "/api/health", headers: { host: "evil.example" } });
  sent.end();
  const [response] = await once(sent, "response");
  response.resume();
  expect(response.statusCode).toBe(200);
});

test("as a process it listens on loopback, says nothing, answers of the whole service, and ends when told", async () => {
  const port = String(await freePort());
  const child = spawn(process.execPath, ["app/demo/grafana/server.ts"], {
    env: { ...process.env, DEMO_GRAFANA_PORT: port, GRAFANA_TOKEN: "reads", GRAFANA_WRITER_TOKEN: "writes" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let said = "";
  for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (chunk) => (said += chunk));
  const ended = once(child, "exit");
  const baseUrl = `http://127.0.0.1:${port}`;
  const answers = () => fetch(`${baseUrl}/api/health`).then(Boolean, () => false);
  while (!(await answers())) await pause(50);
  const answer = await (
    await post(baseUrl, "reads", query("count(sum by (page) (rate(service_page_seconds_count[1h])))"))
  ).json();
  expect(answer.results.A.frames[0].data.values[1]).toEqual([24]);
  child.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  expect(said).toBe("");
});
