import type { ArchiveLanguage } from "../../run.ts";

export type VerifyStep = { text: string; commands: readonly string[] };

const verifyCommands = {
  hashes: ["sha512sum -c --quiet manifest-sha512.txt", "sha512sum -c --quiet tagmanifest-sha512.txt"],
  signature: [
    "openssl pkeyutl -verify -rawin -pubin -inkey signature/public-key.pem -in tagmanifest-sha512.txt -sigfile signature/tagmanifest-sha512.txt.sig",
  ],
  certificate: [
    "openssl cms -verify -binary -inform DER -purpose any -in signature/tagmanifest-sha512.txt.p7s -content tagmanifest-sha512.txt -CAfile CA.pem -out checked.txt",
  ],
  stamp: ["openssl ts -verify -data tagmanifest-sha512.txt -in signature/tagmanifest-sha512.txt.tsr -CAfile CA.pem"],
  scope: ["sha256sum data/scope.json", "grep Scope-SHA256 bag-info.txt"],
} as const;

const steps = (hashes: string, signature: string, certificate: string, stamp: string, scope: string): VerifyStep[] => [
  { text: hashes, commands: verifyCommands.hashes },
  { text: signature, commands: verifyCommands.signature },
  { text: certificate, commands: verifyCommands.certificate },
  { text: stamp, commands: verifyCommands.stamp },
  { text: scope, commands: verifyCommands.scope },
];

/** How to check the archive with sha512sum and openssl alone. */
export const verifyTexts: Record<ArchiveLanguage, { title: string; start: string; steps: VerifyStep[]; end: string }> =
  {
    fi: {
      title: "Näin tarkistat arkiston",
      start:
        "Pura ZIP ja avaa komentorivi kansiossa, jossa on bagit.txt. Ohjelmat sha512sum ja openssl (OpenSSL 3.0 tai uudempi) ovat valmiina Linuxissa. Windowsissa avaa Git for Windowsin Git Bash, jossa ne ovat. Ne voi asentaa myös macOS:ään esimerkiksi Homebrew'lla (coreutils ja openssl): sen oma openssl on LibreSSL, joka ei tunne näitä komentoja. Komento openssl version kertoo, kumpi vastaa.",
      steps: steps(
        "Onko jokainen tiedosto ennallaan? Komennot eivät tulosta mitään, kun kaikki on kunnossa.",
        "Onko palvelu allekirjoittanut arkiston? Vastaus on Signature Verified Successfully. Vertaa avainta signature/public-key.pem palvelun julkaisemaan avaimeen.",
        "Varmenteella tehty allekirjoitus, jos tiedosto on mukana: CA.pem on varmenteen myöntäjän juurivarmenne, jonka saat myöntäjältä.",
        "Aikaleima, jos tiedosto on mukana: CA.pem on aikaleimapalvelun juurivarmenne.",
        "Onko laajuus se, joka hyväksyttiin? Tiivisteiden on oltava samat.",
      ),
      end: "Tiedosto signature/README.txt kertoo samat komennot ja mitkä allekirjoitukset tässä arkistossa on.",
    },
    sv: {
      title: "Så kontrollerar du arkivet",
      start:
        "Packa upp ZIP-filen och öppna en kommandorad i mappen med bagit.txt. Programmen sha512sum och openssl (OpenSSL 3.0 eller nyare) finns i Linux. I Windows öppnar du Git Bash från Git for Windows, som har dem. I macOS installeras de till exempel med Homebrew (coreutils och openssl): macOS eget openssl är LibreSSL, som inte känner till de här kommandona. Kommandot openssl version berättar vilket av dem som svarar.",
      steps: steps(
        "Är varje fil oförändrad? Kommandona skriver inte ut någonting när allt är i sin ordning.",
        "Har tjänsten signerat arkivet? Svaret är Signature Verified Successfully. Jämför nyckeln signature/public-key.pem med den som tjänsten har publicerat.",
        "Signatur med certifikat, om filen finns: CA.pem är utfärdarens rotcertifikat, som du får av utfärdaren.",
        "Tidsstämpel, om filen finns: CA.pem är tidsstämplingstjänstens rotcertifikat.",
        "Är omfattningen den som godkändes? De två hashvärdena ska vara lika.",
      ),
      end: "Filen signature/README.txt har samma kommandon och säger vilka signaturer detta arkiv har.",
    },
    en: {
      title: "How to check the archive",
      start:
        "Unpack the ZIP and open a command line in the folder with bagit.txt. The programs sha512sum and openssl (OpenSSL 3.0 or later) are part of Linux. On Windows, open Git Bash of Git for Windows, which has them. On macOS they can be installed with Homebrew, for example (coreutils and openssl): its own openssl is LibreSSL, which does not know these commands. The command openssl version says which of them answers.",
      steps: steps(
        "Is every file as it was? The commands print nothing when all is well.",
        "Did the service sign the archive? The answer is Signature Verified Successfully. Compare the key signature/public-key.pem with the one that the service has published.",
        "Signature with a certificate, if the file is there: CA.pem is the issuer's root certificate, which the issuer gives you.",
        "Time stamp, if the file is there: CA.pem is the root certificate of the time-stamp authority.",
        "Is the scope the one that was approved? The two hashes must be the same.",
      ),
      end: "The file signature/README.txt has the same commands and says which signatures this archive has.",
    },
  };

/** The steps that every archive has, without those of seals that it may not have. */
export const stepsOfAll = (language: ArchiveLanguage): VerifyStep[] => verifyTexts[language].steps.slice(0, 2);

/** The same as lines of plain text. */
export function checkingLines(language: ArchiveLanguage): string[] {
  const { title, start, end } = verifyTexts[language];
  const steps = stepsOfAll(language).flatMap(({ text, commands }) => [text, ...commands.map((c) => `    ${c}`)]);
  return [title, start, ...steps, end];
}
