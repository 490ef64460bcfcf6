import { once } from "node:events";
import { createServer, request as httpRequest } from "node:http";
import express from "express";
import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import { publishBulletin } from "#app/domain/bulletins/publish-bulletin.server.ts";
import { retractBulletin } from "#app/domain/bulletins/retract-bulletin.server.ts";
import { uploadImageHandler } from "#app/routes/bulletins/upload-image.server.ts";
import { publicImageHandler } from "#app/routes/public/image.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { approved, drafted, finnish, versionOf, writer } from "#tests/support/bulletins.ts";
import { anonymous, serviceCtxOf, testClock } from "#tests/support/contexts.ts";

const database = await testDatabase();
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const juuso = await writer(database, "Juuso Julkaisula", clock);
const jonna = await writer(database, "Jonna Julkaisulahti", clock);
const agent = await writer(database, "Pirkko Palvelusto", clock, ["customer_service"]);
const people = { juuso, agent, nobody: serviceCtxOf(database.db, anonymous, { clock }) };

/** The two handlers, for a person that the request names. */
const app = express();
app.use((req, res, next) => {
  res.locals.ctx = people[(req.get("x-person") as keyof typeof people) ?? "nobody"];
  next();
});
app.post("/bulletins/images", uploadImageHandler());
app.get("/public/images/:file", publicImageHandler());
const server = createServer(app).listen(0, "127.0.0.1");
await once(server, "listening");
const origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const photo = (side: number) =>
  sharp({ create: { width: side, height: side, channels: 3, background: "#0b5cad" } })
    .png()
    .toBuffer();
const upload = async (person: keyof typeof people, body: Buffer) => {
  const response = await fetch(`${origin}/bulletins/images`, {
    method: "POST",
    headers: { "content-type": "image/png", "x-person": person },
    body: new Uint8Array(body),
  });
  return { status: response.status, body: await response.json() };
};
const get = (href: string, person: keyof typeof people = "nobody") =>
  fetch(origin + href, { headers: { "x-person": person } });

/** As a browser asks: `fetch` would forbid every answer from memory. */
const statusOf = (href: string, headers: Record<string, string>) =>
  new Promise((resolve, reject) => {
    httpRequest(origin + href, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });

test("an uploaded image is there for staff, and for everybody once something public shows it", async () => {
  const { status, body } = await upload("juuso", await photo(50));
  expect(status).toBe(200);
  expect(body).toEqual({ id: body.id, href: `/public/images/${body.id}.webp`, width: 50, height: 50 });
  expect((await get(body.href)).status).toBe(404);
  const forStaff = await get(body.href, "agent");
  expect(forStaff.status).toBe(200);
  expect(forStaff.headers.get("cache-control")).toBe("private, no-cache");

  const id = await drafted(juuso, finnish("Kuvallinen", `![Näkymä](${body.href})`));
  await approved(juuso, jonna, id);
  expect((await get(body.href)).status).toBe(404);
  await publishBulletin(juuso, { id, version: await versionOf(juuso, id) });
  const shown = await get(body.href);
  expect(shown.status).toBe(200);
  expect(Object.fromEntries(shown.headers)).toMatchObject({
    "content-type": "image/webp",
    "cache-control": "public, max-age=3600",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "cross-origin",
  });
  expect((await sharp(Buffer.from(await shown.arrayBuffer())).metadata()).format).toBe("webp");
  expect(await statusOf(body.href, { "if-none-match": shown.headers.get("etag")! })).toBe(304);

  await retractBulletin(juuso, { id, version: await versionOf(juuso, id), note: { fi: "Väärin." } });
  expect((await get(body.href)).status).toBe(404);
});

test("the same image twice is one, and on record once", async () => {
  const first = await upload("juuso", await photo(60));
  expect((await upload("juuso", await photo(60))).body.id).toBe(first.body.id);
  const events = await database.sql`select details from audit.event where action = 'bulletin_image.upload'
    and outcome = 'done' and target_id = ${first.body.id}`;
  expect(events).toHaveLength(1);
});

test("who does not edit bulletins uploads nothing, and what was sent is not read", async () => {
  expect(await upload("nobody", await photo(10))).toMatchObject({
    status: 401,
    body: { error: { code: "not_signed_in" } },
  });
  expect(await upload("agent", await photo(10))).toMatchObject({ status: 403, body: { error: { code: "forbidden" } } });
  const refused =
    await database.sql`select details from audit.event where action = 'bulletin_image.upload' and outcome = 'refused'`;
  expect(refused).toEqual([{ details: { code: "forbidden" } }]);
});

test("what is no image, nothing at all, and too much are refused with a sentence", async () => {
  expect(await upload("juuso", Buffer.from("<script>"))).toEqual({
    status: 422,
    body: {
      error: {
        code: "invalid",
        message: "This is no JPEG, PNG, WebP or AVIF image. Save it as one of them and upload it again.",
      },
    },
  });
  expect(await upload("juuso", Buffer.alloc(0))).toMatchObject({ status: 422, body: { error: { code: "invalid" } } });
  expect(await upload("juuso", Buffer.alloc(8_000_001))).toEqual({
    status: 413,
    body: {
      error: { code: "too_large", message: "The image is larger than 8 MB. Make it smaller and upload it again." },
    },
  });
});

test("a body whose length is not told is counted all the same", async () => {
  const status = await new Promise((resolve, reject) => {
    const sent = httpRequest(
      `${origin}/bulletins/images`,
      { method: "POST", headers: { "x-person": "juuso", "transfer-encoding": "chunked" } },
      (response) => resolve(response.statusCode),
    );
    sent.on("error", reject);
    for (let part = 0; part < 9; part += 1) sent.write(Buffer.alloc(1_000_000));
    sent.end();
  });
  expect(status).toBe(413);
});

test.each([
  "/public/images/x.webp",
  "/public/images/00000000-0000-4000-8000-000000000000.webp",
  "/public/images/00000000-0000-4000-8000-000000000000.png",
])("%s is not there", async (href) => {
  const response = await get(href, "agent");
  expect(response.status).toBe(404);
  expect(response.headers.get("cache-control")).toBeNull();
});
