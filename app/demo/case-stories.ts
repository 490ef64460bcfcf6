import type { CaseKind, CaseLanguage, Priority } from "../domain/cases/case-kinds.ts";

/** What the demo's customers have asked its customer service for, and how far each is. Invented, as everything of the demo. */

type Who = "pirkko" | "paivi" | "alma" | "pasi" | "katri";
export type CaseStep = {
  by: Who;
  /** Hours since the case was opened. A step whose time has not come is left undone. */
  after: number;
} & (
  | { take: Who }
  | { note: string }
  | { reply: string }
  /** The kind's template, with these words in its open places, in order. */
  | { template: string; words?: readonly string[] }
  | { act: string; text?: string }
  | { followUp: string; inHours: number }
);
export type CaseStory = {
  kind: Exclude<CaseKind, "log_disclosure">;
  /** Which of the demo's companies; null: none. */
  company: number | null;
  by: Who;
  /** Working days ago, and the wall time; of a slowdown the last time that the company's plan made it slow. */
  opened: { daysAgo: number; at: string } | "when it was slow";
  subject: string;
  language?: CaseLanguage;
  priority?: Priority;
  ticket?: string;
  request: Record<string, string>;
  steps: readonly CaseStep[];
};

const HOUR = 1;
const DAY = 24;

export const slowdownStories: readonly CaseStory[] = [
  {
    kind: "slowdown",
    company: 0,
    by: "pirkko",
    opened: "when it was slow",
    subject: "Kaikki sivut avautuvat hitaasti toimistolta",
    priority: "high",
    ticket: "TKT-20417",
    request: { operation: "Kaikki sivut", who: "everybody", checked: "Kotoa etäyhteydellä toimii normaalisti." },
    steps: [
      { by: "pirkko", after: 0.2, take: "pirkko" },
      { by: "pirkko", after: 0.3, note: "Only from the office, not from home: look at the network first." },
    ],
  },
  {
    kind: "slowdown",
    company: 1,
    by: "paivi",
    opened: "when it was slow",
    subject: "Laskujen tallennus kestää, kun verkkokauppa siirtää tilauksia",
    ticket: "TKT-20388",
    request: { operation: "Myyntilaskun tallennus", who: "everybody" },
    steps: [
      { by: "paivi", after: 0.5, take: "paivi" },
      {
        by: "paivi",
        after: 3 * HOUR,
        followUp: "Ask whether the web shop's transfer was moved to the evening",
        inHours: 9 * DAY,
      },
      {
        by: "paivi",
        after: 4 * HOUR,
        reply:
          "Hei,\n\nverkkokauppanne siirtää tilauksia samaan aikaan, kun laskujanne tallennetaan. Suosittelemme ajoittamaan siirron toimistoajan ulkopuolelle.\n\nYstävällisin terveisin\nPäivi Palvelija",
      },
      { by: "paivi", after: 4.1 * HOUR, act: "answer" },
    ],
  },
  {
    kind: "slowdown",
    company: 4,
    by: "pirkko",
    opened: "when it was slow",
    subject: "Tuloslaskelma-raportti jää pyörimään",
    ticket: "TKT-20350",
    request: { operation: "Tuloslaskelma kustannuspaikoittain", who: "some" },
    steps: [
      { by: "pirkko", after: 1 * HOUR, take: "pirkko" },
      { by: "pirkko", after: 1.2 * HOUR, template: "ask_details" },
      { by: "pirkko", after: 1.3 * HOUR, act: "ask_customer" },
    ],
  },
  {
    kind: "slowdown",
    company: 5,
    by: "paivi",
    opened: "when it was slow",
    subject: "Palvelu hidastelee öisin, kun robotti ajaa",
    priority: "low",
    request: { operation: "Ostolaskujen kierrätys", who: "program" },
    steps: [],
  },
  {
    kind: "slowdown",
    company: 8,
    by: "pirkko",
    opened: "when it was slow",
    subject: "Sidan fryser i webbläsaren",
    language: "sv",
    request: { operation: "Försäljningsreskontra", who: "one", checked: "En annan dator fungerar." },
    steps: [
      { by: "pirkko", after: 0.4, take: "pirkko" },
      {
        by: "pirkko",
        after: 2 * HOUR,
        template: "findings",
        words: ["webbläsaren på den ena datorn är mycket långsam", "uppdatera webbläsaren och stäng tillägg"],
      },
      { by: "pirkko", after: 2.1 * HOUR, act: "answer" },
      { by: "pirkko", after: 8 * DAY, act: "close" },
    ],
  },
  {
    kind: "slowdown",
    company: 6,
    by: "paivi",
    opened: { daysAgo: 1, at: "10:20" },
    subject: "Palkanlaskennan sivu odottaa pitkään",
    priority: "high",
    ticket: "TKT-20431",
    request: { operation: "Palkka-ajon käynnistys", who: "everybody" },
    steps: [
      { by: "paivi", after: 0.2, take: "paivi" },
      {
        by: "paivi",
        after: 1 * HOUR,
        act: "pass_on",
        text: "Slow for every customer on the payroll run page since the last release, not only for this one.",
      },
      { by: "katri", after: 1.5 * HOUR, take: "katri" },
      { by: "katri", after: 2 * HOUR, note: "One query lost its index. Looking at it with the product team." },
    ],
  },
];

