import { eq } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import * as announcementsFeed from "#app/routes/public/announcements-feed.ts";
import * as bulletinsFeed from "#app/routes/public/bulletins-feed.ts";
import * as maintenanceCalendar from "#app/routes/public/maintenance-calendar.ts";
import * as maintenanceFeed from "#app/routes/public/maintenance-feed.ts";
import { bulletin } from "#db/schema/bulletins.ts";
import { staff } from "#db/schema/identity.ts";
import { maintenanceWindow } from "#db/schema/maintenance.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { testClock } from "#tests/support/contexts.ts";
import { feedparserTest, readWithFeedparser, xmlFaults } from "#tests/support/feed-readers.ts";
import { getFrom } from "#tests/support/get-from.ts";
import { aBulletin, aWindow, contentSaying } from "#tests/support/published.ts";
import { runningApp } from "#tests/support/running-app.ts";

const database = await testDatabase();
const clock = testClock(new Date("2026-11-23T10:00:00Z"));

/** The feeds' own routes behind everything that stands before Remix. */
const at = (path: string, module: object) => ({ id: path, path, module });
const formats = ["atom", "rss", "json"];
const routes = [
  at("public/maintenance.ics", maintenanceCalendar),
  ...["atom", "json"].map((format) => at(`public/maintenance.${format}`, maintenanceFeed)),
  ...formats.map((format) => at(`public/bulletins/:language.${format}`, bulletinsFeed)),
  ...formats.map((format) => at(`public/announcements/:language.${format}`, announcementsFeed)),
];
const server = await runningApp({ handle: database, clock, routes });
afterAll(server.stop);

const get = getFrom(server.port);

const everyXml = [
  "/public/maintenance.atom",
  "/public/bulletins/fi.atom",
  "/public/bulletins/sv.rss",
  "/public/announcements/en.atom",
  "/public/announcements/fi.rss",
];
const everyFeed = [...everyXml, "/public/maintenance.json", "/public/bulletins/en.json", "/public/maintenance.ics"];

feedparserTest("a feed of nothing is one", async () => {
  for (const path of everyXml) {
    const { body, headers } = await get(path);
    expect(xmlFaults(body), path).toBe("");
    const feed = readWithFeedparser(body, headers["content-type"]!);
    expect([feed.bozo, feed.why, feed.entries], path).toEqual([false, "", []]);
    expect(feed.self, path).toEqual([`https://portal.example${path}${path.includes("maintenance") ? "?lang=fi" : ""}`]);
  }
  const json = JSON.parse((await get("/public/maintenance.json?lang=sv")).body);
  expect(json).toMatchObject({ version: "https://jsonfeed.org/version/1.1", language: "sv", items: [] });
  expect(json.title).toBe("Netvisor: Underhållsavbrott");
});

const hostile = `a]]>b ]]> & <script>alert(1)</script> &amp; "q" 😀 \u202Eabc\u0007 <b>bold</b>`;
const markdown = [
  "A [good](https://example.com/?a=1&b=2) and an own [link](/public/maintenance)",
  "a [bad](javascript:alert(1)) and <script>alert(1)</script> <img src=x onerror=alert(1)>",
  "]]> ]]> \u0007 & &lt; مرحبا 😀",
].join("\n\n");
const text = { title: hostile, lead: markdown, sections: { new: markdown, fixed: "- one\n- two" } };
let published: Promise<string> | undefined;
/** Made by the first test that needs it: those before read feeds of nothing. */
function bulletinId(): Promise<string> {
  published ??= aBulletin(database, {
    kind: "weekly",
    slug: "2026-w47",
    weekOf: "2026-11-16",
    at: "2026-11-20T13:00:00Z",
    published: contentSaying({ fi: text, sv: { title: "Vecka 47" } }, { pages: ["a<b>&c"], apis: ["x.nv"] }),
  });
  return published;
}

