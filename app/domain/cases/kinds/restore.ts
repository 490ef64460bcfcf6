import type { CaseKindDefinition } from "../case-kinds.ts";
import {
  answerAndClose,
  askCustomer,
  closed,
  customerAnswered,
  dueHours,
  passOnRequest,
  platformDid,
  received,
  refuse,
  refused,
  reopen,
  replyTemplate,
  waiting,
} from "./common.ts";

/** P7: data is not restored at a customer's request; what the service itself lost is an incident. */
export const restore: CaseKindDefinition = {
  kind: "restore",
  label: "Restore request",
  what: "A customer asks that data be restored from a backup.",
  customer: "required",
  open: "cases.work",
  initial: "received",
  states: {
    received,
    waiting,
    passed_on: { label: "With the platform team, as an incident", waitsFor: "platform", closed: false },
    resolved: { label: "Looked into, to be answered", waitsFor: "us", closed: false },
    closed,
    refused,
  },
  actions: {
    refuse: refuse("Refuse, with the alternatives", "no_restore"),
    ask_customer: askCustomer(["received"], "ask_what_happened"),
    customer_answered: customerAnswered("received"),
    pass_on: passOnRequest({
      label: "The service lost data: pass on as an incident",
      asks: {
        label: "What is gone, since when, and why it is not the customer's doing",
        hint: "The platform team opens an incident from this.",
      },
      disabled: "The platform team has or had the request.",
    }),
    give_back: platformDid({
      label: "The service lost nothing: give back",
      to: "received",
      asks: { label: "What happened instead", hint: "Who or what changed the data, as far as the customer may know." },
    }),
    resolve: platformDid({
      label: "The data is back, or its loss is known",
      to: "resolved",
      asks: { label: "What was recovered, to what time, and what is lost", hint: "With the number of the incident." },
    }),
    answer: answerAndClose(["resolved"], "recovered", "The platform team has not finished."),
    reopen: reopen(["closed", "refused"], "received"),
  },
  fields: [
    {
      name: "what",
      label: "What is gone or wrong",
      hint: "Which vouchers, registers or settings.",
      type: "long_text",
      required: true,
      maxLength: 3000,
    },
    { name: "last_right", label: "When it was last right", type: "date_time", required: false },
    {
      name: "how",
      label: "How it happened",
      type: "choice",
      choices: [
        { value: "user", label: "Somebody at the customer deleted or changed it" },
        { value: "integration", label: "An integration or robot did" },
        { value: "service", label: "The service itself, as it seems" },
        { value: "unknown", label: "Nobody knows" },
      ],
      required: true,
    },
  ],
  rule: {
    says: "Data is not recovered at the request of the customer, but only to guarantee the operations of the service and to secure customer data in case of disruption.",
    section: "3.4",
    promise: "Backups secure the service: nothing is restored at a customer's request.",
  },
  runbooks: ["restore-request", "backup-overdue"],
  replies: [
    replyTemplate("no_restore", "Refuse, with the alternatives", {
      fi: "kiitos yhteydenotostanne. Emme palauta tietoja varmuuskopioista asiakkaan pyynnöstä: varmuuskopiot ovat palvelun toiminnan turvaamista ja häiriötilanteita varten, ja palautus koskisi myös muita tietoja kuin pyytämiänne.\n\nNäin pääsette eteenpäin:\n\n– Virheelliset tai poistetut kirjaukset korjataan korjaustositteilla, jolloin kirjausketju säilyy lain edellyttämällä tavalla.\n– Tapahtumien tekijät ja ajankohdat näkyvät palvelussa itsessään, joten muutokset voi jäljittää ja tehdä uudelleen.\n– Aiemmat aineistonne voitte hakea palvelun raporteista ja tietojen vientipalvelusta.\n\nAutamme mielellämme kussakin näistä. Jos epäilette, että palvelu itse on kadottanut tietoja, kertokaa siitä, niin selvitämme asian häiriönä.",
      sv: "Tack för er kontakt. Vi återställer inte uppgifter från säkerhetskopior på kundens begäran: säkerhetskopiorna är till för att trygga tjänstens verksamhet och för störningar, och en återställning skulle gälla också annat än det ni ber om.\n\nSå här kommer ni vidare:\n\n– Felaktiga eller raderade bokföringar rättas med korrigeringsverifikat, så att verifieringskedjan bevaras så som lagen kräver.\n– Vem som har gjort vad och när syns i själva tjänsten, så att ändringarna kan spåras och göras om.\n– Tidigare material kan ni hämta i tjänstens rapporter och i dataexporttjänsten.\n\nVi hjälper gärna till med allt detta. Om ni misstänker att tjänsten själv har tappat uppgifter, berätta det, så utreder vi saken som en störning.",
      en: "Thank you for contacting us. We do not restore data from backups at a customer's request: the backups are there to secure the operation of the service and for disruptions, and a restore would touch other data than what you ask for.\n\nThis is how you can go on:\n\n– Wrong or deleted entries are corrected with correcting vouchers, which keeps the audit trail as the law requires.\n– Who did what, and when, is shown in the service itself, so changes can be traced and made again.\n– Earlier material can be had from the reports of the service and from its data export service.\n\nWe are glad to help with each of these. If you suspect that the service itself has lost data, tell us, and we shall look into it as an incident.",
    }),
    replyTemplate("ask_what_happened", "Ask what happened", {
      fi: "kiitos yhteydenotostanne. Kertokaa vielä, mitkä tiedot puuttuvat tai ovat väärin, milloin ne olivat viimeksi oikein ja tiedättekö, kuka tai mikä ne muutti. Tapahtumien tekijät näkyvät palvelussa itsessään.",
      sv: "Tack för er kontakt. Berätta ännu vilka uppgifter som saknas eller är fel, när de senast var rätt och om ni vet vem eller vad som ändrade dem. Vem som har gjort vad syns i själva tjänsten.",
      en: "Thank you for contacting us. Please tell us which data is missing or wrong, when it was last right, and whether you know who or what changed it. The service itself shows who did what.",
    }),
    replyTemplate("passed_on", "Tell that it is looked into as an incident", {
      fi: "ilmoituksenne perusteella on mahdollista, että tietoja on kadonnut palvelun häiriön vuoksi. Alustatiimimme selvittää asiaa häiriönä. Älkää tehkö puuttuvia kirjauksia uudelleen ennen kuin kerromme teille tuloksen.",
      sv: "Enligt er anmälan är det möjligt att uppgifter har gått förlorade på grund av en störning i tjänsten. Vårt plattformsteam utreder saken som en störning. Gör inte om de bokföringar som saknas innan vi har meddelat resultatet.",
      en: "From what you tell us it is possible that data was lost through a disruption of the service. Our platform team looks into it as an incident. Please do not enter the missing data again before we tell you the outcome.",
    }),
    replyTemplate("recovered", "Tell the outcome", {
      fi: "olemme selvittäneet ilmoittamanne tietojen katoamisen.\n\nMitä tapahtui: …\n\nMihin ajankohtaan tiedot on palautettu: …\n\nMitä teidän on vielä tehtävä: …",
      sv: "Vi har utrett den förlust av uppgifter som ni anmälde.\n\nVad som hände: …\n\nTill vilken tidpunkt uppgifterna har återställts: …\n\nVad ni ännu behöver göra: …",
      en: "We have looked into the loss of data that you reported.\n\nWhat happened: …\n\nTo what time the data has been recovered: …\n\nWhat you still need to do: …",
    }),
  ],
  dueHours: dueHours(1, 4, 8, 16),
};
