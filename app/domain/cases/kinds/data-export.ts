import type { CaseKindDefinition } from "../case-kinds.ts";
import {
  askCustomer,
  closed,
  customerAnswered,
  decline,
  declined,
  dueHours,
  passOnRequest,
  received,
  reopen,
  replyTemplate,
  requester,
  waiting,
} from "./common.ts";

/** P11: no database dumps; the export officers give the materials that the company must keep by law. */
export const dataExport: CaseKindDefinition = {
  kind: "data_export",
  label: "Data export",
  what: "A customer that leaves wants its materials: the export officers take it from here.",
  customer: "required",
  open: "cases.work",
  initial: "received",
  states: {
    received,
    waiting,
    passed_on: { label: "With the export officers", waitsFor: "officer", closed: false },
    closed,
    declined,
  },
  actions: {
    ask_customer: askCustomer(["received"], "ask_authority"),
    customer_answered: customerAnswered("received"),
    pass_on: passOnRequest({
      label: "Pass on to the export officers",
      asks: {
        label: "How the authority was checked",
        hint: "Who may ask for the customer's books, and how you know that it is they who ask.",
      },
      disabled: "The export officers have or had the request.",
    }),
    give_back: {
      label: "The export officers need more",
      from: ["passed_on"],
      to: "received",
      permission: "cases.work",
      asks: { label: "What they need", hint: "What the customer is to be asked." },
      reply: null,
      disabled: "The request is not with the export officers.",
    },
    hand_over: {
      label: "The materials were handed over",
      from: ["passed_on"],
      to: "closed",
      permission: "cases.work",
      asks: null,
      reply: null,
      disabled: "The request is not with the export officers.",
    },
    decline: decline(["received", "waiting"], {
      hint: "Such as: a database dump is asked for, and nothing else will do.",
      reply: "no_dump",
      disabled: "The request has been passed on, or is closed.",
    }),
    reopen: reopen(["closed", "declined"], "received"),
  },
  fields: [
    requester,
    {
      name: "contact",
      label: "Where the link and the code go",
      hint: "The e-mail address and mobile number that the customer gave.",
      type: "text",
      required: false,
      maxLength: 300,
    },
    { name: "contract_ends", label: "The contract ends on", type: "date", required: false },
    {
      name: "wishes",
      label: "What is wanted",
      hint: "Years, companies, formats.",
      type: "long_text",
      required: false,
      maxLength: 2000,
    },
  ],
  rule: {
    says: "Customer data is not handed over as a database dump. The data export service gives the materials that the company must keep for the period specified by law.",
    section: "5",
    promise: "A customer gets what it must keep by law, and no database dump.",
  },
  runbooks: ["data-export", "export-failed", "portal-code-not-arriving"],
  replies: [
    replyTemplate("ask_authority", "Ask for the authority and the contact", {
      fi: "kiitos pyynnöstänne saada aineistonne. Tarvitsemme vielä:\n\n– pyytäjän nimen ja tiedon siitä, mihin hänen oikeutensa edustaa yritystä perustuu\n– sähköpostiosoitteen, johon latauslinkki lähetetään, ja matkapuhelinnumeron, johon kertakäyttökoodi lähetetään\n– sopimuksen päättymispäivän.",
      sv: "Tack för er begäran att få ert material. Vi behöver ännu:\n\n– namnet på den som begär det och vad personens rätt att företräda företaget grundar sig på\n– den e-postadress till vilken länken skickas och det mobilnummer till vilket engångskoden skickas\n– den dag då avtalet upphör.",
      en: "Thank you for asking for your materials. We still need:\n\n– the name of whoever asks, and what their right to act for the company rests on\n– the e-mail address for the link, and the mobile number for the one-time code\n– the day on which the contract ends.",
    }),
    replyTemplate("passed_on", "Tell what happens next", {
      fi: "pyyntönne on nyt tietojen vientipalvelumme käsiteltävänä. Saatte sähköpostiinne linkin, josta voitte ladata aineistot, jotka yrityksen on säilytettävä lain mukaan. Linkki avataan tekstiviestinä tulevalla kertakäyttökoodilla.",
      sv: "Er begäran behandlas nu av vår dataexporttjänst. Ni får per e-post en länk genom vilken ni kan ladda ner det material som företaget enligt lag måste bevara. Länken öppnas med en engångskod som kommer per sms.",
      en: "Your request is now with our data export service. You will get a link by e-mail, through which you can download the materials that the company must keep by law. The link is opened with a one-time code sent by SMS.",
    }),
    replyTemplate("no_dump", "Explain why there is no database dump", {
      fi: "emme luovuta asiakkaan tietoja tietokantavedoksena. Tietojen vientipalvelustamme voitte ladata aineistot, jotka yrityksen on säilytettävä lain määräämän ajan: kirjanpidon, tositteet ja muut säilytettävät aineistot yleisesti luettavissa muodoissa.\n\nJos haluatte aineistot näin, vastatkaa tähän viestiin.",
      sv: "Vi lämnar inte ut kunddata som en databasdump. Genom vår dataexporttjänst kan ni ladda ner det material som företaget måste bevara den tid som lagen kräver: bokföringen, verifikaten och annat material som ska bevaras, i allmänt läsbara format.\n\nSvara på det här meddelandet om ni vill ha materialet på det sättet.",
      en: "We do not hand over customer data as a database dump. Through our data export service you can download the materials that the company must keep for the time that the law requires: the accounts, the vouchers and the other materials to be kept, in formats that are generally readable.\n\nAnswer this message if you would like to have the materials that way.",
    }),
  ],
  dueHours: dueHours(4, 8, 16, 24),
};
