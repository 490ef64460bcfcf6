import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import path from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { balancerFile } from "#app/domain/ip-restrictions/edge/formats/balancer-file-rules.ts";
import { ownFolder, runAgent, startAgent, startHaproxy, startNginx, startService, visit } from "#tests/support/edge.ts";
import { until } from "#tests/support/processes.ts";
import { toolSuite } from "#tests/support/tools.ts";

const CUSTOMER = "9000011-7";
const sha = (text: string) => createHash("sha256").update(text).digest("hex");
type Artefact = Parameters<typeof balancerFile>[1];
const artefact = (version: number, networks: string[]): Artefact => ({
  version,
  sha256: sha(`content ${version}`),
  content: { customers: { [CUSTOMER]: networks } },
});

/** A console that a test bends: what it offers, how, and what was reported to it. */
type Report = Record<string, unknown>;
let offers: Artefact;
let bend: (answer: { status: number; headers: Record<string, string>; body: string }) => void = () => {};
const reports: Report[] = [];
const bodyOf = async (req: IncomingMessage) => Buffer.concat(await req.toArray()).toString();
const server = createServer(async (req, res) => {
  const url = new URL(req.url!, "http://x");
  if (url.pathname === "/api/edge/report") {
    reports.push(JSON.parse(await bodyOf(req)));
    res.writeHead(204).end();
    return;
  }
  const body = balancerFile(url.searchParams.get("kind") as "haproxy", offers);
  const headers = {
    etag: `"${offers.version}"`,
    "x-huolto-version": String(offers.version),
    "x-huolto-sha256": offers.sha256,
    "repr-digest": `sha-256=:${createHash("sha256").update(body).digest("base64")}:`,
  };
  const answer = { status: req.headers["if-none-match"] === headers.etag ? 304 : 200, headers, body };
  bend(answer);
  res.writeHead(answer.status, answer.headers).end(answer.status === 304 ? undefined : answer.body);
}).listen(0, "127.0.0.1");
await once(server, "listening");
const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;

const folder = ownFolder();
const service = await startService();
const keyFile = path.join(folder.dir, "key");
writeFileSync(keyFile, "huolto_edg_key\n");
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await service.stop();
  folder.remove();
});
beforeEach(() => {
  bend = () => {};
  reports.length = 0;
});

let folders = 0;
function install() {
  folders += 1;
  const dir = path.join(folder.dir, `lb-${folders}`);
  mkdirSync(dir);
  return { dir, common: ["--balancer", "lb-1", "--url", url, "--key-file", keyFile, "--dir", dir] };
}

test.each([
  [[], "--balancer is missing"],
  [["--balancer", "LB 1"], "lower-case letters"],
  [["--balancer", "a", "--kind", "envoy"], "haproxy or nginx"],
  [["--balancer", "a", "--kind", "nginx", "--dir", "/nowhere"], "no folder"],
  [["--balancer", "a", "--kind", "nginx", "--dir", "/tmp", "--url", "http://huolto.example"], "https://"],
  [["--balancer", "a", "--kind", "nginx", "--dir", "/tmp", "--url", url], "--key-file is missing"],
  [["--balancer", "a", "--kind", "nginx", "--dir", "/tmp", "--url", url, "--key-file", "/nowhere"], "cannot be read"],
  [
    ["--balancer", "a", "--kind", "haproxy", "--dir", "/tmp", "--url", url, "--key-file", keyFile],
    "--socket is missing",
  ],
  [["--balancer", "a", "--kind", "nginx", "--dir", "/tmp", "--every", "0"], "from 1 to 3600"],
  [["--whatever"], "--whatever"],
])("bad settings end it with a sentence: %j", async (args, sentence) => {
  const { code, said } = await runAgent(args);
  expect(said).toContain(sentence);
  expect(said).not.toContain("    at ");
  expect(code).toBe(2);
});

