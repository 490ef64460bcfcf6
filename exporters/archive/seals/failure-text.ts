/** Why a seal is missing, as the seal's outcome says it in English, with its words in Finnish and Swedish. */
const reasons: readonly [english: RegExp, fi: string, sv: string][] = [
  [/^the certificate is not valid before (\S+)$/, "varmenne on voimassa vasta $1", "certifikatet gäller först från $1"],
  [/^the certificate expired at (\S+)$/, "varmenne vanheni $1", "certifikatet gick ut $1"],
  [
    /^the certificate's key could not sign$/,
    "varmenteen avain ei allekirjoittanut",
    "certifikatets nyckel kunde inte signera",
  ],
  [
    /^the authority (\S+) did not answer$/,
    "aikaleimapalvelu $1 ei vastannut",
    "tidsstämplingstjänsten $1 svarade inte",
  ],
  [
    /^the authority (\S+) answered with the status (\d+)$/,
    "aikaleimapalvelu $1 vastasi tilakoodilla $2",
    "tidsstämplingstjänsten $1 svarade med statuskoden $2",
  ],
  [
    /^the authority (\S+) was not granted$/,
    "aikaleimapalvelu $1 ei myöntänyt leimaa",
    "tidsstämplingstjänsten $1 beviljade ingen stämpel",
  ],
  [
    /^the authority (\S+) stopped in the middle of its answer$/,
    "aikaleimapalvelun $1 vastaus katkesi",
    "svaret från tidsstämplingstjänsten $1 avbröts",
  ],
  // Whatever else is wrong with its answer; the exact words stand in bag-info.txt.
  [
    /^the authority (\S+) .+$/,
    "aikaleimapalvelun $1 vastaus ei kelpaa; tarkka syy on tiedostossa bag-info.txt",
    "svaret från tidsstämplingstjänsten $1 duger inte; den exakta orsaken finns i bag-info.txt",
  ],
];

const unknown = { fi: "syy on tiedostossa bag-info.txt", sv: "orsaken finns i bag-info.txt" };

/** @param why of a seal that failed, a sentence's end in English */
export function failureText(language: "fi" | "sv" | "en", why: string): string {
  if (language === "en") return why;
  const known = reasons.find(([english]) => english.test(why));
  if (!known) return unknown[language];
  return why.replace(known[0], language === "fi" ? known[1] : known[2]);
}
