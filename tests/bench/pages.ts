import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import autocannon from "autocannon";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "#db/schema/index.ts";
import { POSTGRES_URL_FILE } from "#db/open-owner.ts";
import { newToken, sha256Hex } from "#app/domain/identity/tokens.server.ts";
import { paths } from "#app/paths.ts";
import { SESSION_COOKIE } from "#app/platform/session.server.ts";
import { seedDemoBulletins } from "#app/demo/seed-bulletins.server.ts";
import { seedDemoService } from "#app/demo/seed-service.server.ts";
import { startDemoGrafana } from "#app/demo/grafana/server.ts";
import { createServiceModel } from "#app/demo/service-model/create-service-model.ts";
import { systemClock } from "#app/platform/clock.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { startDemo } from "#tests/support/running-demo.ts";

/** The largest service that the pages are made for, over a year. */
const PAGES = 200;
const CUSTOMERS = 20_000;
const USERS = 50;
const SECONDS = 10;
/** A year of hours is read from Grafana in the background after the start. */
const HISTORY_PATIENCE_MS = 300_000;

/** Sessions of people of the platform team, as a sign-in would make them. */
async function signedIn(sql: postgres.Sql): Promise<string[]> {
  const people = await sql`
    select s.id from console.staff s join console.staff_role r on r.staff_id = s.id and r.state = 'active' and r.role = 'platform'`;
  const tokens: string[] = [];
  for (let i = 0; i < USERS; i += 1) {
    const token = newToken();
    tokens.push(token);
    await sql`insert into console.session (staff_id, token_sha256, form_token, auth_time, method, acr)
      values (${people[i % people.length]!.id}, ${sha256Hex(token)}, ${newToken()}, now(), 'mobile_app', 'loa:substantial')`;
  }
  return tokens;
}

/** Windows, releases and bulletins as in the demo, and ten years of weekly bulletins. */
async function tenYearsOfBulletins(sql: postgres.Sql, model: ReturnType<typeof createServiceModel>): Promise<void> {
  const db = drizzle(sql, { schema });
  const now = new Date();
  await seedDemoService(db, { now, model, profile: loadProfile() });
  await seedDemoBulletins(db, { now });
  await sql`
    with one as (select * from console.bulletin where kind = 'weekly' and state = 'published' order by week_of limit 1)
    insert into console.bulletin (kind, slug, week_of, state, content, version, submitted_by, submitted_at, approved_by, approved_at,
      published, published_version, first_published_at, published_at, created_by)
    select kind, slug || '-' || n, week_of - 7 * n, state, content, version, submitted_by, submitted_at, approved_by, approved_at,
      published, published_version, first_published_at - n * interval '7 days', published_at - n * interval '7 days', created_by
      from one, generate_series(1, 520) n`;
}