toolSuite("the agent beside HAProxy", ["haproxy"], () => {
  /** A balancer that runs version 5, which lets in 127.0.0.1 alone. */
  async function running() {
    offers = artefact(5, ["127.0.0.1/32"]);
    const { dir, common } = install();
    await runAgent([...common, "--kind", "haproxy", "--files-only"]);
    const balancer = await startHaproxy({ dir, service: service.address });
    const round = (...more: string[]) => runAgent([...common, ...balancer.agent, "--once", ...more]);
    expect(await round()).toMatchObject({ code: 0 });
    const enters = async (from: string, port = balancer.port) =>
      (await visit({ port, customer: CUSTOMER, from })).status === 200;
    expect([await enters("127.0.0.1"), await enters("127.0.0.2")]).toEqual([true, false]);
    return { ...balancer, dir, common, round, enters };
  }
  const five = { name: "lb-1", kind: "haproxy", version: 5, sha256: sha("content 5") };

  test("a new list is in force within seconds, and reported with since when; a later report keeps that time", async () => {
    const { common, agent, enters, stop } = await running();
    const going = startAgent([...common, ...agent, "--every", "1"]);
    await until("a report", () => reports.length >= 2);
    const changed = Date.now();
    offers = artefact(6, ["127.0.0.2/32"]);
    await until("version 6 reported", () => reports.at(-1)!.version === 6, 5000);
    expect(Date.now() - changed).toBeLessThan(4000);
    expect([await enters("127.0.0.1"), await enters("127.0.0.2")]).toEqual([false, true]);
    const since = reports.at(-1)!.inForceSince;
    expect(Date.parse(since as string)).toBeGreaterThanOrEqual(changed);
    const count = reports.length;
    await until("another report", () => reports.length > count);
    expect(reports.at(-1)).toMatchObject({ version: 6, inForceSince: since, error: null });
    await going.stop();
    expect(going.said()).toContain("version 6 is in force.");
    await stop();
  });

  type Answer = Parameters<typeof bend>[0];
  const faults: [string, (answer: Answer) => void, string][] = [
    [
      "is cut off",
      (answer) => {
        answer.body = answer.body.slice(0, -20);
      },
      "damaged",
    ],
    [
      "is empty",
      (answer) => {
        answer.body = "";
      },
      "damaged",
    ],
    [
      "has one other letter",
      (answer) => {
        answer.body = answer.body.replace("7F000002", "7F000003");
      },
      "damaged",
    ],
    [
      "is of another version than it says",
      (answer) => {
        answer.headers["x-huolto-version"] = "7";
      },
      "damaged",
    ],
    [
      "comes with a failure",
      (answer) => {
        answer.status = 503;
      },
      "answers 503",
    ],
    [
      "would lead elsewhere",
      (answer) => {
        answer.status = 302;
        answer.headers.location = "http://127.0.0.1:1/";
      },
      "cannot be reached",
    ],
    [
      "has a line that is none of a list, though its hash is right",
      (answer) => {
        answer.body = `${answer.body}${CUSTOMER}/ open\n`;
        answer.headers["repr-digest"] = `sha-256=:${createHash("sha256").update(answer.body).digest("base64")}:`;
      },
      "damaged",
    ],
  ];
  test("a list that is damaged is not applied, whatever is wrong with it: the last good one stays, and that is reported", async () => {
    const { round, enters, stop } = await running();
    offers = artefact(6, ["127.0.0.2/32"]);
    for (const [what, fault, sentence] of faults) {
      bend = fault;
      const { code } = await round();
      expect(code, what).toBe(1);
      expect(reports.at(-1), what).toMatchObject({ ...five, error: expect.stringContaining(sentence) });
      expect([await enters("127.0.0.1"), await enters("127.0.0.2")], what).toEqual([true, false]);
    }
    await stop();
  });

  test("an older version is refused unless it is told to take it", async () => {
    const { round, enters, stop } = await running();
    offers = artefact(4, ["127.0.0.2/32"]);
    expect((await round()).code).toBe(1);
    expect(reports.at(-1)).toMatchObject({ ...five, error: expect.stringContaining("older than version 5") });
    expect(await enters("127.0.0.2")).toBe(false);
    expect((await round("--allow-older")).code).toBe(0);
    expect(reports.at(-1)).toMatchObject({ version: 4, error: null });
    expect(await enters("127.0.0.2")).toBe(true);
    await stop();
  });

  test("without its console the balancer keeps its list, also through a start of both", async () => {
    const { common, dir, agent, enters, stop } = await running();
    const away = common.map((part) => (part === url ? "http://127.0.0.1:1" : part));
    const { code, said } = await runAgent([...away, ...agent, "--once"]);
    expect([code, said]).toEqual([1, expect.stringContaining("the console cannot be reached")]);
    expect(await enters("127.0.0.1")).toBe(true);
    await stop();
    const again = await startHaproxy({ dir, service: service.address });
    expect([await enters("127.0.0.1", again.port), await enters("127.0.0.2", again.port)]).toEqual([true, false]);
    await again.stop();
  });

  test("what somebody else did to the lists in memory is put right; a balancer that is away is reported, not called well", async () => {
    const { round, enters, stop, socket, dir } = await running();
    const { connect } = await import("node:net");
    const client = connect({ path: socket });
    client.write(`clear map ${path.join(dir, "ip-lists.map")}\n`);
    await once(client.resume(), "close");
    // Without any entry every customer is open to everybody.
    expect(await enters("127.0.0.2")).toBe(true);
    expect((await round()).code).toBe(0);
    expect(await enters("127.0.0.2")).toBe(false);
    rmSync(path.join(dir, "ip-lists.map"));
    expect((await round()).code).toBe(0);
    expect(readFileSync(path.join(dir, "ip-lists.map"), "utf8")).toContain("version=5");
    await stop();
    expect((await round()).code).toBe(1);
    expect(reports.at(-1)).toMatchObject({
      version: null,
      inForceSince: null,
      error: expect.stringContaining("does not answer"),
    });
  });

  test("a list too long for one command is applied whole", async () => {
    const { round, stop } = await running();
    const networks = Array.from({ length: 3000 }, (_, i) => `10.${i >> 8}.${i & 255}.0/25`);
    offers = artefact(8, [...networks, "127.0.0.9/32"]);
    expect(await round()).toMatchObject({ code: 0 });
    expect(reports.at(-1)).toMatchObject({ version: 8, error: null });
    await stop();
  });
});

