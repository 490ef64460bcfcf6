import { type CaseStory, DAY, HOUR } from "./case-story.ts";

/** The service is slow for them. */
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