feedparserTest("hostile text stays text, in Atom and in RSS", async () => {
  const id = await bulletinId();
  for (const format of ["atom", "rss"] as const) {
    const { body, headers } = await get(`/public/bulletins/fi.${format}`);
    expect(xmlFaults(body)).toBe("");
    const feed = readWithFeedparser(body, headers["content-type"]!);
    expect([feed.bozo, feed.why]).toEqual([false, ""]);
    expect([feed.title, feed.language]).toEqual(["Netvisor: Viikkotiedotteet", "fi"]);
    const [entry] = feed.entries;
    expect(entry).toMatchObject({
      id: `urn:uuid:${id}`,
      link: "https://portal.example/public/bulletins/2026-w47?lang=fi",
      updated: "2026-11-20T13:00:00.000Z",
    });
    expect(new Date(entry!.published).toISOString()).toBe("2026-11-20T13:00:00.000Z");
    expect(entry!.title).toContain("😀");
    expect(entry!.content).toMatch(/href="https:\/\/example\.com\/\?a=1&(amp|#x26);b=2"/);
    expect(entry!.content).toContain('href="https://portal.example/public/maintenance"');
    expect(entry!.content).toContain("<li>one</li>");
    expect(entry!.content).toContain("a&lt;b&gt;&amp;c");
    // What the reader itself would have had to take away is not there in the first place.
    const withoutTitles = body.replaceAll(/<title>.*?<\/title>/gs, "");
    expect(withoutTitles).not.toMatch(/javascript:|<script|<img/);
    expect(body).not.toContain("\u0007");
  }
  const atom = (await get("/public/bulletins/fi.atom")).body;
  expect(atom).toContain('<feed xml:lang="fi" xmlns="http://www.w3.org/2005/Atom">');
  // As HTML, the title shows each character that was typed.
  expect(atom).toContain("a]]&gt;b ]]&gt; &amp; &lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; &quot;q&quot; 😀");
});

test("JSON Feed 1.1 has its required members, and the language of what is not translated is said", async () => {
  const id = await bulletinId();
  const { body, headers } = await get("/public/bulletins/en.json");
  expect(headers["content-type"]).toBe("application/feed+json; charset=utf-8");
  const feed = JSON.parse(body);
  expect(feed).toMatchObject({
    version: "https://jsonfeed.org/version/1.1",
    title: "Netvisor: Weekly bulletins",
    home_page_url: "https://portal.example/public/bulletins?lang=en",
    feed_url: "https://portal.example/public/bulletins/en.json",
    language: "en",
    items: [{ id: `urn:uuid:${id}`, date_published: "2026-11-20T13:00:00.000Z" }],
  });
  expect(feed.items[0].content_html).toContain("This text is not available in English.");
  expect(feed.items[0].content_html).toContain('<div lang="fi">');
  expect(feed.items[0].content_html).toContain("<h2>Uutta</h2>");
  expect(feed.items[0].content_html).not.toMatch(/javascript:|<script|<img/i);
});

feedparserTest("a correction and a retraction are told under the same id, with the note", async () => {
  const [author, reviewer] = await database.db
    .insert(staff)
    .values([
      { displayName: "Juuso Julkaisija", email: "juuso@huolto.example" },
      { displayName: "Jonna Julkaisija", email: "jonna@huolto.example" },
    ])
    .returning();
  const id = await aBulletin(database, {
    slug: "notice",
    submittedBy: author!.id,
    approvedBy: reviewer!.id,
    at: "2026-11-18T08:00:00Z",
    published: contentSaying({ fi: { title: "Ilmoitus", lead: "Alkuperäinen" } }),
  });
  const set = (values: Partial<typeof bulletin.$inferInsert>) =>
    database.db.update(bulletin).set(values).where(eq(bulletin.id, id));
  const entry = async (format: "atom" | "rss") => {
    const { body, headers } = await get(`/public/announcements/fi.${format}`);
    const feed = readWithFeedparser(body, headers["content-type"]!);
    expect([feed.bozo, feed.why, feed.entries.length]).toEqual([false, "", 1]);
    return feed.entries[0]!;
  };
  const note = { fi: "Päivä oli väärä", sv: "", en: "" };
  const corrected = new Date("2026-11-19T08:00:00Z");
  await set({
    published: contentSaying({ fi: { title: "Ilmoitus", lead: "Korjattu" } }),
    publishedAt: corrected,
    correctedAt: corrected,
    correctionNote: note,
  });
  for (const format of ["atom", "rss"] as const) {
    const told = await entry(format);
    expect(told).toMatchObject({ id: `urn:uuid:${id}`, title: "Ilmoitus", updated: "2026-11-19T08:00:00.000Z" });
    expect(told.content).toContain("Tekstiä on korjattu to 19.11.2026 klo 10.00.");
    expect(told.content).toContain("Päivä oli väärä");
    expect(told.content).toContain("Korjattu");
  }
  await set({
    state: "retracted",
    retractedAt: new Date("2026-11-20T08:00:00Z"),
    retractionNote: { fi: "Ei pidä paikkaansa", sv: "", en: "" },
  });
  for (const format of ["atom", "rss"] as const) {
    const told = await entry(format);
    expect(told).toMatchObject({
      id: `urn:uuid:${id}`,
      title: "Peruutettu ilmoitus",
      updated: "2026-11-20T08:00:00.000Z",
    });
    expect(told.content).toContain("Ei pidä paikkaansa");
    expect(told.content).not.toContain("Korjattu");
  }
});