async function yearOfHours(sql: postgres.Sql): Promise<number> {
  const until = Date.now() + HISTORY_PATIENCE_MS;
  for (;;) {
    const [row] = await sql`select count(distinct hour)::int as hours from console.latency_hour`;
    if (row!.hours >= 365 * 24 || Date.now() > until) return row!.hours;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

type Times = { times: number[]; perSecond: number; failed: number };

/** Times are collected one by one: the tool itself reports no 95th percentile. */
async function fire(url: string, cookies: readonly string[], load: Partial<autocannon.Options>): Promise<Times> {
  let next = 0;
  const times: number[] = [];
  const options: autocannon.Options = {
    url,
    duration: SECONDS,
    ...load,
    setupClient: (client) => {
      client.setHeaders({ cookie: `${SESSION_COOKIE}=${cookies[next++ % cookies.length]}` });
    },
  };
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(options, (error, done) => (error ? reject(error) : resolve(done)));
    run.on("response", (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
  });
  return { times, perSecond: result.requests.average, failed: result.non2xx + result.errors };
}

/** Each person asks once a second, at a moment of their own: together they would only measure their queue. */
async function eachOncePerSecond(url: string, cookies: readonly string[]): Promise<Times> {
  const people = cookies.map(async (cookie, i) => {
    await new Promise((resolve) => setTimeout(resolve, (i * 1000) / cookies.length));
    return fire(url, [cookie], { connections: 1, overallRate: 1 });
  });
  const all = await Promise.all(people);
  return {
    times: all.flatMap(({ times }) => times),
    perSecond: all.reduce((sum, { perSecond }) => sum + perSecond, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
  };
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** What a browser loads for a page: its HTML as sent, and its scripts and styles as compressed. */
async function weight(origin: string, page: string, cookie: string) {
  const html = await (await fetch(origin + page, { headers: { cookie: `${SESSION_COOKIE}=${cookie}` } })).text();
  const files = [...new Set([...html.matchAll(/\/assets\/[\w.-]+\.(?:js|css)/g)].map((match) => match[0]))];
  let script = 0;
  let style = 0;
  for (const file of files) {
    const size = gzipSync(Buffer.from(await (await fetch(origin + file)).arrayBuffer())).length;
    if (file.endsWith(".js")) script += size;
    else style += size;
  }
  return { html: html.length, script, style };
}

/**
 * Each page's server time for 50 people who are signed in, with a year of data, beside the smallest page of the product in the
 * same run: first 50 requests a second (each person one), then as many as the machine gives.
 */
export async function benchPages() {
  const tokens = { reader: newToken(), writer: newToken() };
  const model = createServiceModel({ pages: PAGES, customers: CUSTOMERS });
  const grafana = await startDemoGrafana({
    port: 0,
    model,
    profile: loadProfile(),
    clock: systemClock,
    tokens,
  });
  const demo = await startDemo({
    env: { GRAFANA_URL: grafana.baseUrl, GRAFANA_TOKEN: tokens.reader, GRAFANA_WRITER_TOKEN: tokens.writer },
  });
  const sql = postgres(readFileSync(path.join(demo.home, POSTGRES_URL_FILE), "utf8").trim(), { max: 1 });
  try {
    const cookies = await signedIn(sql);
    await tenYearsOfBulletins(sql, model);
    const hours = await yearOfHours(sql);
    process.stdout.write(`${PAGES} pages, ${CUSTOMERS} customers, ${hours} hours of latency; ${USERS} people\n`);
    process.stdout.write(
      "page                 p50 ms  p95 ms  of /account/sessions  saturated req/s  p95 ms  HTML kB  JS kB gz  CSS kB gz\n",
    );
    const pages = [
      paths.ownSessions(),
      paths.health(),
      paths.component("app-servers"),
      paths.incidents(),
      paths.backups(),
      paths.onCall(),
      paths.latency(),
      paths.latencyPages(),
      paths.latencyParts(),
      paths.latencyCustomers(),
      paths.latencyCalendar(),
      paths.serviceFacts(),
      paths.maintenance(),
      paths.releases(),
      paths.bulletins(),
      paths.publicHome(),
      paths.publicMaintenance(),
      paths.publicMaintenanceFeed("ics"),
      paths.publicBulletins(),
      paths.publicBulletins({ q: "lasku" }),
      paths.publicBulletinsFeed("fi", "atom"),
    ];
    let reference: number | undefined;
    for (const page of pages) {
      // Once for each process and the caches: the aim is a warm page.
      for (let i = 0; i < 12; i += 1)
        await fetch(demo.origin + page, { headers: { cookie: `${SESSION_COOKIE}=${cookies[i]}` } });
      const paced = await eachOncePerSecond(demo.origin + page, cookies);
      const full = await fire(demo.origin + page, cookies, { connections: USERS });
      const { html, script, style } = await weight(demo.origin, page, cookies[0]!);
      const failed = paced.failed + full.failed;
      const p95 = percentile(paced.times, 0.95);
      reference ??= p95;
      const cells = [
        page.padEnd(20),
        percentile(paced.times, 0.5).toFixed(1).padStart(6),
        p95.toFixed(1).padStart(7),
        `${(p95 / reference).toFixed(1)}x`.padStart(21),
        full.perSecond.toFixed(0).padStart(16),
        percentile(full.times, 0.95).toFixed(0).padStart(7),
        (html / 1000).toFixed(0).padStart(8),
        (script / 1000).toFixed(0).padStart(9),
        (style / 1000).toFixed(0).padStart(10),
      ];
      process.stdout.write(`${cells.join(" ")}${failed > 0 ? `  ${failed} FAILED` : ""}\n`);
    }
  } finally {
    await sql.end();
    await demo.stop();
    await grafana.stop();
  }
}
