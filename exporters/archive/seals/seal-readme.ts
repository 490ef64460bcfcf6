import { failureText } from "./failure-text.ts";
import type { SealOutcome, Seals } from "./seal.ts";

type Words = {
  title: string;
  start: string;
  hashes: string;
  key: string;
  certificate: string;
  certificateNone: (why: string) => string;
  certificateUnused: string;
  stamp: string;
  stampNone: (why: string) => string;
  stampUnused: string;
};

const words: Record<"fi" | "sv" | "en", Words> = {
  fi: {
    title: "NÄIN ARKISTO TARKISTETAAN",
    start:
      "Pura ZIP ja avaa komentorivi kansiossa, jossa on bagit.txt. Tarvitset ohjelmat sha512sum ja openssl (OpenSSL 3.0 tai uudempi).",
    hashes: "Onko jokainen tiedosto ennallaan? Kumpikaan komento ei saa ilmoittaa virhettä.",
    key: "Onko palvelun avain allekirjoittanut? Vertaa avainta palvelun julkaisemaan avaimeen.",
    certificate:
      "Varmenteella tehty allekirjoitus: CA.pem on varmenteen myöntäjän juurivarmenne, jonka saat myöntäjältä.",
    certificateNone: (why) => `Varmenteella tehtyä allekirjoitusta EI OLE, vaikka se piti tehdä (${why}).`,
    certificateUnused: "Varmenteella tehtyä allekirjoitusta ei ole: sellaista ei ole otettu käyttöön.",
    stamp: "Aikaleima: sisältö oli olemassa leiman hetkellä. CA.pem on aikaleimapalvelun juurivarmenne.",
    stampNone: (why) => `Aikaleimaa EI OLE, vaikka se pyydettiin (${why}).`,
    stampUnused: "Aikaleimaa ei ole: sellaista ei ole otettu käyttöön.",
  },
  sv: {
    title: "SÅ KONTROLLERAS ARKIVET",
    start:
      "Packa upp ZIP-filen och öppna en kommandorad i mappen med bagit.txt. Du behöver sha512sum och openssl (OpenSSL 3.0 eller nyare).",
    hashes: "Är varje fil oförändrad? Inget av kommandona får ge ett felmeddelande.",
    key: "Är arkivet signerat med tjänstens nyckel? Jämför nyckeln med den som tjänsten har publicerat.",
    certificate: "Signatur med certifikat: CA.pem är utfärdarens rotcertifikat, som du får av utfärdaren.",
    certificateNone: (why) => `Det finns INGEN signatur med certifikat, trots att en sådan skulle göras (${why}).`,
    certificateUnused: "Det finns ingen signatur med certifikat: ingen sådan används.",
    stamp: "Tidsstämpel: innehållet fanns vid stämpelns tid. CA.pem är tidsstämplingstjänstens rotcertifikat.",
    stampNone: (why) => `Det finns INGEN tidsstämpel, trots att en sådan begärdes (${why}).`,
    stampUnused: "Det finns ingen tidsstämpel: ingen sådan används.",
  },
  en: {
    title: "HOW TO CHECK THE ARCHIVE",
    start:
      "Unpack the ZIP and open a command line in the folder with bagit.txt. You need sha512sum and openssl (OpenSSL 3.0 or later).",
    hashes: "Is every file as it was? Neither command may report an error.",
    key: "Did the service's key sign? Compare the key with the one that the service has published.",
    certificate: "Signature with a certificate: CA.pem is the issuer's root certificate, which the issuer gives you.",
    certificateNone: (why) => `There is NO signature with a certificate, although one was due (${why}).`,
    certificateUnused: "There is no signature with a certificate: none is in use.",
    stamp: "Time stamp: the content was there at the stamp's time. CA.pem is the root certificate of its authority.",
    stampNone: (why) => `There is NO time stamp, although one was asked for (${why}).`,
    stampUnused: "There is no time stamp: none is in use.",
  },
};

const commands = {
  hashes: ["sha512sum -c --quiet tagmanifest-sha512.txt", "sha512sum -c --quiet manifest-sha512.txt"],
  key: [
    "openssl pkeyutl -verify -rawin -pubin -inkey signature/public-key.pem -in tagmanifest-sha512.txt -sigfile signature/tagmanifest-sha512.txt.sig",
  ],
  certificate: [
    "openssl cms -verify -binary -inform DER -purpose any -in signature/tagmanifest-sha512.txt.p7s -content tagmanifest-sha512.txt -CAfile CA.pem -out checked.txt",
  ],
  stamp: ["openssl ts -verify -data tagmanifest-sha512.txt -in signature/tagmanifest-sha512.txt.tsr -CAfile CA.pem"],
};

/** signature/README.txt: how to check the archive with `sha512sum` and `openssl` alone, and which seals there are not. */
export function sealReadme(seals: Seals): string {
  return (["fi", "sv", "en"] as const)
    .map((language) => {
      const t = words[language];
      return [
        t.title,
        t.start,
        step(t.hashes, commands.hashes),
        step(t.key, commands.key),
        seal(
          seals.certificate,
          t.certificate,
          commands.certificate,
          (why) => t.certificateNone(failureText(language, why)),
          t.certificateUnused,
        ),
        seal(seals.timeStamp, t.stamp, commands.stamp, (why) => t.stampNone(failureText(language, why)), t.stampUnused),
      ].join("\n\n");
    })
    .join("\n\n\n")
    .concat("\n");
}

const step = (text: string, lines: readonly string[]) => [text, ...lines.map((line) => `  ${line}`)].join("\n");

function seal(
  outcome: SealOutcome,
  text: string,
  lines: readonly string[],
  none: (why: string) => string,
  unused: string,
): string {
  if (outcome.state === "made") return step(text, lines);
  return outcome.state === "failed" ? none(outcome.why) : unused;
}
