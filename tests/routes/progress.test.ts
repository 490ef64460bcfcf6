import { expect, test } from "vitest";
import { loader } from "#app/routes/exports/progress.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { officer, scopedRequest } from "#tests/support/leaving-customer.ts";

const database = await testDatabase();
const asker = await officer(database, "Aino Asker");
const { id } = await scopedRequest(database, asker);

/** @returns the stream and what closes it, or the status of a refusal */
async function watch(ctx: unknown, requestId = id) {
  const gone = new AbortController();
  const request = new Request(`https://huolto.example/exports/${requestId}/progress`);
  const args = { request, params: { id: requestId }, context: { ctx, streamSignal: gone.signal } };
  const answer = await (loader as unknown as (args: unknown) => Promise<Response>)(args).catch((error) => error);
  return answer instanceof Response
    ? { status: answer.status, close: () => gone.abort(), reader: answer.body!.getReader() }
    : { status: answer.init.status as number, close: () => {}, reader: null };
}

test("one person can watch twenty streams at once; those that are over make room, and so do refused ones", async () => {
  for (let n = 0; n < 25; n++) expect((await watch(asker, crypto.randomUUID())).status).toBe(404);
  const streams = await Promise.all(Array.from({ length: 20 }, () => watch(asker)));
  expect(streams.map((stream) => stream.status)).toEqual(Array(20).fill(200));
  expect((await watch(asker)).status).toBe(429);
  const other = await officer(database, "Otto Other");
  const others = await watch(other);
  expect(others.status).toBe(200);
  for (const stream of streams) stream.close();
  for (const stream of streams) for (let end = false; !end; ) end = (await stream.reader!.read()).done;
  const again = await watch(asker);
  expect(again.status).toBe(200);
  again.close();
  others.close();
});
