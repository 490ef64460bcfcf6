import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { createServer, get } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import express from "express";
import { pino } from "pino";
import { afterAll, expect, test } from "vitest";
import { handOverExport } from "#app/domain/exports/hand-over-export.server.ts";
import { revokeLink } from "#app/domain/exports/revoke-link.server.ts";
import { newToken, sha256Hex } from "#app/domain/identity/tokens.server.ts";
import { diskStorage } from "#app/platform/storage/disk.server.ts";
import { downloadHandler } from "#app/routes/portal/download.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { anonymous, ctxOf } from "#tests/support/contexts.ts";
import { endRestriction, restriction } from "#tests/support/ip-lists.ts";
import { auditOf, officer, readRequest, readyRequest } from "#tests/support/leaving-customer.ts";

const BYTES = 3_000_000;
const database = await testDatabase();
const folder = await mkdtemp(path.join(tmpdir(), "huolto-download-"));
const archives = diskStorage(folder);
const asker = await officer(database, "Aino Asker");
const approver = await officer(database, "Otto Approver");
const alerts: string[] = [];
const log = pino({ level: "fatal" }, { write: (line: string) => void alerts.push(line) });

const app = express();
app.use((_req, res, next) => {
  res.locals.ctx = { ...ctxOf(database.db, anonymous), log };
  next();
});
app.get("/d/download", downloadHandler({ archives }));
const server = createServer(app).listen(0, "127.0.0.1");
await once(server, "listening");
const url = `http://127.0.0.1:${(server.address() as { port: number }).port}/d/download`;
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

async function archiveWithSession(...more: number[]) {
  const ready = await readyRequest(database, asker, approver, BYTES, ...more);
  const request = await handOverExport(asker, { ...ready, portalOrigin: "https://portal.example" });
  const content = randomBytes(BYTES);
  const file = path.join(folder, "new");
  await writeFile(file, content);
  await archives.publish(file, `${ready.runId}-1.zip`);
  const sha256 = createHash("sha256").update(content).digest("hex");
  await database.sql`update console.export_archive_part set sha256 = ${sha256} where run_id = ${ready.runId} and part = 1`;
  const token = newToken();
  await database.sql`insert into console.portal_session (token_sha256, link_id)
    select ${sha256Hex(token)}, id from console.export_link where run_id = ${ready.runId}`;
  const ask = (headers: Record<string, string> = {}, method = "GET") =>
    fetch(url, { method, redirect: "manual", headers: { cookie: `__Host-dl=${token}`, ...headers } });
  const askPart = (part: string) =>
    fetch(`${url}?part=${part}`, { redirect: "manual", headers: { cookie: `__Host-dl=${token}` } });
  return { ...ready, version: request.version, content, sha256, token, ask, askPart };
}

async function until(what: () => Promise<boolean>) {
  for (let n = 0; n < 200; n++) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("It did not happen in time.");
}

test("the whole archive, with what a client needs to trust it and to go on after a break", async () => {
  const { id, content, sha256, ask } = await archiveWithSession();
  const response = await ask();
  expect(response.status).toBe(200);
  expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
  const headers = Object.fromEntries(response.headers);
  expect(headers).toMatchObject({
    "content-type": "application/zip",
    "content-length": String(BYTES),
    "accept-ranges": "bytes",
    etag: `"sha256-${sha256}"`,
    "repr-digest": `sha-256=:${Buffer.from(sha256, "hex").toString("base64")}:`,
    "cache-control": "private, no-store",
    "content-security-policy": "default-src 'none'; sandbox",
    "content-disposition": expect.stringMatching(
      /^attachment; filename="(archive-[\w-]+\.zip)"; filename\*=UTF-8''\1$/,
    ),
  });
  await until(async () => (await readRequest(database, id)).state === "downloaded");
});

test("an archive of two files is fetched when both are, each marked by the request that completed it", async () => {
  const { id, runId, ask, askPart } = await archiveWithSession(10);
  const file = path.join(folder, "second");
  await writeFile(file, "0123456789");
  await archives.publish(file, `${runId}-1-part-2.zip`);
  await (await ask()).arrayBuffer();
  const marks = async () =>
    await database.sql`select part, whole from console.export_download where run_id = ${runId} order by part`;
  await until(async () => (await marks())[0]?.whole);
  expect((await readRequest(database, id)).state).toBe("handed_over");

  const second = await askPart("2");
  expect(second.headers.get("content-disposition")).toContain("-part-2-of-2.zip");
  expect(await second.text()).toBe("0123456789");
  await until(async () => (await readRequest(database, id)).state === "downloaded");
  expect(await marks()).toMatchObject([
    { part: 1, whole: true },
    { part: 2, whole: true },
  ]);
  expect((await askPart("3")).status).toBe(404);
});