feedparserTest("a window is one entry from its announcement to its cancellation; the plan is none", async () => {
  const hours = { startsAt: new Date("2026-12-19T20:00:00Z"), endsAt: new Date("2026-12-20T04:00:00Z") };
  await aWindow(database, { ...hours, title: "Only planned" });
  const id = await aWindow(database, {
    ...hours,
    title: "Move <now> & ]]> then ]]>",
    kind: "urgent",
    state: "announced",
    announcedAt: new Date("2026-11-22T09:00:00Z"),
    changedAt: new Date("2026-11-22T09:00:00Z"),
    messageEn: "Bring <b>tea</b>\n& \u0001cake",
    wasPublic: true,
  });
  const entries = async () => {
    const { body, headers } = await get("/public/maintenance.atom?lang=en");
    expect(xmlFaults(body)).toBe("");
    const feed = readWithFeedparser(body, headers["content-type"]!);
    expect([feed.bozo, feed.why]).toEqual([false, ""]);
    return feed.entries;
  };
  const [announced, ...others] = await entries();
  expect(others).toEqual([]);
  expect(announced).toMatchObject({
    id: `urn:uuid:${id}`,
    title: "Urgent: Move &lt;now&gt; &amp; ]]&gt; then ]]&gt;",
    tags: ["Urgent"],
    updated: "2026-11-22T09:00:00.000Z",
  });
  expect(announced!.content).toContain("Sat 19 Dec 2026, 22:00 – Sun 20 Dec 2026, 06:00 (Europe/Helsinki), week 51");
  expect(announced!.content).toMatch(/Bring &lt;b&gt;tea&lt;\/b&gt;<br ?\/?>&amp; cake/);
  await database.db
    .update(maintenanceWindow)
    .set({ state: "cancelled", changedAt: new Date("2026-11-23T09:00:00Z") })
    .where(eq(maintenanceWindow.id, id));
  const [cancelled] = await entries();
  expect(cancelled).toMatchObject({ id: `urn:uuid:${id}`, updated: "2026-11-23T09:00:00.000Z" });
  expect(cancelled!.title).toMatch(/^Cancelled, Urgent: /);
  expect(cancelled!.content).toContain("This maintenance break is cancelled.");
});

test("feeds may be kept for five minutes and read by other sites; no other answer may", async () => {
  for (const path of everyFeed) {
    const { status, headers } = await get(path);
    expect([status, headers["cache-control"], headers["access-control-allow-origin"]], path).toEqual([
      200,
      "public, max-age=300",
      "*",
    ]);
    expect([headers["cross-origin-resource-policy"], headers["x-content-type-options"]], path).toEqual([
      "cross-origin",
      "nosniff",
    ]);
    expect(headers["set-cookie"]).toBeUndefined();
  }
  expect((await get("/public/bulletins/de.atom")).status).toBe(404);
  expect((await get("/public/bulletins/de.atom")).headers["cache-control"]).toBe("no-store");
  // Any other page whose address ends as a feed's is a page like all.
  for (const path of ["/public/subscription.json", "/public/bulletins/fi/x.atom", "/public/x.ics"]) {
    const { headers } = await get(path);
    expect([headers["cache-control"], headers["cross-origin-resource-policy"]], path).toEqual([
      "no-store",
      "same-origin",
    ]);
  }
});

test("who has it is told so by tag or by date, and HEAD says as much as GET", async () => {
  for (const path of everyFeed) {
    const whole = await get(path);
    const { etag, "last-modified": modified } = whole.headers as { etag: string; "last-modified": string };
    expect(whole.body.length).toBeGreaterThan(100);
    const asked = (headers: Record<string, string>) => get(path, { headers });
    for (const known of [etag, `"other", ${etag}`, etag.slice(2), "*"]) {
      const again = await asked({ "if-none-match": known });
      expect([again.status, again.body, again.headers.etag, again.headers["cache-control"]], path).toEqual([
        304,
        "",
        etag,
        "public, max-age=300",
      ]);
    }
    expect((await asked({ "if-modified-since": modified })).status, path).toBe(304);
    expect((await asked({ "if-modified-since": "Sun, 01 Nov 2026 00:00:00 GMT" })).status, path).toBe(200);
    expect((await asked({ "if-none-match": '"other"', "if-modified-since": modified })).status, path).toBe(200);
    const head = await get(path, { method: "HEAD" });
    expect([head.status, head.body, head.headers.etag, head.headers["content-type"]], path).toEqual([
      200,
      "",
      etag,
      whole.headers["content-type"],
    ]);
  }
});
