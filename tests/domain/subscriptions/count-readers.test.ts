import { expect, test } from "vitest";
import { countReaders } from "#app/domain/subscriptions/count-readers.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { person } from "#tests/support/incidents.ts";

const database = await testDatabase();

test("only those who confirmed the topic and stayed are counted, by language", async () => {
  await database.sql`
    insert into console.subscriber (email, language, topics, state, token, confirmed_at) values
    ('a@x.example', 'fi', '{maintenance}', 'active', 'a', now()),
    ('b@x.example', 'fi', '{maintenance,bulletins}', 'active', 'b', now()),
    ('c@x.example', 'en', '{maintenance}', 'active', 'c', now()),
    ('d@x.example', 'en', '{bulletins}', 'active', 'd', now()),
    ('e@x.example', 'sv', '{maintenance}', 'pending', 'e', null),
    ('f@x.example', 'sv', '{maintenance}', 'bounced', 'f', now())`;
  const agent = await person(database, "Pirkko", ["customer_service"]);
  expect(await countReaders(agent, { topic: "maintenance" })).toEqual({ fi: 2, sv: 0, en: 1 });
  expect(await countReaders(agent, { topic: "bulletins" })).toEqual({ fi: 1, sv: 0, en: 1 });
  const officer = await person(database, "Aino", ["export_officer"]);
  await expect(countReaders(officer, { topic: "maintenance" })).rejects.toMatchObject({ code: "forbidden" });
});
