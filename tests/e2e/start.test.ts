import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startEmbedded } from "#db/embedded.ts";
import { descendants, isAlive, isFree, listeningPort, running, runToEnd, until } from "#tests/support/processes.ts";
import { type RunningDemo, startDemo } from "#tests/support/running-demo.ts";

/**
 * `npm start` as a user meets it, in one home over several starts: the tests of this file build on each other, in order.
 */
const home = mkdtempSync(path.join(tmpdir(), "huolto-start-"));
chmodSync(home, 0o755);
const data = path.join(home, "postgres");
let port: number;
let brokerPort: number;
let grafanaPort: number;
let demo: RunningDemo;
let supervisor: number;
let allPids: number[];

/** Seconds of a processor that a process has used, whatever else the machine does. */
function processorSeconds(pid: number): number {
  const [seconds = 0, minutes = 0, hours = 0] = execFileSync("ps", ["-o", "time=", "-p", String(pid)], {
    encoding: "utf8",
  })
    .split(":")
    .map(Number)
    .toReversed();
  return (hours * 60 + minutes) * 60 + seconds;
}

/** @returns how much of a processor the start took */
async function start(env: Record<string, string> = {}): Promise<number> {
  demo = await startDemo({ home, env: { PORT: String(port), BROKER_PORT: String(brokerPort), ...env } });
  supervisor = running(demo.process.pid!, "app/boot/start.ts")[0]!;
  allPids = descendants(demo.process.pid!).map((process) => process.pid);
  return processorSeconds(supervisor);
}

/** One request on a connection of its own, so that the web processes take turns. */
function get(pathname: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path: pathname, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode!, text }));
    });
    sent.once("error", reject).end();
  });
}

async function query<T>(ask: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(readFileSync(path.join(home, "postgres-url"), "utf8"), { max: 1, onnotice: () => {} });
  try {
    return await ask(sql);
  } finally {
    await sql.end();
  }
}

const counts = () =>
  query(async (sql) => {
    const [row] = await sql`
      select (select count(*)::int from ledger.companies) as companies,
             (select count(*)::int from ledger.vouchers) as vouchers,
             (select count(*)::int from ledger.voucher_lines) as lines,
             (select count(*)::int from ledger.documents) as documents,
             (select count(*)::int from console.staff) as staff,
             -- Only what loading writes: the worker writes its own while it runs.
             (select count(*)::int from audit.event where actor_kind = 'operator') as events`;
    return { ...row };
  });

async function expectNothingLeft() {
  await until("the end of every process", () => !allPids.some(isAlive));
  expect(await isFree(port)).toBe(true);
  expect(await isFree(brokerPort)).toBe(true);
}

/** A refusal is a sentence that a person can act on, not a stack. */
function expectRefusal({ code, said }: { code: number | null; said: string }, words: RegExp) {
  expect(said).toMatch(words);
  expect(said).toContain("Huolto did not start.");
  expect(said).not.toMatch(/^\s+at /m);
  expect(code).toBe(1);
}

/** For a start that must end by itself, on the ports of the starts before. */
const settings = () => ({
  HUOLTO_HOME: home,
  PORT: String(port),
  BROKER_PORT: String(brokerPort),
  DEMO_GRAFANA_PORT: String(grafanaPort),
});

const FUTURE = 4_102_444_800_000;
let loaded: unknown;
let firstStart: number;

beforeAll(async () => {
  port = await listeningPort();
  brokerPort = await listeningPort();
  grafanaPort = await listeningPort();
});
async function stopped() {
  if (demo?.process.exitCode === null && demo.process.signalCode === null) await demo.stop();
}
afterAll(async () => {
  await stopped();
  rmSync(home, { recursive: true, force: true });
});

