import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { parse, stringify } from "yaml";
import { freePort } from "#db/embedded.ts";

export type PromSeries = { labels: Record<string, string>; points: [timeMs: number, value: number][] };
export type Prometheus = {
  url: string;
  /** @returns one point per series */
  instant(promql: string, atMs: number): Promise<PromSeries[]>;
  range(promql: string, times: { fromMs: number; toMs: number; stepMs: number }): Promise<PromSeries[]>;
  stop(): Promise<void>;
};

const run = promisify(execFile);
const PATIENCE_MS = 20_000;
/**
 * Blocks of many days: promtool reads the whole file of samples again for each block, and gives a rule up whose interval is longer
 * than one.
 */
const BLOCKS = "--max-block-duration=162h";

/**
 * Starts a real Prometheus on a free loopback port, in a temporary folder that goes with it. It scrapes nothing: it has the
 * samples that are given, and what the recording rules make of them.
 * @param options.openMetrics in chunks, ended by `# EOF`
 * @param options.rules a file of recording rules, whose groups are evaluated over all of the data, one after the other: a rule
 *   can read what an earlier group has recorded, as in a Prometheus that has run all the time
 */
export async function startPrometheus({
  openMetrics,
  rules,
  fromMs,
  toMs,
}: {
  openMetrics: AsyncIterable<string>;
  rules?: string;
  fromMs: number;
  toMs: number;
}): Promise<Prometheus> {
  const folder = mkdtempSync(path.join(tmpdir(), "huolto-prometheus-"));
  const data = path.join(folder, "data");
  const samples = path.join(folder, "samples.txt");
  mkdirSync(data);
  writeFileSync(path.join(folder, "prometheus.yml"), "global: {}\n");
  let server = { url: "", stop: async () => {} };
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await pipeline(Readable.from(openMetrics), createWriteStream(samples));
    await run("promtool", ["tsdb", "create-blocks-from", "openmetrics", BLOCKS, samples, data]);
    rmSync(samples);
    server = await serve(folder);
    for (const group of rules ? (parse(rules).groups as { name: string }[]) : []) {
      // Prometheus spreads groups over their interval by their file's name as it is given: the same each time.
      const file = `${group.name}.yml`;
      writeFileSync(path.join(folder, file), stringify({ groups: [group] }));
      const span = [`--start=${fromMs / 1000}`, `--end=${toMs / 1000}`];
      const from = [...span, "--output-dir=data", `--url=${server.url}`, file];
      await run("promtool", ["tsdb", "create-blocks-from", "rules", BLOCKS, ...from], { cwd: folder });
      // Blocks that appear in its folder are seen at a start.
      await server.stop();
      server = await serve(folder);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const { url } = server;
  return {
    url,
    instant: (promql, atMs) => ask(url, "query", { query: promql, time: String(atMs / 1000) }),
    range: (promql, { fromMs: start, toMs: end, stepMs }) =>
      ask(url, "query_range", {
        query: promql,
        start: String(start / 1000),
        end: String(end / 1000),
        step: String(stepMs / 1000),
      }),
    stop,
  };
}

async function serve(folder: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort();
  const child: ChildProcess = spawn(
    "prometheus",
    [
      `--config.file=${path.join(folder, "prometheus.yml")}`,
      `--storage.tsdb.path=${path.join(folder, "data")}`,
      "--storage.tsdb.retention.time=100y",
      `--web.listen-address=127.0.0.1:${port}`,
      "--log.level=error",
    ],
    { cwd: folder, stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  child.stderr!.on("data", (chunk) => {
    said += chunk;
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const ready = await fetch(`${url}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return { url, stop };
    if (child.exitCode !== null || Date.now() > end) {
      await stop();
      throw new Error(`Prometheus did not start:\n${said}`);
    }
    await pause(100);
  }
}

type Sample = [seconds: number, value: string];
type Answer = {
  status: string;
  error?: string;
  data: { resultType: string; result: { metric: Record<string, string>; value?: Sample; values?: Sample[] }[] };
};

async function ask(url: string, call: string, params: Record<string, string>): Promise<PromSeries[]> {
  const response = await fetch(`${url}/api/v1/${call}`, { method: "POST", body: new URLSearchParams(params) });
  const answer = (await response.json()) as Answer;
  if (answer.status !== "success") throw new Error(`Prometheus refuses ${params.query}: ${answer.error}`);
  const numberOf = (text: string) =>
    text === "+Inf" ? Number.POSITIVE_INFINITY : text === "-Inf" ? Number.NEGATIVE_INFINITY : Number(text);
  return answer.data.result.map(({ metric, value, values }) => ({
    labels: metric,
    points: (values ?? [value!]).map(([seconds, text]) => [Math.round(seconds * 1000), numberOf(text)]),
  }));
}