export const otherStories: readonly CaseStory[] = [
  {
    kind: "ip_restriction",
    company: 9,
    by: "pirkko",
    opened: { daysAgo: 0, at: "09:05" },
    subject: "Kirjautuminen vain toimiston verkosta",
    ticket: "TKT-20440",
    request: {
      wanted: "new",
      requester: "Talousjohtaja",
      authority: "Pääkäyttäjä, soitettu takaisin tunnettuun numeroon",
      networks: "203.0.113.0/28\n2001:db8:40::/48",
    },
    steps: [],
  },
  {
    kind: "ip_restriction",
    company: 11,
    by: "paivi",
    opened: { daysAgo: 3, at: "13:15" },
    subject: "IP-rajaus ravintoloiden taustatoimistoille",
    request: { wanted: "new", requester: "Controller", authority: "Main user of the environment" },
    steps: [
      { by: "paivi", after: 0.5, take: "paivi" },
      { by: "paivi", after: 1 * HOUR, template: "ask_networks" },
      { by: "paivi", after: 1 * HOUR, act: "ask_customer" },
    ],
  },
  {
    kind: "ip_restriction",
    company: 3,
    by: "pirkko",
    opened: { daysAgo: 12, at: "11:40" },
    subject: "Rajaus mobiililiittymän osoitteeseen",
    request: { wanted: "new", requester: "Yrittäjä", authority: "Main user of the environment" },
    steps: [
      {
        by: "pirkko",
        after: 2 * HOUR,
        template: "declined",
        words: ["liittymän osoite vaihtuu, joten kirjautuminen estyisi ennen pitkää kokonaan."],
      },
      { by: "pirkko", after: 2.1 * HOUR, act: "decline", text: "The address changes: they would lock themselves out." },
    ],
  },
  {
    kind: "scan_or_audit",
    company: 2,
    by: "paivi",
    opened: { daysAgo: 6, at: "09:50" },
    subject: "Lupa ajaa haavoittuvuusskannaus",
    request: { what: "scan", who: "Yrityksen IT-kumppani", need: "Vuosittainen tietoturvakatselmus" },
    steps: [
      { by: "paivi", after: 1 * HOUR, template: "no_scan" },
      { by: "paivi", after: 1 * HOUR, act: "refuse_scan" },
    ],
  },
  {
    kind: "scan_or_audit",
    company: 7,
    by: "pirkko",
    opened: { daysAgo: 4, at: "14:30" },
    subject: "Special audit for a public funder",
    language: "en",
    ticket: "TKT-20402",
    request: {
      what: "audit",
      who: "The foundation's auditor",
      need: "A funder asks for an audit of the systems that its grants are booked in.",
    },
    steps: [
      { by: "pirkko", after: 1 * HOUR, take: "pirkko" },
      {
        by: "pirkko",
        after: 2 * HOUR,
        act: "pass_on",
        text: "The grant's terms name an audit of the booking system itself; the certificates were sent and not enough.",
      },
      { by: "pirkko", after: 2.1 * HOUR, template: "passed_on" },
    ],
  },
  {
    kind: "scan_or_audit",
    company: 10,
    by: "paivi",
    opened: { daysAgo: 0, at: "08:40" },
    subject: "Tilintarkastaja kysyy tietoturvakyselyn vastauksia",
    priority: "low",
    request: { what: "questionnaire", who: "Tilintarkastusyhteisö" },
    steps: [],
  },
  {
    kind: "vulnerability",
    company: null,
    by: "pirkko",
    opened: { daysAgo: 2, at: "16:10" },
    subject: "Reflected text on the search page",
    language: "en",
    priority: "urgent",
    request: {
      reporter: "A researcher, by e-mail",
      where: "Search of the support articles",
      steps: "A search for a tag shows it again in the page's title. No script ran.",
      exploited: "no",
    },
    steps: [
      { by: "pirkko", after: 0.2, take: "pirkko" },
      { by: "pirkko", after: 0.4, template: "acknowledged" },
      { by: "pirkko", after: 0.5, act: "acknowledge" },
      { by: "pirkko", after: 0.6, act: "pass_on" },
      { by: "pasi", after: 20 * HOUR, note: "Seen. The title is escaped; checking the rest of the page." },
    ],
  },
  {
    kind: "vulnerability",
    company: 0,
    by: "paivi",
    opened: { daysAgo: 15, at: "10:00" },
    subject: "Evästeestä puuttuu määre",
    priority: "high",
    request: {
      reporter: "Yrityksen IT-vastaava",
      where: "Kielivalinnan eväste",
      steps: "Selaimen työkalut näyttävät, ettei kielievästeellä ole HttpOnly-määrettä.",
      exploited: "no",
    },
    steps: [
      { by: "paivi", after: 0.5, act: "acknowledge" },
      { by: "paivi", after: 0.6, act: "pass_on" },
      {
        by: "alma",
        after: 6 * HOUR,
        act: "not_a_vulnerability",
        text: "The cookie holds the language alone, and the page's script must read it.",
      },
      {
        by: "paivi",
        after: 7 * HOUR,
        template: "not_a_vulnerability",
        words: ["eväste sisältää vain valitun kielen, ja sivun oma koodi lukee sen."],
      },
      { by: "paivi", after: 7 * HOUR, act: "tell_not" },
      { by: "paivi", after: 8 * HOUR, act: "close" },
    ],
  },
  {
    kind: "partner_limit",
    company: 1,
    by: "pirkko",
    opened: { daysAgo: 5, at: "12:20" },
    subject: "Kassajärjestelmä saa lukea vain tuotteet",
    request: {
      partner: "cash-register",
      resources: "Sallitaan: products. Estetään: customers, payments.",
      authorised_by: "Tietohallintopäällikkö, pääkäyttäjä",
    },
    steps: [
      { by: "pirkko", after: 1 * HOUR, take: "pirkko" },
      {
        by: "pirkko",
        after: 2 * HOUR,
        act: "pass_on",
        text: "Main user of the environment; called back at the known number.",
      },
      {
        by: "pasi",
        after: 26 * HOUR,
        act: "limit",
        text: "customers and payments answer 403 to this partner; products were read in a test.",
      },
      { by: "pirkko", after: 27 * HOUR, template: "done" },
      { by: "pirkko", after: 27 * HOUR, act: "tell" },
    ],
  },
  {
    kind: "partner_limit",
    company: 11,
    by: "paivi",
    opened: { daysAgo: 1, at: "09:30" },
    subject: "Matkalaskukumppanin oikeudet pois palkka-aineistosta",
    priority: "high",
    request: {
      partner: "travel-expenses",
      resources: "Vain matkalaskut.",
      authorised_by: "HR-johtaja",
    },
    steps: [
      { by: "paivi", after: 0.5, take: "paivi" },
      { by: "paivi", after: 2 * HOUR, act: "pass_on", text: "The HR director is a main user; confirmed by phone." },
    ],
  },
  {
    kind: "restore",
    company: 4,
    by: "paivi",
    opened: { daysAgo: 7, at: "15:45" },
    subject: "Tositteet poistettu vahingossa, palautus varmuuskopiosta",
    ticket: "TKT-20333",
    request: { what: "Lokakuun ostolaskut 120–134", how: "user" },
    steps: [
      { by: "paivi", after: 0.5, template: "no_restore" },
      { by: "paivi", after: 0.5, act: "refuse" },
    ],
  },
  {
    kind: "restore",
    company: 7,
    by: "pirkko",
    opened: { daysAgo: 1, at: "14:05" },
    subject: "Liitetiedostot puuttuvat matkalaskuilta",
    priority: "urgent",
    request: { what: "Liitteet marraskuun matkalaskuilta", how: "service" },
    steps: [
      { by: "pirkko", after: 0.1, take: "pirkko" },
      {
        by: "pirkko",
        after: 0.4,
        act: "pass_on",
        text: "Attachments of eleven travel claims open as empty since noon; nobody at the customer touched them.",
      },
      { by: "pirkko", after: 0.5, template: "passed_on" },
    ],
  },
  {
    kind: "restore",
    company: 9,
    by: "paivi",
    opened: { daysAgo: 2, at: "11:25" },
    subject: "Projektirekisteri näyttää tyhjältä",
    request: { what: "Projektirekisteri", how: "unknown" },
    steps: [
      { by: "paivi", after: 0.3, template: "ask_what_happened" },
      { by: "paivi", after: 0.3, act: "ask_customer" },
    ],
  },
  {
    kind: "compensation",
    company: 5,
    by: "pirkko",
    opened: { daysAgo: 3, at: "10:45" },
    subject: "Hyvityspyyntö pankkiyhteyden katkoista",
    request: {
      from: "last-month-first",
      to: "last-month-last",
      claim: "Maksut myöhästyivät, ja maksoimme viivästyskorkoa.",
      amount: "450 euroa",
    },
    steps: [{ by: "pirkko", after: 1 * HOUR, take: "pirkko" }],
  },
  {
    kind: "compensation",
    company: 2,
    by: "paivi",
    opened: { daysAgo: 14, at: "09:20" },
    subject: "Korvausvaatimus hitaudesta",
    request: { from: "last-month-first", to: "last-month-last", claim: "Palkka-ajo kesti tunteja." },
    steps: [
      {
        by: "paivi",
        after: 3 * HOUR,
        act: "pass_on",
        text: "To the contract owner of the customer; the figures are on the time line.",
      },
      { by: "paivi", after: 3.1 * HOUR, template: "passed_on" },
      {
        by: "paivi",
        after: 4 * DAY,
        act: "answer",
        text: "No compensation: the terms' section on availability; the figures were within it.",
      },
      {
        by: "paivi",
        after: 4 * DAY,
        template: "decision",
        words: ["hyvitystä ei makseta.", "yleisten sopimusehtojen saatavuutta koskeva kohta."],
      },
      { by: "paivi", after: 5 * DAY, act: "close" },
    ],
  },
  {
    kind: "partner_limit",
    company: 6,
    by: "paivi",
    opened: { daysAgo: 11, at: "10:15" },
    subject: "Jäsenrekisterin kumppanille vain luku",
    request: { partner: "crm", resources: "customers: luku, ei kirjoitusta.", authorised_by: "Rahastonhoitaja" },
    steps: [
      { by: "paivi", after: 1 * HOUR, act: "pass_on", text: "The treasurer is the main user." },
      {
        by: "katri",
        after: 24 * HOUR,
        act: "limit",
        text: "Writing customers answers 403 to this partner; reading was tested.",
      },
      { by: "paivi", after: 25 * HOUR, template: "done" },
      { by: "paivi", after: 25 * HOUR, act: "tell" },
      { by: "paivi", after: 3 * DAY, act: "confirm" },
    ],
  },
  {
    kind: "data_export",
    company: 9,
    by: "pirkko",
    opened: { daysAgo: 2, at: "09:00" },
    subject: "Sopimus päättyy, aineistot mukaan",
    ticket: "TKT-20420",
    request: { requester: "Toimitusjohtaja", wishes: "Koko kirjanpito sovituissa muodoissa" },
    steps: [
      {
        by: "pirkko",
        after: 0.5,
        act: "pass_on",
        text: "The managing director, as the trade register says; called back.",
      },
      { by: "pirkko", after: 0.6, template: "passed_on" },
    ],
  },
  {
    kind: "data_export",
    company: 3,
    by: "paivi",
    opened: { daysAgo: 9, at: "13:00" },
    subject: "Tietokantavedos uutta järjestelmää varten",
    request: { requester: "Yrittäjä", wishes: "SQL-dump" },
    steps: [
      { by: "paivi", after: 1 * HOUR, template: "no_dump" },
      {
        by: "paivi",
        after: 1 * HOUR,
        act: "decline",
        text: "A database dump is asked for and nothing else; told what there is.",
      },
    ],
  },
];
