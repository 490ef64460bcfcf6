import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { createServiceModel } from "#app/demo/service-model/create-service-model.ts";
import { writeOpenMetrics } from "#app/demo/service-model/write-open-metrics.ts";
import { runTool, toolTest } from "#tests/support/tools.ts";

const HOUR = 3_600_000;
const model = createServiceModel({ from: new Date("2026-11-01T00:00:00Z"), pages: 3, customers: 12 });
const fromMs = Date.parse("2026-11-17T02:00:00Z");

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function text(selection: Parameters<typeof writeOpenMetrics>[1]): Promise<string> {
  let all = "";
  for await (const chunk of writeOpenMetrics(model, selection)) all += chunk;
  return all;
}

test("a family is written once, each series in the order of time, and the text ends", async () => {
  const written = await text({
    fromMs,
    toMs: fromMs + HOUR,
    stepMs: HOUR / 2,
    metrics: ["release_info", "backup_instances"],
    keep: ({ tier }) => tier === undefined || tier === "primary",
  });
  // 2026.47.0 took over at 04:00 UTC of that day, so another runs until then.
  expect(written).toMatch(
    /^# TYPE release_info gauge\n(release_info\{version="2026\.46\.\d",kind="(weekly|urgent)"\} 1 17\d+\n){3}/,
  );
  expect(written.split("# TYPE backup_instances gauge\n")[1]).toBe(
    `backup_instances{tier="primary",medium="disk",site="helsinki"} 1 1794880800
backup_instances{tier="primary",medium="disk",site="helsinki"} 1 1794882600
backup_instances{tier="primary",medium="disk",site="helsinki"} 1 1794884400
backup_instances{tier="primary",medium="disk",site="espoo"} 1 1794880800
backup_instances{tier="primary",medium="disk",site="espoo"} 1 1794882600
backup_instances{tier="primary",medium="disk",site="espoo"} 1 1794884400
# EOF
`,
  );
});

test("a recorded series is written at its own whole hours", async () => {
  const written = await text({
    fromMs: fromMs + 60_000,
    toMs: fromMs + 3 * HOUR,
    stepMs: 300_000,
    metrics: ["huolto:page_requests:increase1h"],
    keep: ({ page, client }) => page === "/home" && client === "browser",
  });
  const times = [...written.matchAll(/ (\d+)$/gm)].map(([, seconds]) => Number(seconds) * 1000 - fromMs);
  expect(times).toEqual([HOUR, 2 * HOUR, 3 * HOUR]);
});

test("what cannot be written is refused before the first line", async () => {
  const span = { fromMs, toMs: fromMs + HOUR, stepMs: 60_000 };
  await expect(text({ ...span, metrics: ["no_such_metric"] })).rejects.toThrow(
    "The model has no metric no_such_metric.",
  );
  await expect(text({ ...span, stepMs: 0 })).rejects.toThrow("The step must be longer than 0 ms.");
  await expect(text({ fromMs, toMs: fromMs + 400 * 24 * HOUR, stepMs: 1000 })).rejects.toThrow(
    /^\d+ samples are more than 15000000: take a longer step or fewer series\.$/,
  );
});

toolTest(
  "promtool makes blocks of everything, and reads back what the model says",
  "promtool",
  async (promtool) => {
    const folder = mkdtempSync(path.join(tmpdir(), "huolto-metrics-"));
    folders.push(folder);
    const file = path.join(folder, "metrics.txt");
    writeFileSync(file, await text({ fromMs, toMs: fromMs + 4 * HOUR, stepMs: 300_000 }));
    const blocks = path.join(folder, "data");
    runTool(promtool, ["tsdb", "create-blocks-from", "openmetrics", file, blocks]);
    expect(readdirSync(blocks).filter((name) => /^[0-9A-Z]{26}$/.test(name)).length).toBeGreaterThanOrEqual(2);

    const dumped = runTool(promtool, [
      "tsdb",
      "dump",
      '--match={__name__=~"service_page_seconds_(bucket|sum)",page="/home",client="browser"}',
      `--min-time=${fromMs + HOUR}`,
      `--max-time=${fromMs + HOUR}`,
      blocks,
    ]);
    const lines = dumped.trim().split("\n");
    expect(lines).toHaveLength(11);
    const sum = model.metric("service_page_seconds_sum")!;
    const index = sum.series.findIndex(({ labels }) => labels.page === "/home" && labels.client === "browser");
    const line = lines.find((one) => one.includes("service_page_seconds_sum"))!;
    expect(Number(line.split("} ")[1]!.split(" ")[0])).toBeCloseTo(sum.increase!(index, 0, fromMs + HOUR), 5);
  },
  { timeoutMs: 60_000 },
);
