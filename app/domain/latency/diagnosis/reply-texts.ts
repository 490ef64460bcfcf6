import type { ReportLanguage } from "#app/i18n/latency-report.ts";
import type { ReplyValues } from "./diagnosis-reply.ts";
import type { Cause } from "./diagnosis-types.ts";

type Line = (values: ReplyValues) => string;
export type ReplyTexts = {
  thanks: (span: string) => string;
  notEnough: string;
  measured: (seen: string, normal: string, count: string) => string;
  normal: string;
  unexplained: string;
  found: string;
  likely: string;
  again: string;
  segments: Record<"network" | "server" | "browser", string>;
  /** Of these the customer has nothing to change. */
  ours: readonly Cause[];
  causes: Record<Exclude<Cause, "none">, Line>;
  advice: Record<Exclude<Cause, "none">, Line>;
};

const ours: readonly Cause[] = ["service", "page", "node", "dependency", "maintenance"];

const fi: ReplyTexts = {
  thanks: (span) => `Kiitos ilmoituksestanne. Tutkimme palvelun käyttöänne aikana ${span}.`,
  notEnough:
    "Noilta tunneilta on liian vähän mittauksia, jotta voisimme nimetä syyn. Kertokaa meille tarkat kellonajat ja sivut seuraavan kerran, kun hitautta ilmenee, niin tutkimme asian uudelleen.",
  measured: (seen, normal, count) =>
    `Sivun lataus kesti keskimäärin ${seen}; samoina tunteina neljällä edellisellä viikolla se kesti tavallisesti ${normal} (${count} mitattua latausta).`,
  normal:
    "Mittauksissa ei näkynyt tavallisesta poikkeavaa. Jos hitaus toistuu, kertokaa meille kellonaika ja sivu, niin tutkimme asian uudelleen.",
  unexplained:
    "Hitaus näkyy mittauksissa, mutta sen syy ei selviä niistä. Alustatiimimme tutkii asiaa, ja palaamme siihen.",
  found: "Hitauden syy:",
  likely: "Todennäköisin syy mittausten perusteella:",
  again: "Mittaamme samat tunnit uudelleen viikon kuluttua ja kerromme, auttoiko muutos.",
  segments: { network: "verkko", server: "palvelin", browser: "selain" },
  ours,
  causes: {
    service: ({ seen, normal }) =>
      `Palvelu oli hidas kaikille asiakkaille: vastausaika oli keskimäärin ${seen}, tavallisesti ${normal}.`,
    page: ({ subject, seen, normal }) =>
      `Sivu ${subject} oli hidas kaikille asiakkaille: ${seen}, tavallisesti ${normal}.`,
    node: () => "Yksi palvelimistamme vastasi muita hitaammin.",
    dependency: ({ subject, seen, normal }) =>
      `Palveluun liitetty yhteys (${subject}) vastasi hitaasti: ${seen}, tavallisesti ${normal}.`,
    network: ({ seen, normal }) => `Verkkoyhteyden osuus sivun latauksesta oli ${seen}, tavallisesti ${normal}.`,
    browser: ({ seen, normal }) =>
      `Selaimen ja tietokoneen osuus sivun latauksesta oli ${seen}, tavallisesti ${normal}.`,
    reports: ({ volume, normalVolume }) =>
      `Samaan aikaan ajettiin suuria raportteja: yhteensä ${volume} riviä, tavallisesti ${normalVolume}.`,
    integration: ({ volume, normalVolume, subject }) =>
      `Integraatioidenne liikenne oli tavallista vilkkaampaa: ${volume} kutsua, tavallisesti ${normalVolume}${subject ? ` (eniten kasvoi ${subject})` : ""}.`,
    robot: ({ volume, normalVolume }) => `Ohjelmistorobottinne tekivät ${volume} kutsua, tavallisesti ${normalVolume}.`,
    maintenance: () => "Palvelussa tehtiin tuolloin huoltoa.",
  },
  advice: {
    service: () => "Syy oli meillä. Pahoittelemme häiriötä; teidän ei tarvitse tehdä mitään.",
    page: () => "Syy on meillä, ja sivun kehitystiimi on saanut mittaukset. Teidän ei tarvitse tehdä mitään.",
    node: () => "Syy on meillä, ja alustatiimimme tutkii palvelinta. Teidän ei tarvitse tehdä mitään.",
    dependency: () =>
      "Seuraamme yhteyden tilaa ja olemme tarvittaessa yhteydessä sen ylläpitäjään. Muut toiminnot toimivat tavalliseen tapaan.",
    network: ({ split }) =>
      `Suosittelemme toimiston verkon tarkistamista: lataus jakautui näin: ${split}. Voitte kokeilla samaa sivua esimerkiksi puhelimen yhteydellä; jos se on nopea, syy on toimiston verkossa tai sen liittymässä.`,
    browser: ({ split }) =>
      `Suosittelemme kokeilemaan toista selainta tai tietokonetta ilman lisäosia: lataus jakautui näin: ${split}. Myös selaimen päivitys voi auttaa.`,
    reports: ({ each }) =>
      `Suosittelemme jakamaan suuret raportit osiin, esimerkiksi lyhyempään ajanjaksoon tai yhteen yksikköön kerrallaan${each ? ` (nyt keskimäärin ${each} riviä raportissa)` : ""}, tai ajamaan ne työajan ulkopuolella.`,
    integration: ({ hours }) =>
      `Suosittelemme ajastamaan suurimmat siirrot työajan ulkopuolelle${hours ? `; nyt ne ovat vilkkaimmillaan klo ${hours}` : ""}. Myös vain muuttuneiden tietojen hakeminen vähentää liikennettä.`,
    robot: () =>
      "Suosittelemme harventamaan robottien ajoväliä työaikana tai ajamaan ne yöllä. Robottien käyttö on sallittua, emmekä rajoita sitä.",
    maintenance: () => "Tulevat huoltoajat ilmoitetaan etukäteen huoltosivulla ja viikkotiedotteessa.",
  },
};