describe("the first start", () => {
  test("makes a half-made data folder anew, prints one address, and is ready then", async () => {
    mkdirSync(`${data}.new/base`, { recursive: true });
    writeFileSync(`${data}.new/PG_VERSION`, "18\n");
    mkdirSync(data);
    writeFileSync(path.join(data, "postgresql.conf"), "half");
    firstStart = await start();
    expect(demo.output().match(/https?:\/\/\S+/g)).toEqual([`http://localhost:${port}`]);
    const discovery = await fetch(`http://localhost:${brokerPort}/.well-known/openid-configuration`);
    expect(discovery.status).toBe(200);
    expect(existsSync(`${data}.new`)).toBe(false);
    loaded = await counts();
    expect(loaded).toMatchObject({ companies: 12 });
  });

  test("answers for its health by name", async () => {
    expect(await get("/healthz")).toEqual({ status: 200, text: "ok\n" });
    const { status, text } = await get("/readyz");
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({
      ready: true,
      checks: { database: "ok", queue: "ok", "archive store": "ok", "document store": "ok" },
    });
  });

  test("/metrics counts what all web processes did, and is not for those behind a proxy", async () => {
    const counted = async () => {
      const { text } = await get("/metrics");
      expect(text).toContain("# TYPE huolto_http_request_seconds histogram");
      return Number(/^huolto_http_request_seconds_count\{.*method="GET",status="200".*\} (\d+)$/m.exec(text)?.[1]);
    };
    // What was answered is counted a moment later: scrapes alone are counted once each adds the one before it.
    let before = Number.NaN;
    const settled = (wanted: (last: number) => number) => async () => {
      const last = before;
      await pause(100);
      before = await counted();
      return before === wanted(last);
    };
    await until(
      "a count of scrapes alone",
      settled((last) => last + 1),
    );
    const most = before + 1;
    for (let i = 0; i < 20; i += 1) await get("/healthz");
    let scrapes = 0;
    await until(
      "the count of all requests",
      settled(() => most + 20 + scrapes++),
    );
    expect(await get("/metrics", { "x-forwarded-for": "203.0.113.7" })).toMatchObject({ status: 403 });
  });
});

