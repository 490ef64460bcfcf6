import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:net";
import postgres from "postgres";
import { afterAll, expect, inject, test } from "vitest";
import { prepareDatabase } from "#app/boot/prepare-database.ts";
import { sentence } from "#app/boot/sentence.ts";
import { freePort } from "#db/embedded.ts";
import { roleNames, roleUrl } from "#db/roles.ts";

const { adminUrl, secret } = inject("postgres");
const { host } = new URL(adminUrl);
const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
const database = `t_${randomBytes(6).toString("hex")}`;
const owner = `${database}_owner`;
const stranger = `${database}_stranger`;
await admin.unsafe(`create role ${owner} login createrole password 'a'`);
await admin.unsafe(`create role ${stranger} login createrole password 'b'`);
await admin.unsafe(`create database ${database} owner ${owner}`);
afterAll(async () => {
  await admin.unsafe(`drop database ${database} with (force)`);
  const names = Object.values(roleNames(database, 2)).flat();
  for (const role of [...names, owner, stranger]) await admin.unsafe(`drop role if exists ${role}`);
  await admin.end();
});

function url({ user = owner, password = "a", name = database, at = host }) {
  return `postgres://${user}:${password}@${at}/${name}`;
}
const prepare = (address: string) => prepareDatabase(address, { secret, slots: 2 });
const refusal = async (address: string) =>
  prepare(address).then(
    () => "it was taken",
    (error: unknown) => sentence(error),
  );

/** Something that listens and is no Postgres. */
async function other(answer: string | null): Promise<{ server: Server; at: string }> {
  const port = await freePort();
  const server = createServer((socket) => {
    socket.on("error", () => {});
    if (answer !== null) socket.end(answer);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { server, at: `127.0.0.1:${port}` };
}

test("the wrong password, user, database or address each get their own sentence", async () => {
  const refused = `The Postgres at ${host} refuses the user or password of DATABASE_URL. Correct it.`;
  expect(await refusal(url({ password: "wrong" }))).toBe(refused);
  expect(await refusal(url({ user: "nobody_here" }))).toBe(refused);
  expect(await refusal(url({ name: "not_here" }))).toBe(
    `The database named in DATABASE_URL does not exist at ${host}. Create it: createdb not_here`,
  );
  const at = `127.0.0.1:${await freePort()}`;
  expect(await refusal(url({ at }))).toBe(
    `No Postgres answers at ${at} (ECONNREFUSED). Start it, or correct DATABASE_URL.`,
  );
  expect(await refusal(url({ at: "db.invalid" }))).toMatch(
    /^No Postgres answers at db\.invalid \((ENOTFOUND|EAI_AGAIN)\)\. Start it, or correct DATABASE_URL\.$/,
  );
});

test.each([
  ["a web server", "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"],
  ["a mail server", "220 mail.example ESMTP\r\n"],
  ["something that closes at once", ""],
  ["something that never answers", null],
])("%s is no Postgres", async (_what, answer) => {
  const { server, at } = await other(answer);
  try {
    expect(await refusal(url({ at }))).toMatch(
      new RegExp(`^No Postgres answers at ${at} \\([\\w ]+\\)\\. Start it, or correct`),
    );
  } finally {
    server.close();
  }
});

test("a role that may not create roles, or does not own the database, is told what it lacks", async () => {
  await admin.unsafe(`alter role ${stranger} nocreaterole`);
  expect(await refusal(url({ user: stranger, password: "b" }))).toBe(
    `The role in DATABASE_URL may not create roles at ${host}. Give it CREATEROLE: alter role ... createrole;`,
  );
  await admin.unsafe(`alter role ${stranger} createrole`);
  expect(await refusal(url({ user: stranger, password: "b" }))).toMatch(
    /^The role in DATABASE_URL may not prepare the database \(permission denied for database .*\)\. Make it the owner:/,
  );
});

test("an owner that is no superuser is enough, and the login roles work, at every start", async () => {
  const ownerUrl = url({});
  await prepare(ownerUrl);
  await prepare(ownerUrl);
  const app = postgres(roleUrl(ownerUrl, secret, `${database}_app`), { max: 1 });
  expect(await app`select count(*)::int as companies from ledger.companies`).toEqual([{ companies: 0 }]);
  await app.end();
});