const sv: ReplyTexts = {
  thanks: (span) => `Tack för er anmälan. Vi har undersökt er användning av tjänsten under tiden ${span}.`,
  notEnough:
    "Det finns för få mätningar från de timmarna för att vi ska kunna namnge orsaken. Berätta gärna de exakta klockslagen och sidorna nästa gång det är långsamt, så undersöker vi saken på nytt.",
  measured: (seen, normal, count) =>
    `En sidladdning tog i genomsnitt ${seen}; under samma timmar de fyra föregående veckorna tog den vanligen ${normal} (${count} uppmätta laddningar).`,
  normal:
    "Mätningarna visar inget ovanligt. Om det blir långsamt igen, berätta klockslaget och sidan för oss så undersöker vi saken på nytt.",
  unexplained:
    "Långsamheten syns i mätningarna, men orsaken framgår inte av dem. Vårt plattformsteam undersöker saken, och vi återkommer.",
  found: "Orsaken till långsamheten:",
  likely: "Den sannolikaste orsaken enligt mätningarna:",
  again: "Vi mäter samma timmar på nytt om en vecka och berättar om ändringen hjälpte.",
  segments: { network: "nätet", server: "servern", browser: "webbläsaren" },
  ours,
  causes: {
    service: ({ seen, normal }) =>
      `Tjänsten var långsam för alla kunder: svarstiden var i genomsnitt ${seen}, vanligen ${normal}.`,
    page: ({ subject, seen, normal }) => `Sidan ${subject} var långsam för alla kunder: ${seen}, vanligen ${normal}.`,
    node: () => "En av våra servrar svarade långsammare än de andra.",
    dependency: ({ subject, seen, normal }) =>
      `En förbindelse som hör till tjänsten (${subject}) svarade långsamt: ${seen}, vanligen ${normal}.`,
    network: ({ seen, normal }) => `Nätförbindelsens del av sidladdningen var ${seen}, vanligen ${normal}.`,
    browser: ({ seen, normal }) => `Webbläsarens och datorns del av sidladdningen var ${seen}, vanligen ${normal}.`,
    reports: ({ volume, normalVolume }) =>
      `Samtidigt kördes stora rapporter: sammanlagt ${volume} rader, vanligen ${normalVolume}.`,
    integration: ({ volume, normalVolume, subject }) =>
      `Trafiken från era integrationer var livligare än vanligt: ${volume} anrop, vanligen ${normalVolume}${subject ? ` (mest växte ${subject})` : ""}.`,
    robot: ({ volume, normalVolume }) => `Era programrobotar gjorde ${volume} anrop, vanligen ${normalVolume}.`,
    maintenance: () => "Underhåll av tjänsten pågick då.",
  },
  advice: {
    service: () => "Orsaken fanns hos oss. Vi beklagar störningen; ni behöver inte göra något.",
    page: () => "Orsaken finns hos oss, och sidans utvecklingsteam har fått mätningarna. Ni behöver inte göra något.",
    node: () => "Orsaken finns hos oss, och vårt plattformsteam undersöker servern. Ni behöver inte göra något.",
    dependency: () =>
      "Vi följer förbindelsens tillstånd och kontaktar vid behov dess leverantör. Övriga funktioner fungerar som vanligt.",
    network: ({ split }) =>
      `Vi rekommenderar att ni kontrollerar kontorets nät: laddningen fördelade sig så här: ${split}. Prova gärna samma sida till exempel med en telefons förbindelse; om den är snabb finns orsaken i kontorets nät eller anslutning.`,
    browser: ({ split }) =>
      `Vi rekommenderar att ni provar en annan webbläsare eller dator utan tillägg: laddningen fördelade sig så här: ${split}. Också en uppdatering av webbläsaren kan hjälpa.`,
    reports: ({ each }) =>
      `Vi rekommenderar att stora rapporter delas upp, till exempel i en kortare period eller en enhet i taget${each ? ` (nu i genomsnitt ${each} rader i en rapport)` : ""}, eller körs utanför arbetstid.`,
    integration: ({ hours }) =>
      `Vi rekommenderar att de största överföringarna schemaläggs utanför arbetstid${hours ? `; nu är de livligast kl. ${hours}` : ""}. Att hämta bara det som har ändrats minskar också trafiken.`,
    robot: () =>
      "Vi rekommenderar glesare körningar av robotarna under arbetstid, eller att de körs på natten. Robotar är tillåtna och vi begränsar dem inte.",
    maintenance: () => "Kommande underhåll meddelas i förväg på underhållssidan och i veckobulletinen.",
  },
};