describe("while it runs", () => {
  test("a killed web process is started again, and the other answers meanwhile", async () => {
    const before = running(supervisor, "app/server.ts");
    expect(before).toHaveLength(2);
    process.kill(before[0]!, "SIGKILL");
    await until("the end of the web process", () => !isAlive(before[0]!));
    const answers: number[] = [];
    await until("a second web process", async () => {
      answers.push((await get("/healthz")).status);
      return running(supervisor, "app/server.ts").length === 2;
    });
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(running(supervisor, "app/server.ts")).toContain(before[1]);
    expect(demo.output()).toContain("Web process 1 ended (SIGKILL); starting it again in 0.5 s.");
  });

  test.each(["app/worker.ts", "app/demo/broker.ts", "app/demo/grafana/server.ts"])(
    "a killed %s is started again",
    async (entry) => {
      const [before] = running(supervisor, entry);
      process.kill(before!, "SIGKILL");
      await until("a new one", () => running(supervisor, entry).some((pid) => pid !== before));
      expect(running(supervisor, entry)).toHaveLength(1);
    },
  );

  test("a second Huolto is refused: in the same home, on the same port, on the same sign-in port", async () => {
    const other = mkdtempSync(path.join(tmpdir(), "huolto-start-"));
    const free = async () => String(await listeningPort());
    const grafana = { DEMO_GRAFANA_PORT: await free() };
    expectRefusal(
      await runToEnd("start", { ...grafana, HUOLTO_HOME: home, PORT: await free(), BROKER_PORT: await free() }),
      new RegExp(`Another Huolto \\(process ${supervisor}\\) is running with HUOLTO_HOME=${home}. Stop it, or`),
    );
    expectRefusal(
      await runToEnd("start", { ...grafana, HUOLTO_HOME: other, PORT: String(port), BROKER_PORT: await free() }),
      new RegExp(`Port ${port} is in use by another program. Stop it, or choose another port: PORT=`),
    );
    expectRefusal(
      await runToEnd("start", { ...grafana, HUOLTO_HOME: other, PORT: await free(), BROKER_PORT: String(brokerPort) }),
      new RegExp(`Port ${brokerPort} is in use by another program. Stop it, or choose another port: BROKER_PORT=`),
    );
    // None of them took anything from the running one.
    expect((await get("/readyz")).status).toBe(200);
    rmSync(other, { recursive: true });
  });

  test("SIGTERM stops all of it", async () => {
    await query((sql) => sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('future', ${FUTURE})`);
    expect(await demo.stop("SIGTERM")).toBe(0);
    await expectNothingLeft();
    expect(existsSync(path.join(home, "supervisor.pid"))).toBe(false);
    expect(existsSync(path.join(home, "postgres-url"))).toBe(false);
  });
});

describe("the next starts", () => {
  // One that failed must not fail those after it too.
  afterEach(stopped);

  test("a newer schema is refused, and nothing of the start stays behind", async () => {
    const env = settings();
    expectRefusal(await runToEnd("start", env), /made by a newer version of Huolto. Start that version, or point/);
    expect(existsSync(path.join(data, "postmaster.pid"))).toBe(false);
  });

  test("DATABASE_URL is used as it is: no embedded server is started", async () => {
    const external = await startEmbedded(home);
    try {
      const sql = postgres(external.url, { max: 1 });
      await sql`delete from drizzle.__drizzle_migrations where created_at = ${FUTURE}`;
      await sql.end();
      await start({ DATABASE_URL: external.url });
      expect(descendants(supervisor).filter(({ command }) => /postgres/.test(command))).toEqual([]);
      expect(JSON.parse((await get("/readyz")).text).ready).toBe(true);
      expect(await demo.stop()).toBe(0);
    } finally {
      await external.stop();
    }
    await expectNothingLeft();
  });

  test("a second start does a small part of the first's work and loads nothing twice; kill -9 of the supervisor ends all", async () => {
    expect(await start()).toBeLessThan(firstStart / 2);
    expect(await counts()).toEqual(loaded);
    process.kill(supervisor, "SIGKILL");
    await expectNothingLeft();
    expect(existsSync(path.join(home, "supervisor.pid"))).toBe(true);
  });

  test("after that it starts again; and stops when its own starter is killed", async () => {
    await start();
    expect(await counts()).toEqual(loaded);
    expect((await get("/readyz")).status).toBe(200);
    demo.process.kill("SIGKILL");
    await expectNothingLeft();
    expect(existsSync(path.join(home, "supervisor.pid"))).toBe(false);
  });

  test("Ctrl-C, which reaches every process of the terminal's group, stops all of it in order", async () => {
    await start();
    const web = running(supervisor, "app/server.ts");
    for (const pid of [...web, supervisor, demo.process.pid!]) process.kill(pid, "SIGINT");
    expect(await demo.stop("SIGINT")).toBe(0);
    expect(demo.output()).toMatch(/Stopping \.\.\.\nStopped\.\n$/);
    await expectNothingLeft();
  });

  test("web processes that end at once are given up after a few tries, and nothing stays behind", async () => {
    const broken = path.join(home, "broken.cjs");
    writeFileSync(
      broken,
      'if (/app.server\\.ts$/.test(process.argv[1])) { console.log("broken build"); process.exit(3); }',
    );
    const env = settings();
    const refused = await runToEnd("start", { ...env, NODE_OPTIONS: `--require=${broken}` });
    expectRefusal(refused, /The web processes end as soon as they are started. The lines above say why./);
    expect(refused.said.match(/broken build/g)).toHaveLength(6);
    expect(existsSync(path.join(data, "postmaster.pid"))).toBe(false);
    expect(await isFree(brokerPort)).toBe(true);
  });

  test("a damaged data folder gets a sentence that names it", async () => {
    rmSync(path.join(data, "global", "pg_control"));
    const env = settings();
    expectRefusal(
      await runToEnd("start", env),
      new RegExp(`did not start with the data in ${data}. If the folder is damaged, move it away .* and start again`),
    );
  });
});

describe("what is wrong gets a sentence", () => {
  const other = mkdtempSync(path.join(tmpdir(), "huolto-start-"));
  chmodSync(other, 0o755);
  const refused = async (env: Record<string, string>) =>
    runToEnd("start", {
      HUOLTO_HOME: other,
      PORT: String(await listeningPort()),
      BROKER_PORT: String(await listeningPort()),
      DEMO_GRAFANA_PORT: String(await listeningPort()),
      ...env,
    });
  afterAll(() => rmSync(other, { recursive: true, force: true }));

  test.each([
    [{ WEB_PROCESSES: "1" }, /WEB_PROCESSES: must be two or more/],
    [{ PORT: "abc" }, /PORT: must be a whole number from 1 to 65535/],
    [{ BROKER_PORT: "abc" }, /BROKER_PORT: must be a whole number from 1 to 65535/],
    [{ PORT: "3900", BROKER_PORT: "3900" }, /BROKER_PORT: must be another port than PORT, which is 3900 too/],
    [{ DEMO_GRAFANA_PORT: "abc" }, /DEMO_GRAFANA_PORT: must be a whole number from 1 to 65535/],
    [{ BROKER_PORT: "3901", DEMO_GRAFANA_PORT: "3901" }, /DEMO_GRAFANA_PORT: must be another port than PORT \(\d+\)/],
    [{ HOST: "203.0.113.1" }, /This machine has no address 203\.0\.113\.1 to listen on. Correct HOST./],
    [{ TRUSTED_PROXIES: "my-proxy" }, /TRUSTED_PROXIES: must be addresses or networks/],
    [{ OIDC_METHODS: "pigeon=idp:x" }, /OIDC_METHODS: .*"pigeon=idp:x" is not id=acr_value/],
    [{ DATABASE_URL: "mysql://127.0.0.1/x" }, /DATABASE_URL: must be a postgres:\/\/ URL/],
    [{ DATABASE_URL: "postgres://127.0.0.1:5432" }, /DATABASE_URL: must be a URL such as postgres:\/\/user/],
  ])("%j", async (env, words) => {
    expectRefusal(await refused(env as Record<string, string>), words);
  });

  test("a home below a file", async () => {
    const file = path.join(other, "file");
    writeFileSync(file, "");
    expectRefusal(await refused({ HUOLTO_HOME: path.join(file, "home") }), /cannot be made: a file is in the way/);
  });

  const isRoot = process.getuid?.() === 0;
  test.skipIf(isRoot)("a home that this user may not write (root may write everywhere)", async () => {
    const locked = path.join(other, "locked");
    mkdirSync(locked, { mode: 0o555 });
    expectRefusal(await refused({ HUOLTO_HOME: locked }), /This user may not write to .* Set HUOLTO_HOME to a folder/);
  });

  const mountable = isRoot && process.platform === "linux";
  const mounted = async (options: string, body: (folder: string) => Promise<void>) => {
    const folder = mkdtempSync(path.join(other, "mount-"));
    const done = spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder], { encoding: "utf8" });
    if (done.status !== 0) throw new Error(`No file system could be mounted: ${done.stderr}`);
    try {
      await body(folder);
    } finally {
      spawnSync("umount", [folder]);
    }
  };
  const canMount = mountable && spawnSync("unshare", ["-m", "true"]).status === 0;

  test.skipIf(!canMount)("a home that is mounted read-only (only root can mount)", () =>
    mounted("ro,size=64k", async (folder) => {
      expectRefusal(
        await refused({ HUOLTO_HOME: folder }),
        /This user may not write to .* Set HUOLTO_HOME to a folder/,
      );
    }),
  );

  test.skipIf(!canMount)("a full disk, and one that is too small for a database (only root can mount)", async () => {
    await mounted("size=4k,mode=755", async (folder) => {
      writeFileSync(path.join(folder, "filler"), Buffer.alloc(4096));
      expectRefusal(
        await refused({ HUOLTO_HOME: folder }),
        /The disk of .* is full. Free some space, or set HUOLTO_HOME/,
      );
    });
    await mounted("size=16m,mode=755", async (folder) => {
      expectRefusal(
        await refused({ HUOLTO_HOME: folder }),
        /The disk of .* is full. Free some space, or set HUOLTO_HOME/,
      );
    });
  });
});
