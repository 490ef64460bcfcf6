import { mkdirSync } from "node:fs";
import { Agent } from "node:http";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { publishArtefact } from "#app/domain/ip-restrictions/edge/publish-artefact.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { runAgent, startHaproxy, startInstallation, startNginx, visit } from "#tests/support/edge.ts";
import { endRestriction, restriction } from "#tests/support/ip-lists.ts";
import { toolSuite } from "#tests/support/tools.ts";

/**
 * A request is judged rightly when the answer is by a list that may have been in force at some moment between its sending and
 * its answer. A list may be in force from when the agent begins to apply it until the agent has found the next one in force.
 * So who is on every list is always let in, who is on none never is, and who is on one of the two is let in as that list says,
 * except while it is being replaced.
 */
const database = await testDatabase();
const { dir: folder, keyFile, service, huolto } = await startInstallation(database);

const CUSTOMER = "9000011-7";
// By turns. The narrower network of the first list is a longer beginning of the same addresses than the second's, so that a
// balancer which looks at a list that is not yet complete would find it.
const odd = ["127.0.0.32/28", "127.0.0.40/29", "127.0.0.64/28", "2001:db8:1::/48"];
const even = ["127.0.0.32/27", "127.0.0.80/28", "2001:db8::/32"];
const always = ["127.0.0.33", "127.0.0.41", "127.0.0.47"];
const never = ["127.0.0.31", "127.0.0.96", "127.0.0.9"];
const oddOnly = ["127.0.0.64", "127.0.0.79"];
const evenOnly = ["127.0.0.48", "127.0.0.80", "127.0.0.95"];

/** Many other customers, so that applying takes a while. */
const others = Array.from({ length: 300 }, (_, i) => `90${String(i).padStart(5, "0")}-X`);
for (const id of others) await restriction(database, id, ["192.0.2.0/25", "198.51.100.0/25", "2001:db8:9::/48"]);

let current: string | undefined;
async function publish(networks: string[]) {
  if (current) await endRestriction(database, current);
  current = await restriction(database, CUSTOMER, networks);
  await database.db.transaction((tx) => publishArtefact(tx, { at: new Date() }));
}

type Seen = { from: string; status: number; sent: number; answered: number };
/** Clients that keep their connections, until they are told to stop. A connection that is closed between two requests is opened again. */
function load(port: number) {
  let over = false;
  const seen: Seen[] = [];
  let reopened = 0;
  const client = async (from: string) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    while (!over) {
      const sent = performance.now();
      try {
        const { status } = await visit({ port, customer: CUSTOMER, from, agent });
        seen.push({ from, status, sent, answered: performance.now() });
      } catch (error) {
        if (!["ECONNRESET", "EPIPE"].includes((error as { code: string }).code)) throw error;
        reopened += 1;
      }
      await pause(2);
    }
    agent.destroy();
  };
  const clients = [...always, ...never, ...oddOnly, ...evenOnly].map(client);
  return {
    stop: async () => {
      over = true;
      await Promise.all(clients);
      return { seen, reopened };
    },
  };
}

type Change = { list: "odd" | "even"; begun: number; inForce: number };
/** Whether the answer is by a list that may have been in force meanwhile. */
function isRight({ from, status, sent, answered }: Seen, changes: Change[]): boolean {
  const may = changes.filter(({ begun }, i) => begun <= answered && (changes[i + 1]?.inForce ?? Infinity) >= sent);
  return may.some(({ list }) => {
    const isListed = always.includes(from) || (list === "odd" ? oddOnly : evenOnly).includes(from);
    return status === (isListed ? 200 : 403);
  });
}

async function replaced(
  name: string,
  kind: "haproxy" | "nginx",
  start: typeof startHaproxy | typeof startNginx,
  times: number,
) {
  const dir = path.join(folder, name);
  mkdirSync(dir);
  const common = ["--balancer", name, "--url", huolto.url, "--key-file", keyFile, "--dir", dir];
  await publish(odd);
  await runAgent([...common, "--kind", kind, "--files-only"]);
  const balancer = await start({ dir, service: service.address });
  let clients: ReturnType<typeof load> | undefined;
  try {
    const once = async () => {
      const { code, said } = await runAgent([...common, ...balancer.agent, "--once"]);
      expect(code, said).toBe(0);
    };
    await once();
    const changes: Change[] = [{ list: "odd", begun: 0, inForce: performance.now() }];
    clients = load(balancer.port);
    for (let i = 0; i < times; i += 1) {
      await pause(150);
      const list = i % 2 === 0 ? "even" : "odd";
      await publish(list === "even" ? even : odd);
      const begun = performance.now();
      await once();
      changes.push({ list, begun, inForce: performance.now() });
    }
    await pause(150);
    const { seen, reopened } = await clients.stop();
    expect(seen.filter((one) => !isRight(one, changes))).toEqual([]);
    // Each of the clients has asked all the time, and both answers were given to those who are on one of the lists.
    const counts = (from: string[]) =>
      new Set(seen.filter((one) => from.includes(one.from)).map(({ status }) => status));
    expect([counts(always), counts(never)]).toEqual([new Set([200]), new Set([403])]);
    expect([counts(oddOnly), counts(evenOnly)]).toEqual([new Set([200, 403]), new Set([200, 403])]);
    expect(seen.length).toBeGreaterThan(1000);
    return { requests: seen.length, reopened };
  } finally {
    await clients?.stop();
    await balancer.stop();
  }
}

toolSuite("a list that is replaced under load", ["haproxy", "nginx"], () => {
  test("HAProxy: nobody is wrongly let in or kept out, and no connection is closed", async () => {
    const { reopened } = await replaced("lb-haproxy", "haproxy", startHaproxy, 14);
    expect(reopened).toBe(0);
  }, 300_000);
  test("nginx: nobody is wrongly let in or kept out", async () => {
    await replaced("lb-nginx", "nginx", startNginx, 6);
  }, 300_000);
});
