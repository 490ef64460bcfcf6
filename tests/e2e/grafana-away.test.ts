import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeBrowserAfterwards, signIn, type Visitor, visitor } from "#tests/support/browser.ts";
import { faults, startFaultyGrafana } from "#tests/support/faulty-grafana.ts";
import { running, until } from "#tests/support/processes.ts";
import { type RunningDemo, startDemo } from "#tests/support/running-demo.ts";

/**
 * Grafana goes away under a running console, fails in each way that it can, and comes back. The tests build on each other, in
 * order: what ages in one is old in the next.
 */
closeBrowserAfterwards();

const TOKENS = { reader: "glsa_readerReaderReader_0a1b2c3d", writer: "glsa_writerWriterWriter_4e5f6a7b" };
/**
 * A person may wait so long for a page while Grafana is cut off, and so long while it keeps everybody hanging, beside what
 * this machine takes for a page just now.
 */
const CUT_MS = 5000;
const SILENT_MS = 11_000;
/** The slowest page while all is well. */
let usualMs = 0;

let grafana: Awaited<ReturnType<typeof startFaultyGrafana>>;
let demo: RunningDemo;
let alma: Visitor;
let pirkko: Visitor;
let pids: number[];

/** Every page goes through the browser; what is looked at again and again goes beside it, on a connection of its own each time. */
async function read(
  person: Visitor,
  path: string,
): Promise<{ status: number; text: string; html: string; ms: number }> {
  const cookies = await person.context.cookies(demo.origin);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const began = Date.now();
  const { status, html } = await new Promise<{ status: number; html: string }>((resolve, reject) => {
    const sent = request(demo.origin + path, { headers: { cookie, accept: "text/html" }, agent: false }, (answer) => {
      let body = "";
      answer.setEncoding("utf8").on("data", (chunk) => {
        body += chunk;
      });
      answer.on("end", () => resolve({ status: answer.statusCode!, html: body }));
    });
    sent.once("error", reject).end();
  });
  return { status, html, text: textOf(html), ms: Date.now() - began };
}

