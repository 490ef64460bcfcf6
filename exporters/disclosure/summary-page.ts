import { type Html, html, page, table } from "../formats/html.ts";
import type { DisclosureCounts, DisclosureFacts } from "./write-package.ts";

export type SummaryLanguage = "fi" | "sv" | "en";

const fi = {
  title: (number: number) => `Lokitietojen luovutus nro ${number}`,
  authority: "Viranomainen",
  basis: "Oikeusperuste",
  reference: "Viranomaisen viite",
  received: "Pyyntö vastaanotettu",
  made: "Paketti laadittu (UTC)",
  period: "Ajanjakso (UTC), alku mukaan lukien, loppu ei",
  companies: "Yritykset",
  kinds: "Tapahtumat",
  people: "Henkilöt pyynnön mukaan",
  all: "kaikki",
  everybody: "ei rajattu henkilöihin",
  nobody: "ei tapahtumia rajauksessa",
  rows: "Rivejä",
  byEvent: "Rivejä tapahtuman mukaan",
  byCompany: "Rivejä yrityksen mukaan",
  event: "Tapahtuma",
  company: "Y-tunnus",
  withheld: (count: number) =>
    `Tapahtumien lisätiedoista luovutetaan vain ne, jotka on nimetty luovutettaviksi. ${count} muuta lisätietoa on jätetty pois, koska ne voivat koskea muita henkilöitä.`,
  hashes: "Tarkisteet",
  check: "Näin tarkistat paketin",
  checkLead: "Pura ZIP ja aja puretussa kansiossa:",
  own: "Koko paketin SHA-512-tarkiste on noutosivulla. Julkisen avaimen sormenjäljen voi varmistaa palvelun ylläpidolta toista tietä.",
};

const sv: typeof fi = {
  title: (number) => `Utlämnande av logguppgifter nr ${number}`,
  authority: "Myndighet",
  basis: "Rättslig grund",
  reference: "Myndighetens referens",
  received: "Begäran mottagen",
  made: "Paketet gjort (UTC)",
  period: "Tidsperiod (UTC), början inräknad, slutet inte",
  companies: "Företag",
  kinds: "Händelser",
  people: "Personer enligt begäran",
  all: "alla",
  everybody: "inte begränsat till personer",
  nobody: "inga händelser inom begäran",
  rows: "Rader",
  byEvent: "Rader per händelse",
  byCompany: "Rader per företag",
  event: "Händelse",
  company: "Företagsnummer",
  withheld: (count) =>
    `Av händelsernas tilläggsuppgifter lämnas bara de ut som är namngivna för utlämnande. ${count} andra har utelämnats, eftersom de kan gälla andra personer.`,
  hashes: "Kontrollsummor",
  check: "Så kontrollerar du paketet",
  checkLead: "Packa upp ZIP-filen och kör i mappen:",
  own: "Hela paketets SHA-512-kontrollsumma finns på hämtningssidan. Den öppna nyckelns fingeravtryck kan bekräftas av tjänstens driftsteam på annan väg.",
};

const en: typeof fi = {
  title: (number) => `Log disclosure no ${number}`,
  authority: "Authority",
  basis: "Legal basis",
  reference: "The authority's reference",
  received: "Request received",
  made: "Package made (UTC)",
  period: "Period (UTC), its beginning included, its end not",
  companies: "Companies",
  kinds: "Events",
  people: "People as the request names them",
  all: "all",
  everybody: "not limited to people",
  nobody: "no events in the scope",
  rows: "Rows",
  byEvent: "Rows by event",
  byCompany: "Rows by company",
  event: "Event",
  company: "Business id",
  withheld: (count) =>
    `Of what the log says of an event besides, only what is listed for disclosure is passed on. ${count} other details are withheld, since they may concern other people.`,
  hashes: "Checksums",
  check: "How to check the package",
  checkLead: "Unpack the ZIP and run in its folder:",
  own: "The SHA-512 checksum of the whole package is on the page from which it was fetched. The public key's fingerprint can be confirmed with the service's operations by another way.",
};

const texts = { fi, sv, en };

const commands = [
  "sha512sum -c manifest-sha512.txt",
  "sha512sum -c tagmanifest-sha512.txt",
  "openssl pkeyutl -verify -rawin -pubin -inkey signature/public-key.pem -in tagmanifest-sha512.txt -sigfile signature/tagmanifest-sha512.txt.sig",
];

/** What is in a package and how it is checked, for whoever opens it: one page that needs nothing from elsewhere. */
export function summaryPage(
  language: SummaryLanguage,
  facts: DisclosureFacts & {
    date: Date;
    rows: number;
    counts: DisclosureCounts;
    withheld: number;
    eventsSha512: string;
  },
): string {
  const t = texts[language];
  const { scope } = facts;
  const named = facts.people.map(
    ({ named, persons }) => `${named}: ${persons.length > 0 ? persons.join(", ") : t.nobody}`,
  );
  const rows: [string, string][] = [
    [t.authority, facts.authority],
    [t.basis, facts.legalBasis],
    [t.reference, facts.reference],
    [t.received, facts.receivedOn],
    [t.made, facts.date.toISOString()],
    [t.period, `${scope.from} – ${scope.to}`],
    [t.companies, scope.businessIds.join(", ") || t.all],
    [t.kinds, scope.events?.join(", ") ?? t.all],
    [t.people, named.join("; ") || t.everybody],
    [t.rows, String(facts.rows)],
  ];
  const counted = (caption: string, what: string, counts: Record<string, number>): Html =>
    table(
      language,
      caption,
      [what, t.rows],
      Object.entries(counts).map(([name, count]) => [name, count]),
    );
  return page(
    language,
    t.title(facts.number),
    html`<h1>${t.title(facts.number)}</h1>
<dl>${rows.map(
      ([term, value]) => html`<dt>${term}</dt><dd>${value}</dd>
`,
    )}</dl>
<p>${t.withheld(facts.withheld)}</p>
${counted(t.byEvent, t.event, facts.counts.events)}
${counted(t.byCompany, t.company, facts.counts.companies)}
<h2>${t.hashes}</h2>
<p>events.csv SHA-512: <code>${facts.eventsSha512}</code></p><p>scope SHA-256: <code>${facts.scopeSha256}</code></p>
<h2>${t.check}</h2><p>${t.checkLead}</p>${commands.map((command) => html`<p><code>${command}</code></p>`)}
<p>${t.own}</p>`,
  );
}