test("a download in two parts: 206, the same bytes, and If-Range falls back to the whole when the tag is another's", async () => {
  const { id, content, sha256, ask } = await archiveWithSession();
  const first = await ask({ range: "bytes=0-999999" });
  expect([first.status, first.headers.get("content-range")]).toEqual([206, `bytes 0-999999/${BYTES}`]);
  const rest = await ask({ range: "bytes=1000000-", "if-range": `"sha256-${sha256}"` });
  expect(rest.status).toBe(206);
  const both = Buffer.concat([Buffer.from(await first.arrayBuffer()), Buffer.from(await rest.arrayBuffer())]);
  expect(both.equals(content)).toBe(true);
  await until(async () => (await readRequest(database, id)).state === "downloaded");
  expect((await ask({ range: "bytes=0-9", "if-range": '"sha256-old"' })).status).toBe(200);
});

test("nothing of it is there: 416 with the size; HEAD gives the headers and leaves no record", async () => {
  const { id, ask } = await archiveWithSession();
  const outside = await ask({ range: `bytes=${BYTES}-` });
  expect([outside.status, outside.headers.get("content-range")]).toEqual([416, `bytes */${BYTES}`]);
  const head = await ask({}, "HEAD");
  expect([head.status, head.headers.get("content-length")]).toEqual([200, String(BYTES)]);
  expect((await auditOf(database, id)).filter((row) => row.action.startsWith("export_download"))).toEqual([]);
});

test("a browser that goes away is not counted as having the archive", async () => {
  const { id, token } = await archiveWithSession();
  await new Promise<void>((resolve, reject) => {
    const request = get(url, { headers: { cookie: `__Host-dl=${token}` } }, (response) => {
      response.once("data", () => {
        response.destroy();
        resolve();
      });
    });
    request.once("error", reject);
  });
  await until(async () =>
    (await auditOf(database, id)).some((row) => row.action === "export_download.finish" && row.details.whole === false),
  );
  const [row] = await database.sql`select bytes_sent from console.export_download order by started_at desc limit 1`;
  expect(Number(row!.bytes_sent)).toBeLessThan(BYTES);
  expect((await readRequest(database, id)).state).toBe("handed_over");
});

test("no session, another's cookie or a revoked link: led to open the link, no byte", async () => {
  const archive = await archiveWithSession();
  for (const cookie of ["", "__Host-dl=abc", `__Host-dl=${newToken()}`]) {
    const response = await fetch(url, { redirect: "manual", headers: { cookie } });
    expect([response.status, response.headers.get("location")]).toEqual([303, "/d?said=reopen"]);
  }
  expect((await archive.ask({ range: "bytes=0-9" })).status).toBe(206);
  await revokeLink(asker, archive);
  expect((await archive.ask({ range: "bytes=10-19" })).status).toBe(303);
});

test("an archive that is gone, or has another size, is never sent: 410 and an alert", async () => {
  const { runId, ask } = await archiveWithSession();
  alerts.length = 0;
  const key = `${runId}-1.zip`;
  await truncate(path.join(folder, key.slice(0, 2), key.slice(2, 4), key), BYTES - 1);
  expect((await ask()).status).toBe(410);
  await archives.delete(key);
  expect((await ask()).status).toBe(410);
  expect(alerts.map((line) => JSON.parse(line))).toMatchObject([
    { alert: true, runId },
    { alert: true, runId },
  ]);
});

test("a customer's own IP list holds for the archive too, and for each range; who is refused is on record without the address", async () => {
  const { ask, id, content } = await archiveWithSession();
  const [request] = await database.sql`select business_id from console.export_request where id = ${id}`;
  const list = await restriction(database, request!.business_id, ["192.0.2.0/24"]);
  const said = { en: "cannot be fetched from this network", fi: "Tästä verkosta", sv: "från det här nätet" };
  for (const [language, words] of Object.entries(said)) {
    const refused = await ask({ "accept-language": language });
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining(words)]);
  }
  expect((await ask({ range: "bytes=100-199" })).status).toBe(403);
  expect((await ask({}, "HEAD")).status).toBe(403);
  // The test's own proxies are none: what is said of the address counts for nothing.
  expect((await ask({ "x-forwarded-for": "192.0.2.1" })).status).toBe(403);
  const trail = (await auditOf(database, id)).filter(({ action }) => action === "portal.refuse_address");
  expect(trail).toHaveLength(1);
  expect(JSON.stringify(trail)).not.toContain("127.0.0.1");

  await database.sql`insert into console.ip_network (restriction_id, network, label) values (${list}, '127.0.0.1/32', 'Here')`;
  expect(Buffer.from(await (await ask({ range: "bytes=100-199" })).arrayBuffer())).toEqual(content.subarray(100, 200));
  await endRestriction(database, list);
  expect((await ask({}, "HEAD")).status).toBe(200);
});