toolSuite("the agent beside nginx", ["nginx"], () => {
  test("a list that nginx refuses is taken back and reported; the next good one is in force, and a start finds it", async () => {
    offers = artefact(5, ["127.0.0.2/32"]);
    const { dir, common } = install();
    await runAgent([...common, "--kind", "nginx", "--files-only"]);
    const balancer = await startNginx({ dir, service: service.address });
    const round = () => runAgent([...common, ...balancer.agent, "--once"]);
    const enters = async (from: string, port = balancer.port) =>
      (await visit({ port, customer: CUSTOMER, from })).status === 200;
    expect(await round()).toMatchObject({ code: 0 });
    expect([await enters("127.0.0.2"), await enters("127.0.0.3")]).toEqual([true, false]);

    // Sound by its form, and refused by nginx: no such prefix.
    offers = artefact(6, ["127.0.0.3/32", "2001:db8::/129"]);
    expect((await round()).code).toBe(1);
    expect(reports.at(-1)).toMatchObject({ version: 5, error: expect.stringContaining("nginx refuses") });
    expect(readFileSync(path.join(dir, "ip-lists.conf"), "utf8")).toContain("version=5");
    expect([await enters("127.0.0.2"), await enters("127.0.0.3")]).toEqual([true, false]);

    offers = artefact(7, ["127.0.0.3/32"]);
    expect(await round()).toMatchObject({ code: 0 });
    expect(reports.at(-1)).toMatchObject({ version: 7, error: null });
    expect([await enters("127.0.0.2"), await enters("127.0.0.3")]).toEqual([false, true]);
    await balancer.stop();
    expect((await round()).code).toBe(1);
    const again = await startNginx({ dir, service: service.address });
    expect([await enters("127.0.0.2", again.port), await enters("127.0.0.3", again.port)]).toEqual([false, true]);
    await again.stop();
  });

  test("a console that was taken over cannot write into nginx's configuration", async () => {
    offers = artefact(5, ["127.0.0.2/32"]);
    const { dir, common } = install();
    await runAgent([...common, "--kind", "nginx", "--files-only"]);
    const before = readFileSync(path.join(dir, "ip-lists.conf"), "utf8");
    offers = artefact(6, ["127.0.0.3/32"]);
    for (const line of [
      "load_module /tmp/x.so;",
      '  "x" $huolto_list_1; include /etc/passwd;',
      "  127.0.0.1/32 1; }",
    ]) {
      bend = (answer) => {
        answer.body = `${answer.body}${line}\n`;
        answer.headers["repr-digest"] = `sha-256=:${createHash("sha256").update(answer.body).digest("base64")}:`;
      };
      const { code, said } = await runAgent([...common, "--kind", "nginx", "--files-only"]);
      expect([code, said]).toEqual([1, expect.stringContaining("damaged")]);
      expect(readFileSync(path.join(dir, "ip-lists.conf"), "utf8")).toBe(before);
    }
  });
});