const entities: Record<string, string> = { "&#x27;": "'", "&quot;": '"', "&amp;": "&", "&lt;": "<", "&gt;": ">" };
/** What stands in the page's main part, as one line. */
const textOf = (html: string) =>
  (/<main[^>]*>(.*)<\/main>/s.exec(html)?.[1] ?? "")
    .replace(/<!-- -->/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&(#x27|quot|amp|lt|gt);/g, (entity) => entities[entity]!)
    .replace(/\s+/g, " ");

const processes = () =>
  ["app/server.ts", "app/worker.ts"].flatMap((part) => running(demo.process.pid!, part)).sort((a, b) => a - b);

const states = async ({ page }: Visitor) => {
  await page.goto(`${demo.origin}/health`);
  const cells = await page.locator("main table tbody tr:has(th) > td:first-of-type").allTextContents();
  return cells.map((cell) => /^(Operational|Slow|Partly down|Down|Unknown)/.exec(cell)?.[0]);
};

beforeAll(async () => {
  grafana = await startFaultyGrafana(TOKENS);
  // Each process has a circuit breaker of its own: with more of them one is found that does not rest.
  demo = await startDemo({
    env: {
      GRAFANA_URL: grafana.url,
      GRAFANA_TOKEN: TOKENS.reader,
      GRAFANA_WRITER_TOKEN: TOKENS.writer,
      WEB_PROCESSES: "5",
      LOG_LEVEL: "debug",
    },
  });
  pids = processes();
  [alma, pirkko] = [await visitor(), await visitor()];
  await signIn(alma, "Alma Alustala", { at: demo.origin });
  await signIn(pirkko, "Pirkko Palvelusto", { at: demo.origin });
});
afterAll(async () => {
  await demo?.stop();
  await grafana?.stop();
});

test("well: every component is known, and latency is from now", async () => {
  await until(
    "the first look at every component",
    async () => !/Unknown|No components/.test((await read(alma, "/health")).text),
    180_000,
  );
  const seen = await states(alma);
  expect(seen).toHaveLength(11);
  expect(seen.filter((state) => state === "Operational").length).toBeGreaterThanOrEqual(7);
  await until("latency of now", async () =>
    /Now, last 5 minutes \d\.\d\d s /.test((await read(alma, "/latency")).text),
  );
  const source = (await read(alma, "/health/source")).text;
  expect(source).toContain(`Checks of ${grafana.url}`);
  expect(source).not.toMatch(/Fails|Left alone/);
  // Of pages that were looked at before: of the others nothing is remembered when Grafana goes.
  for (const address of ["/health", "/latency", "/health/source"])
    usualMs = Math.max(usualMs, (await read(alma, address)).ms);
  // It is no demo's Grafana, as far as the console knows.
  expect((await read(alma, "/latency")).html).not.toContain("Measurements are demo data");
});

const pages = [
  "/",
  "/health",
  "/health/components",
  "/health/components/databases",
  "/health/incidents",
  "/health/backups",
  "/health/on-call",
  "/service-facts",
  "/latency",
  "/latency?period=28d",
  "/latency/pages",
  "/latency/parts",
  "/latency/customers",
  "/latency/calendar",
  "/latency/report",
];

test("cut off: every page answers soon, an incident is opened, and those on call are found", async () => {
  grafana.become("cut");
  for (const person of [alma, pirkko])
    for (const address of person === alma ? [...pages, "/health/new-incident", "/health/source"] : pages) {
      const { status, ms, html } = await read(person, address);
      expect({ address, status }).toEqual({ address, status: 200 });
      expect(ms, address).toBeLessThan(CUT_MS + 2 * usualMs);
      expect(html).not.toContain("glsa_");
    }

  const { page } = alma;
  await page.goto(`${demo.origin}/health/new-incident?component=databases`);
  await page.getByLabel("Title").fill("Measurements are away");
  await page.getByLabel("What is known so far").fill("Grafana does not answer; the service does.");
  await page.getByRole("button", { name: "Open the incident" }).click();
  await page.getByRole("heading", { level: 1, name: /^Measurements are away/ }).waitFor();
  await page.goto(`${demo.origin}/health/on-call`);
  await page.getByLabel("A note for the next person").fill("Grafana is away since this morning.");
  await page.getByRole("button", { name: "Add the note" }).click();
  await page.getByRole("listitem").filter({ hasText: "Grafana is away since this morning." }).waitFor();
  expect(alma.trouble).toEqual([]);
});

const rows: [name: keyof typeof faults, words: RegExp][] = [
  [
    "expiredToken",
    /refuses the token of GRAFANA_TOKEN \(api-key\.expired\)\. Make a new service account token in Grafana, set GRAFANA_TOKEN and restart\./,
  ],
  ["forbidden", /lacks the right datasources:query\. Give it that right in Grafana.*code ACE0123456789/],
  ["noDataSource", /no data source with the uid prometheus\. Set GRAFANA_DATASOURCE_UID to that of its Prometheus/],
  ["badQuery", /cannot run this query \("bad_data: parse error.*Correct the purpose's PromQL in the service profile\./],
  ["throttled", /takes no more questions for the moment \(too many requests\)\. It is asked again later\..*status 429/],
  ["failed", /Grafana failed \(500\)\. Look at Grafana's log/],
  ["badGateway", /Grafana failed \(502\)\. Look at Grafana's log/],
  ["silent", /did not answer within \d+ s\. See whether it or its data source is overloaded|has not answered yet/],
  [
    "signInPage",
    /answers, but not as Grafana does \(a web page instead of data\)\. GRAFANA_URL names something else, or a sign-in page stands before Grafana\./,
  ],
  ["garbage", /answers, but not as Grafana does \(no JSON\)\. GRAFANA_URL names something else/],
];

test.each(rows)("%s: the platform team reads what to do, customer service that it is known", async (name, words) => {
  grafana.become(faults[name]);
  // A question that nobody asked before, so that nothing is remembered of it.
  const address = `/latency?page=/never-asked/${name}`;
  const shown = async (path: string) => {
    let last = "";
    await until(
      `${path} to say ${words}`,
      async () => {
        const { status, html, text, ms } = await read(alma, path);
        expect(status).toBe(200);
        expect(ms).toBeLessThan(SILENT_MS + 2 * usualMs);
        expect(html).not.toContain("glsa_");
        last = text;
        return words.test(text);
      },
      // Two processes rest 15 s each after what failed before, and a silent try takes its whole time.
      300_000,
    ).catch((error: Error) => {
      throw new Error(`${error.message} It said: ${last}`);
    });
  };
  await Promise.all([shown("/health/source"), shown(address)]);
  const { text, html } = await read(pirkko, address);
  expect(text).toMatch(
    /(Measurements are from .*|There are no measurements to show); the platform team is told\. Everything else works\./,
  );
  // Not even unseen, in what the page's script is given.
  expect(html).not.toMatch(/glsa_|GRAFANA_|api-key|ACE0123/);
});

test("away for more than a minute: nothing is called well, and old values are dimmed and dated", async () => {
  grafana.become("cut");
  await until(
    "unknown components",
    async () => /The state of all 11 components is unknown/.test((await read(alma, "/health")).text),
    300_000,
  );
  expect(new Set(await states(alma))).toEqual(new Set(["Unknown"]));
  const health = (await read(alma, "/health")).text;
  expect(health.match(/Was operational, last seen \d\d:\d\d/g)!.length).toBeGreaterThanOrEqual(7);
  expect(health).toMatch(/Measurements are from \d\d:\d\d\./);
  expect((await read(pirkko, "/health")).text).toMatch(
    /Measurements are from \d\d:\d\d; the platform team is told\. Everything else works\./,
  );
  expect((await read(pirkko, "/")).text).toMatch(/The state of all 11 components is unknown since \d\d:\d\d/);

  const { page } = alma;
  await page.goto(`${demo.origin}/latency`);
  const now = page.getByText("Now, last 5 minutes").locator("..");
  expect(await now.textContent()).toMatch(/stale since \d\d:\d\d, \d+ (s|min) ago/);
  const colours = await now
    .locator("p")
    .evaluateAll((lines) => lines.slice(0, 2).map((line) => getComputedStyle(line).color));
  expect(colours[1]).toBe(colours[0]);
  // A process whose breaker rests still tells of the fault that it met last.
  await until(
    "a process that has met the cut",
    async () => /ECONNRE|connection to .* broke|Nothing answers/.test((await read(alma, "/latency")).text),
    120_000,
  );
  expect((await read(pirkko, "/latency")).text).toContain("the platform team is told. Everything else works.");
  expect((await read(alma, "/health/backups")).text).not.toMatch(/All three backup rules are kept/);
});

test("back again: pages recover by themselves, in the same processes", async () => {
  grafana.become(null);
  await until(
    "the state of every component",
    async () => !/Unknown|Was operational/.test((await read(alma, "/health")).text),
    300_000,
  );
  expect((await states(alma)).filter((state) => state === "Operational").length).toBeGreaterThanOrEqual(7);
  for (let well = 0; well < 6; )
    well = /stale|the platform team|Measurements are from/.test((await read(alma, "/latency")).text) ? 0 : well + 1;
  await until(
    "a source that is well",
    async () => !/Fails|Left alone/.test((await read(alma, "/health/source")).text),
    180_000,
  );
  expect(processes()).toEqual(pids);
  expect([...alma.trouble, ...pirkko.trouble]).toEqual([]);
});

test("no token was written to the log", () => {
  const log = demo.output();
  expect(log).toContain("circuit breaker");
  expect(log).not.toContain("glsa_");
});
