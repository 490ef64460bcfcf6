import type { Sentences } from "./sentences.ts";

/** Notes of the Finnish law pack and those that every country shares; keys are the sentences of exporters/law. */
export const lawSentences: Sentences = {
  "Without these codes the ledgers cannot be read in plain language, so they are kept as long as the ledgers.": [
    "Ilman näitä tunnuksia kirjanpitoja ei voi lukea selväkielisinä, joten ne säilytetään yhtä kauan.",
    "Utan dessa koder kan bokföringen inte läsas i klartext, så de bevaras lika länge som den.",
  ],
  "Practice, longer than law: 2:10.1 no longer names specifications, which makes them six-year material.": [
    "Käytäntö, lakia pidempi: 2:10.1 ei enää nimeä erittelyjä, joten ne ovat lain mukaan kuuden vuoden aineistoa.",
    "Praxis, längre än lagen: 2:10.1 nämner inte längre specifikationer, vilket gör dem till sexårsmaterial.",
  ],
  "From the start of the year after the tax period's calendar year; when the financial year is another, after the year in which it ended.":
    [
      "Verokauden kalenterivuotta seuraavan vuoden alusta; jos tilikausi on muu, sen päättymisvuotta seuraavan vuoden alusta.",
      "Från början av året efter skatteperiodens kalenderår; när räkenskapsperioden är en annan, efter året då den gick ut.",
    ],
  "From the end of the calendar year in which the site was completed, where the ledger tells that; else from the financial year's.":
    [
      "Sen kalenterivuoden lopusta, jona työmaa valmistui, jos kirjanpito kertoo sen; muuten tilikauden vuoden lopusta.",
      "Från utgången av det kalenderår då byggplatsen blev färdig, om bokföringen visar det; annars räkenskapsperiodens.",
    ],
  "At least six years from the end of the financial year that the sustainability report is about.": [
    "Vähintään kuusi vuotta sen tilikauden päättymisestä, jota kestävyysraportti koskee.",
    "Minst sex år från utgången av den räkenskapsperiod som hållbarhetsrapporten gäller.",
  ],
  "Kept with the payroll accounting that it is drawn from. The pensions act (TyEL 395/2006) sets the employer no period of its own.":
    [
      "Säilytetään kuten palkkakirjanpito, josta se on tehty. Työntekijän eläkelaki (TyEL 395/2006) ei säädä työnantajalle omaa aikaa.",
      "Bevaras som lönebokföringen som det bygger på. Pensionslagen (ArPL 395/2006) har ingen egen tid för arbetsgivaren.",
    ],
  "From the end of the calendar year in which the adjustment period began. Once the ordinary period is over, a statement may stand in for invoices and vouchers, but not for contracts and deeds.":
    [
      "Sen kalenterivuoden lopusta, jona tarkistuskausi alkoi. Tavallisen ajan jälkeen laskut ja tositteet voi korvata selvityksellä, mutta ei sopimuksia eikä kauppakirjoja.",
      "Från utgången av det kalenderår då justeringsperioden började. Efter den vanliga tiden kan en utredning ersätta fakturor och verifikationer, men inte avtal och köpebrev.",
    ],
  "From the end of the calendar year of the transaction; to be given electronically on request.": [
    "Liiketoimen kalenterivuoden lopusta; annettava pyydettäessä sähköisesti.",
    "Från utgången av transaktionens kalenderår; ska på begäran ges elektroniskt.",
  ],
  "From the end of the calendar year in which the financial year of the last linked transaction ended.": [
    "Sen kalenterivuoden lopusta, jona viimeisen asiaan liittyvän liiketoimen tilikausi päättyi.",
    "Från utgången av det kalenderår då räkenskapsperioden för den sista anknytande transaktionen gick ut.",
  ],
  "From the end of the calendar year in which the site was completed.": [
    "Sen kalenterivuoden lopusta, jona työmaa valmistui.",
    "Från utgången av det kalenderår då byggplatsen blev färdig.",
  ],
  "From the end of the calendar year in which the last payment was received; a decree or the aid's own terms may ask for more.":
    [
      "Sen kalenterivuoden lopusta, jona viimeinen maksu saatiin; asetus tai tuen ehdot voivat vaatia enemmän.",
      "Från utgången av det kalenderår då den sista betalningen togs emot; en förordning eller stödets villkor kan kräva mer.",
    ],
  "From the end of the calendar year in which the last payment was received; the aid's own terms may ask for more.": [
    "Sen kalenterivuoden lopusta, jona viimeinen maksu saatiin; tuen ehdot voivat vaatia enemmän.",
    "Från utgången av det kalenderår då den sista betalningen togs emot; stödets villkor kan kräva mer.",
  ],
  "Two years from the end of the calendar year of the hours; when the employment ends before that, two years from its last day.":
    [
      "Kaksi vuotta työtuntien kalenterivuoden lopusta; jos työsuhde päättyy sitä ennen, kaksi vuotta sen viimeisestä päivästä.",
      "Två år från utgången av timmarnas kalenderår; upphör anställningen före det, två år från dess sista dag.",
    ],
  "The winter part of a credit year's holiday is due in the calendar year after it: two years from that year's end, or from the last day of employment. Holiday saved for later is due when it was agreed to be.":
    [
      "Lomanmääräytymisvuoden talviloma on annettava sitä seuraavana kalenterivuonna: kaksi vuotta sen lopusta tai työsuhteen viimeisestä päivästä. Säästetty loma annetaan sovittuna aikana.",
      "Kvalifikationsårets vintersemester ska ges under kalenderåret efter det: två år från det årets slut eller från anställningens sista dag. Sparad semester ges när det har avtalats.",
    ],
  "Payroll accounting is kept for 10 years from the end of the financial year.": [
    "Palkkakirjanpito säilytetään 10 vuotta tilikauden päättymisestä.",
    "Lönebokföringen bevaras 10 år från räkenskapsperiodens utgång.",
  ],
  "It is handed over by itself, because other people may read it.": [
    "Se luovutetaan erikseen, koska sen saavat lukea eri henkilöt.",
    "Den överlämnas för sig, eftersom andra personer får läsa den.",
  ],
  "Ledgers and financial statements are kept for 10 years, vouchers for 6.": [
    "Kirjanpidot ja tilinpäätökset säilytetään 10 vuotta, tositteet 6.",
    "Bokföring och bokslut bevaras 10 år, verifikationer 6.",
  ],
  "They are handed over by themselves.": ["Ne luovutetaan erikseen.", "De överlämnas för sig."],
  "Transfer-pricing documentation has no period of its own and is taken as other accounting material: 6 years.": [
    "Siirtohinnoittelun dokumentoinnilla ei ole omaa aikaa; se luetaan muuksi kirjanpitoaineistoksi: 6 vuotta.",
    "Dokumentation av internprissättning har ingen egen tid och räknas som annat bokföringsmaterial: 6 år.",
  ],
  "The company draws it up outside its books, and has it.": [
    "Yritys laatii sen kirjanpidon ulkopuolella, ja se on yrityksellä.",
    "Företaget upprättar den utanför bokföringen och har den.",
  ],
  "A decree on structural funds or the rules of a trade may ask for more than the Accounting Act.": [
    "Rakennerahastoasetus tai toimialan säännöt voivat vaatia enemmän kuin kirjanpitolaki.",
    "En förordning om strukturfonder eller en branschs regler kan kräva mer än bokföringslagen.",
  ],
  "Vouchers marked in the ledger are kept longer; for the rest, the company knows its own duties.": [
    "Kirjanpidossa merkityt tositteet säilytetään pidempään; muuten yritys tuntee omat velvollisuutensa.",
    "Verifikationer som är märkta i bokföringen bevaras längre; i övrigt känner företaget sina skyldigheter.",
  ],
  "Shift rosters are kept as working-time records unless the records show them.": [
    "Työvuoroluettelot säilytetään kuten työaikakirjanpito, ellei se sisällä niitä.",
    "Arbetsskiftsförteckningar bevaras som arbetstidsbokföring, om den inte visar dem.",
  ],
  "Rosters are not in the ledger: ask for them from the system that made them.": [
    "Työvuoroluettelot eivät ole kirjanpidossa: pyydä ne järjestelmästä, jolla ne tehtiin.",
    "Förteckningarna finns inte i bokföringen: begär dem ur systemet där de gjordes.",
  ],
  "A driver's personal log is kept for a year.": [
    "Moottoriajoneuvon kuljettajan ajopäiväkirja säilytetään vuoden.",
    "En förares personliga körjournal bevaras ett år.",
  ],
  "Logs are not in the ledger: the employer has them.": [
    "Ajopäiväkirjat eivät ole kirjanpidossa: ne ovat työnantajalla.",
    "Körjournalerna finns inte i bokföringen: arbetsgivaren har dem.",
  ],
  "The pension institution keeps the insurance's documents for its term and 10 calendar years; the employer has no period of its own.":
    [
      "Eläkelaitos säilyttää vakuutuksen asiakirjat sen voimassaolon ja 10 kalenterivuotta; työnantajalla ei ole omaa aikaa.",
      "Pensionsanstalten bevarar försäkringens handlingar under dess giltighet och 10 kalenderår; arbetsgivaren har ingen egen tid.",
    ],
  "Contributions are in the payroll ledger; the insurance's documents are at the pension institution.": [
    "Maksut ovat palkkakirjanpidossa; vakuutuksen asiakirjat ovat eläkelaitoksella.",
    "Avgifterna finns i lönebokföringen; försäkringens handlingar finns hos pensionsanstalten.",
  ],
  "The register keeps reports for 10 years from the start of the year after they were stored.": [
    "Tulorekisteri säilyttää ilmoitukset 10 vuotta tallentamista seuraavan vuoden alusta.",
    "Inkomstregistret bevarar anmälningar 10 år från början av året efter att de lagrades.",
  ],
  "Reports that were stored in the ledger are here; the register has its own copy.": [
    "Kirjanpitoon tallennetut ilmoitukset ovat täällä; rekisterillä on omansa.",
    "Anmälningar som lagrats i bokföringen finns här; registret har sin egen kopia.",
  ],
  "A customer who leaves a data processing service may have all the data that its use has brought about, not the accounting material alone.":
    [
      "Datankäsittelypalvelusta lähtevä asiakas voi saada kaiken käytössä syntyneen datan, ei vain kirjanpitoaineistoa.",
      "En kund som lämnar en databehandlingstjänst kan få all data som användningen gett upphov till, inte bara bokföringsmaterialet.",
    ],
  "This archive is not that export: ask the service's customer service for it.": [
    "Tämä arkisto ei ole se vienti: pyydä se palvelun asiakaspalvelusta.",
    "Detta arkiv är inte den exporten: begär den av tjänstens kundservice.",
  ],
};
