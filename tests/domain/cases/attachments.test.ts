import fc from "fast-check";
import { expect, test } from "vitest";
import { addAttachment } from "#app/domain/cases/add-attachment.server.ts";
import { judgeAttachment, soundFileName } from "#app/domain/cases/attachment-rules.ts";
import { readAttachment } from "#app/domain/cases/read-attachment.server.ts";
import { readCase } from "#app/domain/cases/read-case.server.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { deskPerson, opened, withCustomers } from "#tests/support/cases.ts";
import { testClock } from "#tests/support/contexts.ts";

const database = await testDatabase();
await withCustomers(database);
const clock = testClock(new Date("2026-11-23T08:00:00Z"));
const pirkko = await deskPerson(database, "Pirkko Palvelusto", ["customer_service"], clock);
const tarmo = await deskPerson(database, "Tarmo Tarkastola", ["auditor"], clock);
const veera = await deskPerson(database, "Veera Vientilä", ["export_officer"], clock);

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const pdf = Buffer.from("%PDF-1.7\n%âãÏÓ\n");
const zipOf = (...names: string[]) => Buffer.concat([Buffer.from("PK\x03\x04\x14\x00"), Buffer.from(names.join("\0"))]);
const attach = (number: number, fileName: string, bytes: Buffer, by = pirkko) =>
  addAttachment(by, { number, fileName, mediaType: "application/octet-stream", bytes });

test.each([
  ["lasku.pdf", pdf, "application/pdf"],
  ["kuva.PNG", png, "image/png"],
  ["aika.csv", Buffer.from("päivä;summa\r\n1.1.2026;12,50\r\n"), "text/csv"],
  ["vanha.txt", Buffer.from([0x70, 0xe4, 0xe4]), "text/plain"],
  ["sivu.har", Buffer.from('{"log":{}}'), "application/json"],
  ["kirje.eml", Buffer.from("Subject: Hei\r\n\r\nHei"), "message/rfc822"],
  [
    "taulu.xlsx",
    zipOf("[Content_Types].xml", "xl/workbook.xml"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ],
  ["paketti.zip", zipOf("a.txt"), "application/zip"],
])("%s is taken for what it is", (name, bytes, mediaType) => {
  expect(judgeAttachment(name, bytes)).toMatchObject({ mediaType });
});

test.each([
  ["a program with another name", "kuva.png", Buffer.from("MZ\x90\x00")],
  ["a page with a picture's name", "kuva.png", Buffer.from("<html><script>alert(1)</script>")],
  ["a page", "sivu.html", Buffer.from("<html>")],
  ["a drawing that can hold scripts", "kuva.svg", Buffer.from("<svg/>")],
  ["macros", "taulu.xlsm", zipOf("[Content_Types].xml", "xl/workbook.xml")],
  ["a text with a document's name", "asia.docx", Buffer.from("plain")],
  ["a spreadsheet with a document's name", "asia.docx", zipOf("[Content_Types].xml", "xl/workbook.xml")],
  ["binary text", "loki.txt", Buffer.from([1, 2, 3, 0])],
  ["nothing", "tyhja.txt", Buffer.alloc(0)],
  ["no ending", "README", Buffer.from("x")],
  ["an object's own word as ending", "x.constructor", Buffer.from("x")],
  ["11 MB", "iso.txt", Buffer.alloc(11_000_000, 0x61)],
])("%s is not taken", (_what, name, bytes) => {
  expect(judgeAttachment(name, bytes)).toHaveProperty("fault");
});

test("a file's name leads nowhere and hides nothing", () => {
  expect(soundFileName("../../etc/passwd.txt")).toBe("passwd.txt");
  expect(soundFileName("C:\\fakepath\\lasku 1.pdf")).toBe("lasku 1.pdf");
  expect(soundFileName("kuva\u202egnp.txt")).toBe("kuvagnp.txt");
  expect(soundFileName('a<b>"c|?*:.txt')).toBe("a_b__c____.txt");
  expect(soundFileName(".htaccess.txt")).toBe("htaccess.txt");
  expect(soundFileName("/.txt")).toBe("file.txt");
  expect(soundFileName(`${"å".repeat(300)}.pdf`)).toBe(`${"å".repeat(146)}.pdf`);
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (given) => {
      const name = soundFileName(`${given}.txt`);
      expect(name).toMatch(/^[^\p{Cc}\p{Cf}/\\<>:"|?*]+\.txt$/u);
      expect([...name].length).toBeLessThanOrEqual(150);
      expect(name).not.toMatch(/^\./);
      expect(soundFileName(name)).toBe(name);
    }),
  );
});

test("a name that is a form's whole length is read at once", () => {
  const began = performance.now();
  expect(soundFileName(`${".".repeat(200_000)}a.pdf`)).toBe("a.pdf");
  expect(performance.now() - began).toBeLessThan(1000);
});

test("a file is kept as it came, once, and read by those who see cases", async () => {
  const { number } = await opened(pirkko, "slowdown");
  const { id } = await attach(number, "/tmp/kuva.png", png);
  expect(await attach(number, "sama.png", png)).toEqual({ id });
  expect(await readAttachment(tarmo, { number, id })).toEqual({
    fileName: "kuva.png",
    mediaType: "image/png",
    bytes: png,
  });
  const { attachments, timeline } = await readCase(tarmo, { number });
  expect(attachments).toMatchObject([{ id, fileName: "kuva.png", size: png.length, addedBy: "Pirkko Palvelusto" }]);
  expect(timeline[0]).toMatchObject({ words: "attached a file", href: `/cases/${number}/attachments/${id}` });
  await expect(readAttachment(veera, { number, id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(attach(number, "x.png", png, tarmo)).rejects.toMatchObject({ code: "forbidden" });
  const other = await opened(pirkko, "slowdown");
  for (const wrong of [
    { number: other.number, id },
    { number, id: "x" },
  ])
    await expect(readAttachment(pirkko, wrong)).rejects.toMatchObject({ code: "not_found" });
  const trail = await database.sql`select details from audit.event where action = 'case.attach'`;
  expect(JSON.stringify(trail)).not.toContain("kuva");
});

test("of many at once a case keeps twenty", async () => {
  const { number } = await opened(pirkko, "slowdown");
  const results = await Promise.allSettled(
    Array.from({ length: 23 }, (_, i) => attach(number, `${i}.txt`, Buffer.from(`file ${i}`))),
  );
  const refused = results.filter((result) => result.status === "rejected");
  expect(refused).toHaveLength(3);
  for (const { reason } of refused as PromiseRejectedResult[]) expect(reason).toMatchObject({ code: "limit" });
  expect((await readCase(pirkko, { number })).attachments).toHaveLength(20);
});

test("an authority's request takes and gives no file", async () => {
  const { number } = await opened(pirkko, "log_disclosure");
  await expect(attach(number, "x.png", png)).rejects.toMatchObject({ code: "conflict" });
  await expect(readAttachment(pirkko, { number, id: "x" })).rejects.toMatchObject({ code: "conflict" });
});
