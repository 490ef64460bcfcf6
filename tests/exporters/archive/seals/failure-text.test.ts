import { expect, test } from "vitest";
import { failureText } from "#exporters/archive/seals/failure-text.ts";
import { sealReadme } from "#exporters/archive/seals/seal-readme.ts";

const URL = "https://tsa.example/tsr";

test.each([
  [
    `the authority ${URL} did not answer`,
    `aikaleimapalvelu ${URL} ei vastannut`,
    `tidsstämplingstjänsten ${URL} svarade inte`,
  ],
  [
    `the authority ${URL} answered with the status 503`,
    `aikaleimapalvelu ${URL} vastasi tilakoodilla 503`,
    `tidsstämplingstjänsten ${URL} svarade med statuskoden 503`,
  ],
  [
    `the authority ${URL} is over other bytes`,
    `aikaleimapalvelun ${URL} vastaus ei kelpaa; tarkka syy on tiedostossa bag-info.txt`,
    `svaret från tidsstämplingstjänsten ${URL} duger inte; den exakta orsaken finns i bag-info.txt`,
  ],
  [
    "the certificate expired at 2026-01-01T00:00:00.000Z",
    "varmenne vanheni 2026-01-01T00:00:00.000Z",
    "certifikatet gick ut 2026-01-01T00:00:00.000Z",
  ],
  [
    "the certificate's key could not sign",
    "varmenteen avain ei allekirjoittanut",
    "certifikatets nyckel kunde inte signera",
  ],
  ["something else", "syy on tiedostossa bag-info.txt", "orsaken finns i bag-info.txt"],
])("%s in the three languages", (why, finnish, swedish) => {
  expect(failureText("fi", why)).toBe(finnish);
  expect(failureText("sv", why)).toBe(swedish);
  expect(failureText("en", why)).toBe(why);
});

test("the archive says in each language why a seal is missing", () => {
  const readme = sealReadme({
    certificate: { state: "failed", why: "the certificate is not valid before 2030-01-01T00:00:00.000Z" },
    timeStamp: { state: "failed", why: `the authority ${URL} did not answer` },
  });
  for (const line of [
    "Varmenteella tehtyä allekirjoitusta EI OLE, vaikka se piti tehdä (varmenne on voimassa vasta 2030-01-01T00:00:00.000Z).",
    `Aikaleimaa EI OLE, vaikka se pyydettiin (aikaleimapalvelu ${URL} ei vastannut).`,
    `Det finns INGEN tidsstämpel, trots att en sådan begärdes (tidsstämplingstjänsten ${URL} svarade inte).`,
    `There is NO time stamp, although one was asked for (the authority ${URL} did not answer).`,
  ])
    expect(readme).toContain(line);
});
