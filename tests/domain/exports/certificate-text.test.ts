import { expect, test } from "vitest";
import { erasureCertificate } from "#app/domain/exports/certificate-text.ts";
import { contactLanguages } from "#app/domain/exports/request-form.ts";

const facts = {
  company: "Testiyritys Oy",
  businessId: "9000001-1",
  part: "books" as const,
  number: 12,
  serviceName: "Netvisor",
  erasedAt: "2027-04-03 12:00",
  retrievalEndedOn: "2027-03-24",
  serviceErasedOn: null,
  fetched: true,
  files: [{ fileName: "arkisto-1.zip", bytes: 1234, sha512: "ab".repeat(64) }],
};

test.each([
  ["fi", "Todistus arkiston poistamisesta", "ei kirjattu", "kyllä", "25 artiklan 2 kohdan h alakohta"],
  ["sv", "Intyg över radering av arkiv", "inte antecknat", "ja", "artikel 25.2 h"],
  ["en", "Certificate of erasure of an archive", "not recorded", "yes", "Article 25(2)(h)"],
] as const)("%s: what was erased, when, by what law, and nobody's name", (language, title, unknown, yes, law) => {
  const { blocks, ...certificate } = erasureCertificate(language, facts);
  expect(certificate).toEqual({ title, subject: "Testiyritys Oy, 9000001-1" });
  const text = JSON.stringify(blocks);
  for (const said of [unknown, yes, law, "2027-04-03 12:00", "2027-03-24", "arkisto-1.zip", "1234", "ab".repeat(64)])
    expect(text).toContain(said);
});

test("without files it says so, in every language, instead of an empty table", () => {
  for (const language of contactLanguages) {
    const { blocks } = erasureCertificate(language, { ...facts, files: [] });
    expect(blocks.filter(({ kind }) => kind === "table")).toHaveLength(1);
  }
});
