import type { CaseKindDefinition } from "../case-kinds.ts";
import {
  answerAndClose,
  askCustomer,
  closed,
  customerAnswered,
  dueHours,
  passedOn,
  passOnRequest,
  received,
  refuse,
  refused,
  reopen,
  replyTemplate,
  waiting,
} from "./common.ts";

/** P15: customers neither scan nor audit the service; a special need for a separate audit is passed on. */
export const scanOrAudit: CaseKindDefinition = {
  kind: "scan_or_audit",
  label: "Security scan or audit",
  what: "A customer, or somebody who audits it, wants to scan or audit the service.",
  customer: "required",
  open: "cases.work",
  initial: "received",
  states: {
    received,
    waiting,
    passed_on: passedOn,
    decided: { label: "Decided, to be answered", waitsFor: "us", closed: false },
    closed,
    refused,
  },
  actions: {
    refuse_scan: refuse("Refuse the scan", "no_scan"),
    refuse_audit: refuse("Refuse the audit", "no_audit"),
    ask_customer: askCustomer(["received"], "ask_need"),
    customer_answered: customerAnswered("received"),
    pass_on: passOnRequest({
      label: "Pass on a special need for a separate audit",
      asks: {
        label: "What the special need is",
        hint: "Which law, standard or authority asks for it, and why the certificates do not answer it.",
      },
      disabled: "The platform team has the request, or it is closed.",
    }),
    decide: {
      label: "Decide",
      from: ["passed_on"],
      to: "decided",
      permission: "cases.platform",
      asks: { label: "What was decided, and why", hint: "In words that the customer can be told." },
      reply: null,
      disabled: "Only what was passed on is decided.",
    },
    answer: answerAndClose(["decided"], "decision", "There is no decision to answer with yet."),
    reopen: reopen(["closed", "refused"], "received"),
  },
  fields: [
    {
      name: "what",
      label: "What is asked",
      type: "choice",
      choices: [
        { value: "scan", label: "To scan the service with a tool" },
        { value: "penetration_test", label: "To test it for weaknesses by hand" },
        { value: "audit", label: "To audit it, or have it certified" },
        { value: "questionnaire", label: "Answers to a questionnaire" },
      ],
      required: true,
    },
    {
      name: "who",
      label: "Who would do it",
      hint: "The customer itself, or a third party: which.",
      type: "text",
      required: true,
      maxLength: 200,
    },
    {
      name: "need",
      label: "Why it is needed",
      hint: "The law, contract or authority that asks for it.",
      type: "long_text",
      required: false,
      maxLength: 3000,
    },
    { name: "wanted_by", label: "Needed by", type: "date", required: false },
  ],
  rule: {
    says: "The service is common to all, so customers get no permission to scan it; it is scanned regularly, and findings are corrected. External audits are not carried out as a matter of principle: the programmes in the Trust Centre answer the need. A special need for a separate audit goes through customer service.",
    section: "5",
    promise: "The service is kept secure for all: nobody scans it on their own, and a special need is heard.",
  },
  runbooks: ["scan-or-audit"],
  replies: [
    replyTemplate("no_scan", "Refuse a scan, with the alternative", {
      fi: "kiitos yhteydenotostanne. {service} on kaikille asiakkaille yhteinen pilvipalvelu, emmekä siksi voi antaa asiakkaillemme lupaa tehdä siihen omia tietoturvaskannauksia.\n\nPalvelu skannataan säännöllisesti useilla tietoturvatyökaluilla, ja löydökset korjataan niiden vakavuuden mukaisessa järjestyksessä. Kuvaus tietoturvasta: {statement}. Tietoturvaohjelmat ja sertifikaatit löytyvät Trust Centresta: {trust_centre}.\n\nJos teillä on erityinen tarve erilliselle tietoturva-auditoinnille, kertokaa meille, mihin se perustuu, niin viemme asian eteenpäin.",
      sv: "Tack för er kontakt. {service} är en molntjänst som är gemensam för alla kunder, och därför kan vi inte ge våra kunder tillstånd att utföra egna säkerhetsskanningar av den.\n\nTjänsten skannas regelbundet med flera säkerhetsverktyg, och det som hittas åtgärdas i den ordning som allvarlighetsgraden kräver. En beskrivning av säkerheten finns här: {statement}. Säkerhetsprogram och certifikat finns i Trust Centre: {trust_centre}.\n\nOm ni har ett särskilt behov av en separat säkerhetsgranskning, berätta vad det grundar sig på, så för vi ärendet vidare.",
      en: "Thank you for contacting us. {service} is a cloud service that all customers share, and for that reason we cannot give customers permission to run security scans of their own against it.\n\nThe service is scanned regularly with several security tools, and findings are corrected in the order of their severity. Its security is described here: {statement}. Security programmes and certificates are in the Trust Centre: {trust_centre}.\n\nIf you have a special need for a separate security audit, tell us what it rests on, and we shall take it further.",
    }),
    replyTemplate("no_audit", "Refuse an audit, with the alternative", {
      fi: "kiitos yhteydenotostanne. Emme lähtökohtaisesti osallistu ulkopuolisiin auditointeihin, vaan luotamme siihen, että tietoturva- ja teknologiaohjelmamme kattavat vaativienkin asiakkaiden tarpeet.\n\nOhjelmat ja sertifikaatit ovat luettavissa Trust Centressa: {trust_centre}. Palvelun tekniikka ja tietoturva on kuvattu täällä: {statement}. Ne voi antaa sellaisinaan myös tilintarkastajalle tai muulle taholle, joka pyytää teiltä selvitystä.\n\nJos ne eivät vastaa tarpeeseenne, kertokaa, mikä jää avoimeksi ja mihin säädökseen tai vaatimukseen tarve perustuu. Viemme asian silloin eteenpäin.",
      sv: "Tack för er kontakt. Vi deltar i princip inte i externa revisioner, utan litar på att våra säkerhets- och teknikprogram täcker behoven också för krävande kunder.\n\nProgrammen och certifikaten finns i Trust Centre: {trust_centre}. Tjänstens teknik och säkerhet beskrivs här: {statement}. De kan som sådana ges också till en revisor eller någon annan som ber er om en utredning.\n\nOm de inte svarar mot ert behov, berätta vad som förblir öppet och vilken lag eller vilket krav behovet grundar sig på. Då för vi ärendet vidare.",
      en: "Thank you for contacting us. As a matter of principle we do not take part in external audits: we rely on our security and technology programmes to cover the needs of demanding customers too.\n\nThe programmes and certificates are in the Trust Centre: {trust_centre}. The technology and security of the service are described here: {statement}. Both may be handed as they are to an auditor or anybody else who asks you for an account of it.\n\nIf they do not answer your need, tell us what remains open, and which law or requirement asks for it. We shall then take it further.",
    }),
    replyTemplate("ask_need", "Ask what the need rests on", {
      fi: "kiitos pyynnöstänne. Kertokaa vielä, mihin säädökseen, sopimukseen tai viranomaisen vaatimukseen tarve perustuu, kuka selvityksen tekisi ja mihin mennessä se tarvitaan. Palvelun tietoturva on kuvattu täällä: {statement}, ja sertifikaatit ovat Trust Centressa: {trust_centre}. Kertokaa myös, mihin ne eivät mielestänne vastaa.",
      sv: "Tack för er begäran. Berätta ännu vilken lag, vilket avtal eller vilket myndighetskrav behovet grundar sig på, vem som skulle göra granskningen och när den behövs. Tjänstens säkerhet beskrivs här: {statement}, och certifikaten finns i Trust Centre: {trust_centre}. Berätta också vad de enligt er inte svarar på.",
      en: "Thank you for your request. Please tell us which law, contract or authority asks for this, who would carry it out, and by when it is needed. The security of the service is described here: {statement}, and the certificates are in the Trust Centre: {trust_centre}. Tell us also what they leave unanswered.",
    }),
    replyTemplate("passed_on", "Tell that it was passed on", {
      fi: "olemme vieneet pyyntönne erillisestä auditoinnista eteenpäin. Siitä päätetään tapauskohtaisesti, ja kerromme teille päätöksen perusteluineen. Palvelua ei saa skannata tai testata ennen kirjallista lupaa.",
      sv: "Vi har fört er begäran om en separat granskning vidare. Den avgörs från fall till fall, och vi meddelar er beslutet och motiveringen. Tjänsten får inte skannas eller testas innan ett skriftligt tillstånd har getts.",
      en: "We have passed on your request for a separate audit. It is decided case by case, and we shall tell you the decision with its reasons. The service must not be scanned or tested before permission is given in writing.",
    }),
    replyTemplate("decision", "Tell the decision", {
      fi: "pyyntönne erillisestä auditoinnista on käsitelty.\n\nPäätös: …\n\nPerustelut: …",
      sv: "Er begäran om en separat granskning har behandlats.\n\nBeslut: …\n\nMotivering: …",
      en: "Your request for a separate audit has been considered.\n\nThe decision: …\n\nThe reasons: …",
    }),
  ],
  dueHours: dueHours(8, 16, 24, 40),
};
