import type { Scope } from "../law/scope.ts";
import { html, page } from "./html.ts";

type Section = { heading: string; paragraphs: string[]; commands?: string[] };
type Language = { code: "fi" | "sv" | "en"; title: string; sections: Section[] };

const check = ["sha512sum -c manifest-sha512.txt", "sha512sum -c tagmanifest-sha512.txt"];
const signature =
  "openssl pkeyutl -verify -rawin -pubin -inkey signature/public-key.pem -in tagmanifest-sha512.txt -sigfile signature/tagmanifest-sha512.txt.sig";

/** The first page to open, in the three languages. @param folders the years' folders that the archive has */
function languages(scope: Scope, folders: readonly string[]): Language[] {
  const { name, businessId } = scope.company;
  const years = folders.join(", ");
  return [
    {
      code: "fi",
      title: "Lakisääteinen kirjanpitoarkisto",
      sections: [
        {
          heading: "Mitä tämä on",
          paragraphs: [
            `Yrityksen ${name} (${businessId}) kirjanpitoaineisto, jonka laki käskee säilyttää (${scope.law.name}), lain mukaan päivänä ${scope.asOf}. Tilikaudet: ${years}.`,
            "scope.json kertoo jokaisesta aineistosta, onko se mukana, mihin päivään se on säilytettävä ja minkä pykälän nojalla. retention.csv on sama taulukkona.",
          ],
        },
        {
          heading: "Mitä kansioissa on",
          paragraphs: [
            "ledger: päiväkirja, pääkirja, tililuettelo, tuloslaskelman ja taseen tilien saldot, tositteet ja rekisterit CSV-tiedostoina (UTF-8, pilkku, desimaalipiste). datapackage.json selittää jokaisen sarakkeen.",
            "excel: samat rivit taulukkolaskentaan. exchange: saft.xml tilintarkastus- ja siirto-ohjelmille. vouchers: tositteiden liitteet sellaisina kuin ne on vastaanotettu. statements ja returns: tilinpäätökset ja ilmoitukset.",
            "reports/completeness.html: täsmäytykset, numerosarjojen aukot ja muu huomattava. luettelo-kirjanpidoista-ja-aineistoista.html: KPL 2:7 a §:n luettelo.",
          ],
        },
        {
          heading: "Näin tarkistat eheyden",
          paragraphs: ["Pura ZIP ja aja puretussa kansiossa:"],
          commands: [...check, signature],
        },
        {
          heading: "Mitä tämä ei ole",
          paragraphs: [
            "Tämä ei ole kaikki tieto, jonka voit saada palvelusta: EU:n datasäädöksen (2023/2854) mukainen vienti kaikesta siirrettävästä tiedosta tilataan erikseen.",
            "Palkkakirjanpito luovutetaan erikseen. Tunnuksia, luonnoksia, muistiinpanoja, asetuksia ja lokeja ei ole mukana, koska laki ei käske säilyttää niitä.",
          ],
        },
      ],
    },
    {
      code: "sv",
      title: "Lagstadgat bokföringsarkiv",
      sections: [
        {
          heading: "Vad detta är",
          paragraphs: [
            `Bokföringsmaterial för ${name} (${businessId}) som enligt lag ska bevaras (${scope.law.name}), enligt lagen den ${scope.asOf}. Räkenskapsperioder: ${years}.`,
            "scope.json anger för varje material om det finns med, till vilken dag det ska bevaras och enligt vilken paragraf. retention.csv är samma sak som tabell.",
          ],
        },
        {
          heading: "Vad mapparna innehåller",
          paragraphs: [
            "ledger: dagbok, huvudbok, kontoplan, råbalans, verifikationer och register som CSV (UTF-8, komma, decimalpunkt). datapackage.json förklarar varje kolumn.",
            "excel: samma rader för kalkylprogram. exchange: saft.xml för revisions- och överföringsprogram. vouchers: verifikationernas bilagor så som de togs emot. statements och returns: bokslut och deklarationer.",
            "reports/completeness.html: avstämningar, luckor i nummerserier och annat att se på. luettelo-kirjanpidoista-ja-aineistoista.html: förteckning över bokföringar och material.",
          ],
        },
        {
          heading: "Så kontrollerar du att arkivet är helt",
          paragraphs: ["Packa upp ZIP-filen och kör i den uppackade mappen:"],
          commands: [...check, signature],
        },
        {
          heading: "Vad detta inte är",
          paragraphs: [
            "Detta är inte all data som du kan få ur tjänsten: export av all överförbar data enligt EU:s dataförordning (2023/2854) beställs särskilt.",
            "Lönebokföringen överlämnas särskilt. Inloggningar, utkast, anteckningar, inställningar och loggar finns inte med, eftersom lagen inte kräver att de bevaras.",
          ],
        },
      ],
    },
    {
      code: "en",
      title: "Statutory bookkeeping archive",
      sections: [
        {
          heading: "What this is",
          paragraphs: [
            `The bookkeeping material of ${name} (${businessId}) that the law asks to be kept (${scope.law.name}), as the law stands applied on ${scope.asOf}. Financial years: ${years}.`,
            "scope.json says for every material whether it is here, until which day it is to be kept, and by which paragraph. retention.csv is the same as a table.",
          ],
        },
        {
          heading: "What the folders hold",
          paragraphs: [
            "ledger: journal, general ledger, chart of accounts, trial balance, vouchers and registers as CSV (UTF-8, comma, decimal point). datapackage.json explains every column.",
            "excel: the same rows for spreadsheet programs. exchange: saft.xml for audit and transfer programs. vouchers: the files of vouchers as they were received. statements and returns: financial statements and returns as filed.",
            "reports/completeness.html: control totals, gaps in voucher numbers and what else to look into. luettelo-kirjanpidoista-ja-aineistoista.html: the list of ledgers and materials.",
          ],
        },
        {
          heading: "How to check that it is whole",
          paragraphs: ["Unpack the ZIP and run in the unpacked folder:"],
          commands: [...check, signature],
        },
        {
          heading: "What this is not",
          paragraphs: [
            "This is not all the data that you can have from the service: the export of all exportable data under the EU Data Act (2023/2854) is ordered separately.",
            "Payroll accounting is handed over separately. Log-ins, drafts, notes, settings and logs are not here, because no law asks to keep them.",
          ],
        },
      ],
    },
  ];
}

export function readmeText(scope: Scope, folders: readonly string[]): string {
  return languages(scope, folders)
    .map((l) =>
      [
        l.title.toUpperCase(),
        ...l.sections.map((s) => [s.heading, ...s.paragraphs, ...(s.commands ?? []).map((c) => `    ${c}`)].join("\n")),
      ].join("\n\n"),
    )
    .join(`\n\n${"-".repeat(72)}\n\n`)
    .concat("\n");
}

export function readmeHtml(scope: Scope, folders: readonly string[]): string {
  const links = [
    "scope.json",
    "reports/completeness.html",
    "luettelo-kirjanpidoista-ja-aineistoista.html",
    "datapackage.json",
  ];
  const body = languages(scope, folders).map(
    (l) =>
      html`<section lang="${l.code}"><h1>${l.title}</h1>${l.sections.map(
        (s) =>
          html`<h2>${s.heading}</h2>${s.paragraphs.map((p) => html`<p>${p}</p>`)}${(s.commands ?? []).map((c) => html`<p><code>${c}</code></p>`)}`,
      )}</section>`,
  );
  return page(
    "fi",
    "LUE MINUT / LÄS MIG / READ ME",
    html`<ul>${links.map((f) => html`<li><a href="${f}">${f}</a></li>`)}</ul>${body}`,
  );
}
