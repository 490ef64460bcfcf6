import { expect, test } from "vitest";
import { replyFor } from "#app/domain/latency/diagnosis/diagnosis-reply.ts";
import { makeDiagnosis } from "#app/domain/latency/diagnosis/make-diagnosis.server.ts";
import { testService } from "#tests/support/service.ts";
import { answersWith } from "./answers.ts";

const span = { from: new Date("2026-11-17T07:00:00Z"), to: new Date("2026-11-17T09:00:00Z") };

async function diagnosisOf(network: number) {
  const service = testService({ answer: answersWith((end) => (end >= span.to ? network : 0.15)) });
  return makeDiagnosis(
    { ...service, clock: { now: () => new Date("2026-11-18T08:00:00Z") } },
    { customer: { businessId: "1234567-1", name: "Rinne" }, span, page: null, windows: [] },
  );
}
const plain = (text: string) => text.replaceAll("\u00a0", " ");

test("a slow network is told with the split of the load, in each language", async () => {
  const diagnosis = await diagnosisOf(0.95);
  const fi = plain(replyFor(diagnosis, "fi"));
  expect(fi).toContain(
    "Sivun lataus kesti keskimäärin 1,85 s; samoina tunteina neljällä edellisellä viikolla se kesti tavallisesti 1,05 s (400 mitattua latausta).",
  );
  expect(fi).toContain("– Verkkoyhteyden osuus sivun latauksesta oli 0,95 s, tavallisesti 0,15 s.");
  expect(fi).toContain("verkko 0,95 s, palvelin 0,50 s, selain 0,40 s");
  expect(plain(replyFor(diagnosis, "sv"))).toContain("nätet 0,95 s, servern 0,50 s, webbläsaren 0,40 s");
  const en = plain(replyFor(diagnosis, "en"));
  expect(en).toContain("during 17 Nov 2026, 09:00–11:00");
  expect(en).toContain("– The network took 0.95 s of a page load, normally 0.15 s.");
  expect(en).toContain("We shall measure the same hours again in a week");
});

test("nothing abnormal names no cause and asks for the time and the page", async () => {
  const en = plain(replyFor(await diagnosisOf(0.15), "en"));
  expect(en).toContain("The measurements show nothing unusual.");
  expect(en).not.toContain("–\u00a0");
  expect(en).not.toContain("recommend");
});
