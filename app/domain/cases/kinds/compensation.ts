import type { CaseKindDefinition } from "../case-kinds.ts";
import { answered, byMachine, closed, dueHours, received, reopen, replyTemplate } from "./common.ts";

/** P16: no general SLA. The case gathers evidence and decides nothing by itself. */
export const compensation: CaseKindDefinition = {
  kind: "compensation",
  label: "Compensation request",
  what: "A customer asks for compensation: the evidence is gathered for whoever owns its contract.",
  customer: "required",
  open: "cases.work",
  initial: "received",
  states: {
    received,
    evidence: { label: "Evidence gathered", waitsFor: "us", closed: false },
    passed_on: { label: "With the contract owner", waitsFor: "officer", closed: false },
    answered,
    closed,
  },
  actions: {
    gather: byMachine({
      label: "The evidence was gathered",
      from: ["received"],
      to: "evidence",
      permission: "cases.work",
      disabled: "The evidence has been gathered.",
    }),
    pass_on: {
      label: "Pass on to the contract owner",
      from: ["received", "evidence"],
      to: "passed_on",
      permission: "cases.work",
      asks: {
        label: "To whom, and what the evidence shows",
        hint: "Figures only: whether to compensate is theirs to say.",
      },
      reply: "passed_on",
      disabled: "The contract owner has or had the request.",
    },
    answer: {
      label: "The contract owner decided",
      from: ["passed_on"],
      to: "answered",
      permission: "cases.work",
      asks: { label: "What the contract owner decided", hint: "With the section of the terms that it rests on." },
      reply: "decision",
      disabled: "The contract owner has not been asked.",
    },
    close: {
      label: "Close",
      from: ["answered"],
      to: "closed",
      permission: "cases.work",
      asks: null,
      reply: null,
      disabled: "The customer is answered first.",
    },
    reopen: reopen(["answered", "closed"], "evidence"),
  },
  fields: [
    { name: "from", label: "From", hint: "The first day that it is about.", type: "date", required: true },
    {
      name: "to",
      label: "To",
      hint: "The last day that it is about.",
      type: "date",
      required: true,
      notBefore: "from",
    },
    {
      name: "claim",
      label: "What is claimed",
      hint: "What did not work, and what harm came of it, as the customer says it.",
      type: "long_text",
      required: true,
      maxLength: 3000,
    },
    {
      name: "amount",
      label: "Amount",
      hint: "If the customer names one.",
      type: "text",
      required: false,
      maxLength: 100,
    },
  ],
  rule: {
    says: "There are no general SLA promises or reimbursements based on them. Compensation is handled case by case, in accordance with the general terms and conditions.",
    section: "5",
    promise: "Compensation is judged case by case, on evidence.",
  },
  runbooks: ["compensation-request"],
  replies: [
    replyTemplate("passed_on", "Tell who decides", {
      fi: "kiitos yhteydenotostanne. {service}-palvelulla ei ole yleistä palvelutasolupausta eikä siihen perustuvia hyvityksiä, vaan korvausasiat käsitellään tapauskohtaisesti yleisten sopimusehtojen mukaan.\n\nOlemme koonneet tiedot palvelun toiminnasta ajalta {from}–{to} ja välittäneet pyyntönne sopimuksestanne vastaavalle henkilölle, joka vastaa teille.",
      sv: "Tack för er kontakt. Tjänsten {service} har inget allmänt servicenivålöfte och inga gottgörelser som grundar sig på ett sådant, utan ersättningsärenden behandlas från fall till fall enligt de allmänna avtalsvillkoren.\n\nVi har sammanställt uppgifter om hur tjänsten fungerade under tiden {from}–{to} och förmedlat er begäran till den person som ansvarar för ert avtal och som svarar er.",
      en: "Thank you for contacting us. The {service} service has no general service level promise and no reimbursements based on one: compensation is handled case by case, in accordance with the general terms and conditions.\n\nWe have gathered how the service worked from {from} to {to} and passed your request to the person responsible for your contract, who will answer you.",
    }),
    replyTemplate("decision", "Tell the decision", {
      fi: "korvauspyyntönne ajalta {from}–{to} on käsitelty.\n\nPäätös: …\n\nPerustelut ja sopimusehtojen kohta: …",
      sv: "Er ersättningsbegäran för tiden {from}–{to} har behandlats.\n\nBeslut: …\n\nMotivering och punkt i avtalsvillkoren: …",
      en: "Your request for compensation from {from} to {to} has been considered.\n\nThe decision: …\n\nThe reasons, and the section of the terms: …",
    }),
  ],
  dueHours: dueHours(8, 16, 40, 80),
};
