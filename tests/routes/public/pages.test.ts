import { expect, test } from "vitest";
import { languages } from "#app/i18n/languages.ts";
import { loader as bulletinLoader, meta as bulletinMeta } from "#app/routes/public/bulletin.tsx";
import { loader as maintenanceLoader, meta as maintenanceMeta } from "#app/routes/public/maintenance.tsx";
import { staff } from "#db/schema/identity.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { anonymous, serviceCtxOf, testClock } from "#tests/support/contexts.ts";
import { withCatalogue } from "#tests/support/incidents.ts";
import { visit } from "#tests/support/page.tsx";
import { aBulletin, aWindow, contentSaying } from "#tests/support/published.ts";
import { textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

const at = (text: string) => new Date(text);
const MONDAY = "2026-11-23T10:00:00Z";
const ctxAt = (database: Awaited<ReturnType<typeof testDatabase>>, now = MONDAY) =>
  serviceCtxOf(database.db, anonymous, { clock: testClock(at(now)) });

const empty = await testDatabase();
const full = await testDatabase();
await withCatalogue(full);
const [author, reviewer] = await full.db
  .insert(staff)
  .values([
    { displayName: "Juuso Julkaisija", email: "juuso@huolto.example" },
    { displayName: "Jonna Julkaisija", email: "jonna@huolto.example" },
  ])
  .returning();

const announced = await aWindow(full, {
  title: "Network renewed",
  messageFi: "Katko koskee myös pankkiyhteyksiä.\nLue https://example.com/verkko",
  state: "announced",
  announcedAt: at("2026-12-01T08:00:00Z"),
  startsAt: at("2026-12-19T20:00:00Z"),
  endsAt: at("2026-12-20T04:00:00Z"),
  components: ["databases", "app-servers"],
  wasPublic: true,
});
await aWindow(full, { startsAt: at("2027-03-27T20:00:00Z"), endsAt: at("2027-03-28T03:00:00Z") });
await aWindow(full, {
  title: "Certificate",
  kind: "urgent",
  state: "completed",
  announcedAt: at("2026-11-10T08:00:00Z"),
  startsAt: at("2026-11-10T19:00:00Z"),
  endsAt: at("2026-11-10T20:00:00Z"),
  finishedAt: at("2026-11-10T19:30:00Z"),
  wasPublic: true,
});
await aWindow(full, {
  title: "Called off",
  state: "cancelled",
  announcedAt: at("2026-11-20T08:00:00Z"),
  startsAt: at("2026-11-28T20:00:00Z"),
  endsAt: at("2026-11-29T04:00:00Z"),
  wasPublic: true,
});
await aBulletin(full, {
  kind: "weekly",
  slug: "2026-w47",
  weekOf: "2026-11-16",
  submittedBy: author!.id,
  approvedBy: reviewer!.id,
  published: contentSaying(
    {
      fi: {
        title: "Viikko 47: <b>pankki</b> & مرحبا",
        lead: "Kaksi *uutta* asiaa.",
        sections: {
          fixed: "### Tarkemmin\n\n- Haku",
          urgent: "Nyt",
          coming: "<script>alert(1)</script> [x](javascript:alert(1))",
        },
      },
    },
    { pages: ["vouchers"], apis: ["salesinvoice.nv"] },
  ),
  correctedAt: at("2026-11-21T08:00:00Z"),
  correctionNote: { fi: "Sivun nimi oli väärä.", sv: "Sidans namn var fel.", en: "A page had the wrong name." },
});
await aBulletin(full, {
  kind: "weekly",
  slug: "2026-w46",
  weekOf: "2026-11-09",
  at: "2026-11-13T13:00:00Z",
  published: contentSaying({ fi: { title: "Nothing of this is left" } }),
  state: "retracted",
  retractedAt: at("2026-11-14T08:00:00Z"),
  retractionNote: { fi: "Tiedote oli väärästä viikosta.", sv: "", en: "" },
});
await aBulletin(full, {
  slug: "2026-11-20-phishing",
  published: contentSaying({ fi: { title: "Varo huijausviestejä" }, en: { title: "Beware of phishing" } }),
  pinnedUntil: at("2026-11-30T10:00:00Z"),
});

const pages: [file: string, pattern: string, address: string][] = [
  ["public/home.tsx", "/public", "/public"],
  ["public/maintenance.tsx", "/public/maintenance", "/public/maintenance"],
  ["public/bulletins.tsx", "/public/bulletins", "/public/bulletins"],
  ["public/bulletins.tsx", "/public/bulletins", "/public/bulletins?q=pankki"],
  ["public/bulletins.tsx", "/public/bulletins", "/public/bulletins?q=nothing%22%3E%3Cb%3E&page=x"],
  ["public/bulletin.tsx", "/public/bulletins/:slug", "/public/bulletins/2026-w47"],
  ["public/bulletin.tsx", "/public/bulletins/:slug", "/public/bulletins/2026-w46"],
  ["public/bulletin.tsx", "/public/bulletins/:slug", "/public/bulletins/nowhere"],
  ["public/announcements.tsx", "/public/announcements", "/public/announcements"],
  ["public/announcement.tsx", "/public/announcements/:slug", "/public/announcements/2026-11-20-phishing"],
];
const inLanguage = (address: string, lang: string) => `${address}${address.includes("?") ? "&" : "?"}lang=${lang}`;

test("every page is sound in every language, with everything and with nothing in it", async () => {
  for (const [file, pattern, address] of pages)
    for (const lang of languages)
      for (const database of [empty, full]) {
        const page = await visit(file, pattern, inLanguage(address, lang), ctxAt(database));
        const missing = pattern.endsWith(":slug") && (database === empty || address.endsWith("nowhere"));
        expect([page.status, markupFaults(page.html)], inLanguage(address, lang)).toEqual([missing ? 404 : 200, []]);
        expect(page.html).not.toMatch(/javascript:|<script|<b>|undefined|Invalid/);
      }
});

const maintenance = async (now: string, lang = "en", database = full) =>
  textOf(
    (
      await visit(
        "public/maintenance.tsx",
        "/public/maintenance",
        `/public/maintenance?lang=${lang}`,
        ctxAt(database, now),
      )
    ).html,
  );

test("the first sentence says whether there is a break now, and how it goes", async () => {
  const before = await maintenance("2026-12-10T10:00:00Z");
  expect(before).toContain(
    "There is no maintenance break now. The next maintenance break is Sat 19 Dec 2026, 22:00 – Sun 20 Dec 2026, 06:00, week 51.",
  );
  expect(before).toContain("Times are Finnish time (Europe/Helsinki).");
  expect(before).toContain("Concerns Application servers, Databases");
  const during = await maintenance("2026-12-19T22:00:00Z");
  expect(during).toContain("A maintenance break is going on. It should end Sun 20 Dec 2026, 06:00.");
  expect(during).toContain("Network renewedIn progress");
  await full.sql`update console.maintenance_window set state = 'in_progress', started_at = starts_at where id = ${announced}`;
  const late = await maintenance("2026-12-20T04:20:00Z");
  expect(late).toContain(
    "The maintenance break takes longer than announced. It should have ended Sun 20 Dec 2026, 06:00.",
  );
  expect(late).toContain("Network renewedTakes longer than announced");
  await full.sql`update console.maintenance_window set state = 'announced', started_at = null where id = ${announced}`;
  expect(await maintenance(MONDAY, "en", empty)).toContain(
    "There is no maintenance break now. No maintenance breaks are announced.",
  );
});

test("in Finnish: hours as Finns write them, the plan with its clock change, what is cancelled and what was urgent", async () => {
  const page = await maintenance("2026-11-23T10:00:00Z", "fi");
  expect(page).toContain("la 19.12.2026 klo 22.00 – su 20.12.2026 klo 6.00, viikko 51");
  expect(page).toContain("Katko koskee myös pankkiyhteyksiä. Lue https://example.com/verkko");
  expect(page).toMatch(
    /Alustava suunnitelma.*la 27\.3\.2027 klo 22\.00 – su 28\.3\.2027 klo 6\.00, viikko 12 ?Kelloja siirretään huoltokatkon aikana\./,
  );
  expect(page).toMatch(/Called off \(fi\)Peruttu/);
  expect(page).toMatch(/ti 10\.11\.2026 klo 21\.00 – 22\.00, viikko 46 ?KiireellinenValmis, etuajassa/);
  expect(page).toContain("Päättyi ti 10.11.2026 klo 21.30");
});

const article = async (slug: string, lang: string) => {
  const { html } = await visit(
    "public/bulletin.tsx",
    "/public/bulletins/:slug",
    `/public/bulletins/${slug}?lang=${lang}`,
    ctxAt(full),
  );
  return { html, text: textOf(html) };
};

test("a bulletin in a language that it is not in says so, and its text carries its own language", async () => {
  const { html, text } = await article("2026-w47", "sv");
  expect(text).toContain("Texten finns inte på svenska. Den visas på det språk som den är skriven på.");
  expect(text).toContain("Viikko 47: <b>pankki</b> &");
  expect(html).toMatch(/<h1 lang="fi"/);
  expect(html).toMatch(/<div lang="fi"/);
  expect(text).toMatch(/Kiireelliset korjaukset.*Nyt.*Korjattua.*Tarkemmin.*Tulossa/);
  expect(text).toContain("Sidans namn var fel.");
  expect(text).toContain("lö 21.11.2026 kl. 10.00");
  expect(text).toContain("Gäller sidorna vouchers Gäller gränssnitten salesinvoice.nv");
});

test("of a retracted bulletin the note is left, in the list too", async () => {
  const { text } = await article("2026-w46", "fi");
  expect(text).toContain("Peruutettu viikkotiedote");
  expect(text).toContain("Tiedote oli väärästä viikosta.");
  const list = textOf(
    (await visit("public/bulletins.tsx", "/public/bulletins", "/public/bulletins", ctxAt(full))).html,
  );
  expect(list).toContain("Peruutettu viikkotiedotePeruutettu viikko 46, pe 13.11.2026");
  expect(text + list).not.toContain("Nothing of this");
});

test("a pinned announcement stands on top of every page but its own, in a language that it has", async () => {
  for (const [file, pattern, address] of pages) {
    const { html } = await visit(file, pattern, inLanguage(address, "sv"), ctxAt(full));
    const banner = html.slice(0, html.indexOf("<main"));
    expect(banner.includes('href="/public/announcements/2026-11-20-phishing?lang=sv" lang="fi"'), address).toBe(
      !address.endsWith("phishing"),
    );
  }
});

test("a search that finds nothing says so; what was typed stays", async () => {
  const { html } = await visit(
    "public/bulletins.tsx",
    "/public/bulletins",
    '/public/bulletins?q=olematon"&lang=en',
    ctxAt(full),
  );
  expect(textOf(html)).toContain("Nothing matches the search");
  expect(html).toContain('value="olematon&quot;"');
});

test("the address chooses the language before the browser does, and Finnish is the rest", async () => {
  const language = async (address: string, accept: string | null) => {
    const request = new Request(
      `https://portal.example${address}`,
      accept ? { headers: { "accept-language": accept } } : {},
    );
    const given = await maintenanceLoader({ request, context: { ctx: ctxAt(full) }, params: {} } as never);
    return given.lang;
  };
  expect(await language("/public/maintenance", null)).toBe("fi");
  expect(await language("/public/maintenance", "de")).toBe("fi");
  expect(await language("/public/maintenance", "de, sv-FI;q=0.9, en;q=0.8")).toBe("sv");
  expect(await language("/public/maintenance?lang=en", "sv")).toBe("en");
  expect(await language("/public/maintenance?lang=xx", "sv")).toBe("sv");
});

test("the head names the page, its one address, its other languages and its feeds", async () => {
  const args = (path: string, params = {}) =>
    ({ request: new Request(`https://huolto.example${path}`), context: { ctx: ctxAt(full) }, params }) as never;
  const head = maintenanceMeta({ data: await maintenanceLoader(args("/public/maintenance?lang=sv&utm=1")) } as never);
  expect(head).toContainEqual({ title: "Underhållsavbrott – Netvisor" });
  expect(head).toContainEqual({
    tagName: "link",
    rel: "canonical",
    href: "https://portal.example/public/maintenance?lang=sv",
  });
  expect(head).toContainEqual({
    tagName: "link",
    rel: "alternate",
    hrefLang: "en",
    href: "https://portal.example/public/maintenance?lang=en",
  });
  expect(head).toContainEqual({
    tagName: "link",
    rel: "alternate",
    type: "application/atom+xml",
    title: "Underhållsavbrott (Atom)",
    href: "/public/maintenance.atom?lang=sv",
  });
  const found = (await bulletinLoader(args("/public/bulletins/2026-w46", { slug: "2026-w46" }))) as { data: unknown };
  expect(bulletinMeta({ data: found.data } as never)).toContainEqual({ title: "Peruutettu viikkotiedote – Netvisor" });
});