const en: ReplyTexts = {
  thanks: (span) => `Thank you for telling us. We have looked at your use of the service during ${span}.`,
  notEnough:
    "There are too few measurements from those hours for us to name a cause. The next time it is slow, please tell us the exact times and pages, and we shall look again.",
  measured: (seen, normal, count) =>
    `A page load took ${seen} on average; in the same hours of the four weeks before it normally took ${normal} (${count} loads measured).`,
  normal:
    "The measurements show nothing unusual. If it is slow again, please tell us the time and the page, and we shall look again.",
  unexplained:
    "The slowness is seen in the measurements, but they do not tell its cause. Our platform team looks into it, and we shall come back to you.",
  found: "The cause of the slowness:",
  likely: "The most likely cause by the measurements:",
  again: "We shall measure the same hours again in a week and tell you whether the change helped.",
  segments: { network: "network", server: "server", browser: "browser" },
  ours,
  causes: {
    service: ({ seen, normal }) =>
      `The service was slow for all customers: answers took ${seen} on average, normally ${normal}.`,
    page: ({ subject, seen, normal }) => `The page ${subject} was slow for all customers: ${seen}, normally ${normal}.`,
    node: () => "One of our servers answered more slowly than the others.",
    dependency: ({ subject, seen, normal }) =>
      `A connection that belongs to the service (${subject}) answered slowly: ${seen}, normally ${normal}.`,
    network: ({ seen, normal }) => `The network took ${seen} of a page load, normally ${normal}.`,
    browser: ({ seen, normal }) => `The browser and the computer took ${seen} of a page load, normally ${normal}.`,
    reports: ({ volume, normalVolume }) =>
      `Large reports ran at the same time: ${volume} rows in all, normally ${normalVolume}.`,
    integration: ({ volume, normalVolume, subject }) =>
      `Your integrations sent more than usual: ${volume} requests, normally ${normalVolume}${subject ? ` (${subject} grew most)` : ""}.`,
    robot: ({ volume, normalVolume }) => `Your software robots sent ${volume} requests, normally ${normalVolume}.`,
    maintenance: () => "The service was under maintenance at that time.",
  },
  advice: {
    service: () => "The cause was ours. We are sorry for the disturbance; there is nothing that you need to do.",
    page: () => "The cause is ours, and the page's team has the measurements. There is nothing that you need to do.",
    node: () => "The cause is ours, and our platform team looks at the server. There is nothing that you need to do.",
    dependency: () =>
      "We follow the state of the connection and contact its operator where needed. Everything else works as usual.",
    network: ({ split }) =>
      `We recommend a look at the office network: a load was made of ${split}. You can try the same page over another connection, such as a phone's; if it is fast there, the cause is in the office network or its line.`,
    browser: ({ split }) =>
      `We recommend a try with another browser or computer, without extensions: a load was made of ${split}. Updating the browser can help too.`,
    reports: ({ each }) =>
      `We recommend splitting large reports, for example into a shorter period or one unit at a time${each ? ` (now ${each} rows in a report on average)` : ""}, or running them outside office hours.`,
    integration: ({ hours }) =>
      `We recommend scheduling the largest transfers outside office hours${hours ? `; now they are busiest at ${hours} o'clock` : ""}. Fetching only what has changed makes less traffic too.`,
    robot: () =>
      "We recommend a slower cadence of the robots in office hours, or running them at night. Robots are welcome, and we do not limit them.",
    maintenance: () => "Coming maintenance is told in advance on the maintenance page and in the weekly bulletin.",
  },
};

export const replyTexts: Record<ReportLanguage, ReplyTexts> = { fi, sv, en };
