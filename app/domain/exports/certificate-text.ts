import { type ArchivePart, archiveWords } from "../messages/archive-words.ts";
import type { ContactLanguage } from "./request-form.ts";

/** What a document says, for whatever prints it. */
export type CertificateBlock =
  | { kind: "heading"; text: string }
  | { kind: "paragraph"; text: string }
  | { kind: "table"; columns: { title: string; width: number; align: "left" | "right" }[]; rows: string[][] };
export type Certificate = { title: string; subject: string; blocks: CertificateBlock[] };

export type ErasureFacts = {
  company: string;
  businessId: string;
  part: ArchivePart;
  number: number;
  serviceName: string;
  /** Helsinki time, `YYYY-MM-DD HH:MM`. */
  erasedAt: string;
  /** The last day for fetching; null where no dates were recorded. */
  retrievalEndedOn: string | null;
  serviceErasedOn: string | null;
  fetched: boolean;
  files: readonly { fileName: string; bytes: number; sha512: string }[];
};

type Words = {
  title: string;
  lead: (facts: ErasureFacts) => string;
  legal: string;
  done: string;
  facts: Record<"company" | "number" | "erased" | "retrieval" | "service" | "fetched", string>;
  yes: string;
  no: string;
  unknown: string;
  fact: string;
  value: string;
  files: string;
  none: string;
  file: string;
  bytes: string;
  stays: string;
};

const words: Record<ContactLanguage, Words> = {
  fi: {
    title: "Todistus arkiston poistamisesta",
    lead: ({ company, part, serviceName }) =>
      `Todistamme, että palvelun ${serviceName} yritykselle ${company} laatima lakisääteinen ${archiveWords.fi[part].archive} on poistettu pysyvästi.`,
    legal:
      "Peruste: asetus (EU) 2023/2854 (datasäädös) 25 artiklan 2 kohdan h alakohta; asetus (EU) 2016/679 (yleinen tietosuoja-asetus) 28 artiklan 3 kohdan g alakohta.",
    done: "Poistamista ehdotti yksi henkilö ja sen hyväksyi toinen. Tiedostot poistettiin tallennuspaikasta, noutolinkit suljettiin, ja vastaanottajan yhteystiedot ja käsittelijöiden kirjoittamat perustelut poistettiin.",
    facts: {
      company: "Yritys",
      number: "Pyynnön numero",
      erased: "Poistettu (Helsingin aikaa)",
      retrieval: "Noutoaika päättyi",
      service: "Palvelu poisti omat tietonsa",
      fetched: "Arkisto oli noudettu kokonaan",
    },
    yes: "kyllä",
    no: "ei",
    unknown: "ei kirjattu",
    fact: "Tieto",
    value: "Arvo",
    files: "Poistetut tiedostot",
    none: "Tallennettuja tiedostoja ei ollut.",
    file: "Tiedosto ja SHA-512",
    bytes: "Tavua",
    stays:
      "Tapahtumalokiin jää tieto siitä, että arkisto oli olemassa: sen numero, tarkistussummat, koot ja ajankohdat. Arkiston sisällöstä ei jää mitään.",
  },
  sv: {
    title: "Intyg över radering av arkiv",
    lead: ({ company, part, serviceName }) =>
      `Vi intygar att det lagstadgade ${archiveWords.sv[part].archive} som tjänsten ${serviceName} har upprättat för ${company} har raderats permanent.`,
    legal:
      "Grund: förordning (EU) 2023/2854 (dataförordningen) artikel 25.2 h; förordning (EU) 2016/679 (allmän dataskyddsförordning) artikel 28.3 g.",
    done: "En person föreslog raderingen och en annan godkände den. Filerna raderades från lagringsplatsen, länkarna stängdes, och mottagarens kontaktuppgifter och handläggarnas skrivna motiveringar raderades.",
    facts: {
      company: "Företag",
      number: "Begärans nummer",
      erased: "Raderat (Helsingforstid)",
      retrieval: "Tiden för hämtning gick ut",
      service: "Tjänsten raderade sina egna uppgifter",
      fetched: "Arkivet hade hämtats i sin helhet",
    },
    yes: "ja",
    no: "nej",
    unknown: "inte antecknat",
    fact: "Uppgift",
    value: "Värde",
    files: "Raderade filer",
    none: "Det fanns inga lagrade filer.",
    file: "Fil och SHA-512",
    bytes: "Byte",
    stays:
      "I händelseloggen kvarstår att arkivet har funnits: dess nummer, kontrollsummor, storlekar och tidpunkter. Inget av arkivets innehåll kvarstår.",
  },
  en: {
    title: "Certificate of erasure of an archive",
    lead: ({ company, part, serviceName }) =>
      `We certify that the statutory ${archiveWords.en[part].archive} which the service ${serviceName} made for ${company} has been erased for good.`,
    legal:
      "Basis: Regulation (EU) 2023/2854 (Data Act) Article 25(2)(h); Regulation (EU) 2016/679 (General Data Protection Regulation) Article 28(3)(g).",
    done: "One person proposed the erasure and another approved it. The files were erased from the store, the links were closed, and the recipient's contact details and the reasons that officers had written were erased.",
    facts: {
      company: "Company",
      number: "Number of the request",
      erased: "Erased (Helsinki time)",
      retrieval: "Time for fetching ended",
      service: "The service erased its own data",
      fetched: "The whole archive had been fetched",
    },
    yes: "yes",
    no: "no",
    unknown: "not recorded",
    fact: "Fact",
    value: "Value",
    files: "Erased files",
    none: "There were no files in the store.",
    file: "File and SHA-512",
    bytes: "Bytes",
    stays:
      "The audit trail keeps that the archive existed: its number, hashes, sizes and times. Nothing of the archive's content is kept.",
  },
};

/** The certificate of an erasure, in the language of the request. Pure. */
export function erasureCertificate(language: ContactLanguage, facts: ErasureFacts): Certificate {
  const text = words[language];
  const pairs: string[][] = [
    [text.facts.company, `${facts.company}, ${facts.businessId}`],
    [text.facts.number, String(facts.number)],
    [text.facts.erased, facts.erasedAt],
    [text.facts.retrieval, facts.retrievalEndedOn ?? text.unknown],
    [text.facts.service, facts.serviceErasedOn ?? text.unknown],
    [text.facts.fetched, facts.fetched ? text.yes : text.no],
  ];
  return {
    title: text.title,
    subject: `${facts.company}, ${facts.businessId}`,
    blocks: [
      { kind: "paragraph", text: text.lead(facts) },
      {
        kind: "table",
        columns: [
          { title: text.fact, width: 2, align: "left" },
          { title: text.value, width: 3, align: "left" },
        ],
        rows: pairs,
      },
      { kind: "heading", text: text.files },
      ...(facts.files.length === 0
        ? [{ kind: "paragraph" as const, text: text.none }]
        : [
            {
              kind: "table" as const,
              columns: [
                { title: text.file, width: 5, align: "left" as const },
                { title: text.bytes, width: 1, align: "right" as const },
              ],
              rows: facts.files.map(({ fileName, bytes, sha512 }) => [`${fileName}\n${sha512}`, String(bytes)]),
            },
          ]),
      { kind: "paragraph", text: text.done },
      { kind: "paragraph", text: text.legal },
      { kind: "paragraph", text: text.stays },
    ],
  };
}
