import type { CaseLanguage } from "../cases/case-kinds.ts";

/** What the person who asked for a list is written, in the language of their case. Instants stand in Helsinki time. */
type Told = { service: string; customer: string };
type Mail = { subject: string; body: string };

const confirm = {
  fi: ({ service, customer }: Told, link: string, until: string): Mail => ({
    subject: `Vahvista IP-rajaus viimeistään klo ${until}`,
    body: `${service}: asiakkaan ${customer} pyytämä kirjautumisen rajaus on juuri tullut voimaan.

Avaa linkki jostakin rajauksen verkosta viimeistään klo ${until} ja vahvista rajaus sivulla olevalla painikkeella:

${link}

Jos rajausta ei vahvisteta ajoissa, se perutaan ja voimaan palaa se, mikä oli voimassa ennen sitä. Näin kukaan ei jää ulkopuolelle.
Jos ette ole pyytäneet rajausta, älkää vahvistako sitä, vaan ilmoittakaa asiakaspalveluun.
`,
  }),
  sv: ({ service, customer }: Told, link: string, until: string): Mail => ({
    subject: `Bekräfta IP-begränsningen senast kl. ${until}`,
    body: `${service}: begränsningen av inloggningen som ${customer} bad om har just trätt i kraft.

Öppna länken från något av näten i begränsningen senast kl. ${until} och bekräfta med knappen på sidan:

${link}

Om begränsningen inte bekräftas i tid återkallas den, och det som gällde tidigare gäller igen. Så blir ingen utestängd.
Om ni inte har bett om begränsningen ska ni inte bekräfta den, utan kontakta kundtjänsten.
`,
  }),
  en: ({ service, customer }: Told, link: string, until: string): Mail => ({
    subject: `Confirm the IP restriction by ${until}`,
    body: `${service}: the restriction of sign-in that ${customer} asked for has just come into force.

Open the link from one of the networks of the restriction by ${until} (Helsinki time), and confirm with the button on the page:

${link}

If it is not confirmed in time it is rolled back, and what was in force before is in force again. So nobody is locked out.
If you did not ask for a restriction, do not confirm it, and tell customer service.
`,
  }),
} as const;

/** @param told.until the wall clock until when, such as `14:25` */
export const confirmMail = (
  language: CaseLanguage,
  { link, until, ...told }: Told & { link: string; until: string },
): Mail => confirm[language](told, link, until);

const ended = {
  rolled_back: {
    fi: ({ service, customer }: Told): Mail => ({
      subject: "IP-rajausta ei vahvistettu: se on peruttu",
      body: `${service}: asiakkaan ${customer} kirjautumisen rajausta ei vahvistettu kymmenessä minuutissa, joten se on peruttu. Voimassa on taas se, mikä oli voimassa ennen sitä.

Jos haluatte rajauksen, ottakaa yhteyttä asiakaspalveluun.
`,
    }),
    sv: ({ service, customer }: Told): Mail => ({
      subject: "IP-begränsningen bekräftades inte: den har återkallats",
      body: `${service}: begränsningen av inloggningen för ${customer} bekräftades inte inom tio minuter och har återkallats. Det som gällde tidigare gäller igen.

Om ni vill ha begränsningen, kontakta kundtjänsten.
`,
    }),
    en: ({ service, customer }: Told): Mail => ({
      subject: "The IP restriction was not confirmed: it is rolled back",
      body: `${service}: the restriction of sign-in for ${customer} was not confirmed within ten minutes and has been rolled back. What was in force before is in force again.

If you want the restriction, contact customer service.
`,
    }),
  },
  lifted: {
    fi: ({ service, customer }: Told): Mail => ({
      subject: "IP-rajaus on poistettu",
      body: `${service}: asiakkaan ${customer} kirjautumisen rajaus on poistettu heti. Kirjautua voi taas mistä tahansa verkosta, vahvalla tunnistautumisella kuten aina.

Jos ette pyytäneet tätä, ottakaa yhteyttä asiakaspalveluun.
`,
    }),
    sv: ({ service, customer }: Told): Mail => ({
      subject: "IP-begränsningen har hävts",
      body: `${service}: begränsningen av inloggningen för ${customer} har hävts genast. Det går igen att logga in från vilket nät som helst, med stark autentisering som alltid.

Om ni inte bad om detta, kontakta kundtjänsten.
`,
    }),
    en: ({ service, customer }: Told): Mail => ({
      subject: "The IP restriction has been lifted",
      body: `${service}: the restriction of sign-in for ${customer} was lifted at once. One can sign in from any network again, with strong authentication as always.

If you did not ask for this, contact customer service.
`,
    }),
  },
} as const;

export const endedMail = (language: CaseLanguage, what: "rolled_back" | "lifted", told: Told): Mail =>
  ended[what][language](told);

/** What customer service is told before a whole list ends. @param lastDay `YYYY-MM-DD` */
export function endingMail(told: {
  customer: string;
  lastDay: string;
  after: "open" | "closed" | null;
  link: string;
}): Mail {
  const after = told.after === "open" ? "anybody may enter from anywhere" : "nobody may enter at all";
  return {
    subject: `The IP list of ${told.customer} ends on ${told.lastDay}`,
    body: `Every network of the list of ${told.customer} has ended after ${told.lastDay}: then ${after}.

Ask the customer whether they want it longer, and propose a new version in time:

${told.link}
`,
  };
}
