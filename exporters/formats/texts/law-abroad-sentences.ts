import type { Sentences } from "./sentences.ts";

/** Notes of the other countries' law packs; keys are the sentences of exporters/law. */
export const lawAbroadSentences: Sentences = {
  "From the end of the calendar year in which the statements were drawn up or the last entry was made. It does not end before the tax can no longer be assessed.":
    [
      "Sen kalenterivuoden lopusta, jona tilinpäätös laadittiin tai viimeinen kirjaus tehtiin. Ei pääty ennen kuin veroa ei enää voi määrätä.",
      "Från utgången av det kalenderår då bokslutet upprättades eller den sista posten bokfördes. Slutar inte innan skatten inte längre kan fastställas.",
    ],
  "Practice, longer than law: two years from the record, counted here from its calendar year's end.": [
    "Käytäntö, lakia pidempi: kaksi vuotta merkinnästä, tässä sen kalenterivuoden lopusta.",
    "Praxis, längre än lagen: två år från anteckningen, här räknat från kalenderårets utgång.",
  ],
  "Practice, longer than law: no act names a period; claims lapse three years after the end of their year.": [
    "Käytäntö, lakia pidempi: mikään laki ei nimeä aikaa; saatavat vanhenevat kolme vuotta vuotensa lopusta.",
    "Praxis, längre än lagen: ingen lag nämner en tid; anspråk preskriberas tre år efter sitt års utgång.",
  ],
  "Books are kept for 10 years and vouchers for 8.": [
    "Kirjanpidot säilytetään 10 vuotta ja tositteet 8.",
    "Böckerna bevaras 10 år och verifikationerna 8.",
  ],
  "After a change of system the tax office may ask for machine access for 5 years, or data on a medium instead.": [
    "Järjestelmän vaihduttua verottaja voi vaatia koneellista pääsyä 5 vuoden ajan tai sen sijasta tiedot tallenteella.",
    "Efter ett systembyte kan skattemyndigheten begära maskinell åtkomst i 5 år, eller data på ett medium i stället.",
  ],
  "The tables are here with a description that audit tools load; the service itself is not.": [
    "Taulukot ovat täällä tarkastusohjelmien lukeman kuvauksen kanssa; palvelu itse ei ole.",
    "Tabellerna finns här med en beskrivning som revisionsprogram läser; själva tjänsten finns inte.",
  ],
  "Practice, longer than law: hours are kept for five years after the period over which a week's hours are averaged, which may run into the next calendar year.":
    [
      "Käytäntö, lakia pidempi: tunnit säilytetään viisi vuotta viikkotuntien tasoittumisjaksosta, joka voi jatkua seuraavalle kalenterivuodelle.",
      "Praxis, längre än lagen: timmarna bevaras fem år efter perioden för veckotimmarnas genomsnitt, som kan sträcka sig in i nästa kalenderår.",
    ],
  "Payroll accounting is kept for 5 years.": [
    "Palkkakirjanpito säilytetään 5 vuotta.",
    "Lönebokföringen bevaras 5 år.",
  ],
  "Accounting material is kept for 5 years.": [
    "Kirjanpitoaineisto säilytetään 5 vuotta.",
    "Bokföringsmaterialet bevaras 5 år.",
  ],
  "The books are handed over by themselves.": ["Kirjanpito luovutetaan erikseen.", "Bokföringen överlämnas för sig."],
  "Contracts on long-term rights are kept for seven years after they end: the ledger does not tell that day, and an officer can keep them longer.":
    [
      "Pitkäaikaisia oikeuksia koskevat sopimukset säilytetään seitsemän vuotta päättymisestään: kirjanpito ei kerro sitä päivää, ja käsittelijä voi säilyttää ne pidempään.",
      "Avtal om långvariga rättigheter bevaras sju år efter att de upphört: bokföringen visar inte den dagen, och en handläggare kan bevara dem längre.",
    ],
  "Practice, longer than law: kept as the source documents of wages, counted from the calendar year's end.": [
    "Käytäntö, lakia pidempi: säilytetään kuten palkkojen perusasiakirjat, kalenterivuoden lopusta.",
    "Praxis, längre än lagen: bevaras som lönernas grundhandlingar, räknat från kalenderårets utgång.",
  ],
  "Payroll accounting is kept for 7 years.": [
    "Palkkakirjanpito säilytetään 7 vuotta.",
    "Lönebokföringen bevaras 7 år.",
  ],
  "Accounting documents are kept for 7 years.": [
    "Kirjanpitoasiakirjat säilytetään 7 vuotta.",
    "Bokföringshandlingar bevaras 7 år.",
  ],
  "Secondary documentation. What was attached to a voucher is primary and stays with it.": [
    "Toissijaista aineistoa. Tositteeseen liitetty on ensisijaista ja pysyy sen mukana.",
    "Sekundär dokumentation. Det som är bifogat en verifikation är primärt och följer den.",
  ],
  "Purchases for building or rebuilding real property under the adjustment rules, from the end of the voucher's financial year.":
    [
      "Tarkistussääntöjen alaiset kiinteistön rakentamisen ja perusparannuksen hankinnat, tositteen tilikauden lopusta.",
      "Inköp för ny- eller ombyggnad av fastighet enligt justeringsreglerna, från utgången av verifikationens räkenskapsår.",
    ],
  "Project accounts of building and construction and what documents them, from the end of the voucher's financial year.":
    [
      "Rakennus- ja asennushankkeiden projektikirjanpito ja sen perusteet, tositteen tilikauden lopusta.",
      "Projektredovisning för bygg och anläggning och det som styrker den, från utgången av verifikationens räkenskapsår.",
    ],
  "Practice, longer than law: wages are computed from them, which makes them documentation of what was booked; counted from the calendar year's end, the later one for years that end earlier.":
    [
      "Käytäntö, lakia pidempi: palkat lasketaan niistä, joten ne ovat kirjatun perusteita; kalenterivuoden lopusta, joka on aiemmin päättyvillä tilikausilla myöhempi.",
      "Praxis, längre än lagen: lönerna räknas ur dem, vilket gör dem till underlag för det bokförda; räknat från kalenderårets utgång, den senare för räkenskapsår som slutar tidigare.",
    ],
  "Payroll specifications are primary documentation and are kept for 5 years.": [
    "Palkkaerittelyt ovat ensisijaista aineistoa ja säilytetään 5 vuotta.",
    "Lönespecifikationer är primär dokumentation och bevaras 5 år.",
  ],
  "The specifications of the books and their documentation are kept for 5 years.": [
    "Kirjanpidon erittelyt ja niiden perusteet säilytetään 5 vuotta.",
    "Bokföringens specifikationer och underlagen för dem bevaras 5 år.",
  ],
  "Outgoing packing slips and price lists are kept for 3 years and 6 months.": [
    "Lähetetyt lähetysluettelot ja hinnastot säilytetään 3 vuotta 6 kuukautta.",
    "Utgående följesedlar och prislistor bevaras 3 år och 6 månader.",
  ],
  "Only what was attached to a voucher is here.": [
    "Täällä on vain se, mikä on liitetty tositteeseen.",
    "Här finns bara det som är bifogat en verifikation.",
  ],
  "Banks keep customer and supplier specifications for 10 years, petroleum companies theirs for 15.": [
    "Pankit säilyttävät asiakas- ja toimittajaerittelyt 10 vuotta, öljy-yhtiöt 15 vuotta.",
    "Banker bevarar kund- och leverantörsspecifikationer 10 år, oljebolag sina i 15.",
  ],
  "The ledger does not tell a company's trade: an officer can keep them longer, with a reason.": [
    "Kirjanpito ei kerro yrityksen toimialaa: käsittelijä voi perustellen säilyttää ne pidempään.",
    "Bokföringen visar inte företagets bransch: en handläggare kan med motivering bevara dem längre.",
  ],
  "Through the seventh year after the end of the calendar year in which the financial year ended.": [
    "Seitsemännen vuoden loppuun sen kalenterivuoden jälkeen, jona tilikausi päättyi.",
    "Till och med det sjunde året efter utgången av det kalenderår då räkenskapsåret avslutades.",
  ],
  "Material behind tax returns, kept as long as the books that they are drawn from.": [
    "Veroilmoitusten perusteet, säilytetään yhtä kauan kuin kirjanpito, josta ilmoitukset on tehty.",
    "Underlag för deklarationer, bevaras lika länge som bokföringen som de bygger på.",
  ],
  "The calendar year of the hours and the two that follow. The authority regrouped its rules in 2025; the period was read in the earlier text.":
    [
      "Työtuntien kalenterivuosi ja kaksi seuraavaa. Viranomainen ryhmitteli sääntönsä uudelleen 2025; aika on luettu aiemmasta tekstistä.",
      "Timmarnas kalenderår och de två följande. Myndigheten ordnade om sina regler 2025; tiden är läst i den tidigare texten.",
    ],
  "Practice, longer than law: no act names a period; a claim ends two years after the holiday year in which the holiday was due.":
    [
      "Käytäntö, lakia pidempi: mikään laki ei nimeä aikaa; saatava raukeaa kaksi vuotta sen lomavuoden jälkeen, jona loma oli annettava.",
      "Praxis, längre än lagen: ingen lag nämner en tid; ett anspråk upphör två år efter semesteråret då semestern skulle ha getts.",
    ],
  "Payroll that is accounting information is kept for 7 years.": [
    "Kirjanpitoaineistoon kuuluva palkka-aineisto säilytetään 7 vuotta.",
    "Löneunderlag som är räkenskapsinformation bevaras 7 år.",
  ],
  "Accounting information is kept for 7 years.": [
    "Kirjanpitoaineisto säilytetään 7 vuotta.",
    "Räkenskapsinformation bevaras 7 år.",
  ],
  "System documentation and processing history are accounting information too.": [
    "Myös järjestelmäkuvaus ja käsittelyhistoria ovat kirjanpitoaineistoa.",
    "Systemdokumentation och behandlingshistorik är också räkenskapsinformation.",
  ],
  "The list of ledgers and materials says how the books were kept; the rest is at the service provider.": [
    "Luettelo kirjanpidoista ja aineistoista kertoo, miten kirjanpito on hoidettu; muu on palveluntarjoajalla.",
    "Förteckningen över bokföringar och material säger hur bokföringen har skötts; resten finns hos tjänsteleverantören.",
  ],
  "Practice, longer than law: the years run from the end of the calendar year in which each document came into being; a year's last ones do when its statements are drawn up, and all are counted from then. It does not end before the tax can no longer be assessed.":
    [
      "Käytäntö, lakia pidempi: aika alkaa sen kalenterivuoden lopusta, jona asiakirja syntyi; tilikauden viimeiset syntyvät tilinpäätöstä laadittaessa, ja kaikki lasketaan siitä. Ei pääty ennen kuin veroa ei enää voi määrätä.",
      "Praxis, längre än lagen: tiden börjar vid utgången av det kalenderår då handlingen uppstod; räkenskapsårets sista uppstår när bokslutet upprättas, och alla räknas därifrån. Slutar inte innan skatten inte längre kan fastställas.",
    ],
  "Practice, longer than law: VAT is adjusted for ten years from the first use, and the last year's tax can be assessed for up to seven more.":
    [
      "Käytäntö, lakia pidempi: arvonlisäveroa tarkistetaan kymmenen vuotta käyttöönotosta, ja viimeisen vuoden veron voi määrätä enintään seitsemän vuotta sen jälkeen.",
      "Praxis, längre än lagen: momsen justeras i tio år från det första bruket, och det sista årets skatt kan fastställas i upp till sju år därefter.",
    ],
  "The payroll ledger is kept for 10 years and payslips that back entries for 8.": [
    "Palkkakirjanpito säilytetään 10 vuotta ja kirjausten perusteena olevat palkkalaskelmat 8.",
    "Lönebokföringen bevaras 10 år och lönespecifikationer som ligger till grund för bokföringen 8.",
  ],
  "Banks, insurers and securities firms keep vouchers for 10 years.": [
    "Pankit, vakuutusyhtiöt ja arvopaperiyritykset säilyttävät tositteet 10 vuotta.",
    "Banker, försäkringsbolag och värdepappersföretag bevarar verifikationer 10 år.",
  ],
  "Practice, longer than law: VAT is adjusted for ten financial years, and what proves the last one is kept for five more.":
    [
      "Käytäntö, lakia pidempi: arvonlisäveroa tarkistetaan kymmenen tilikautta, ja viimeisen perusteet säilytetään siitä viisi vuotta.",
      "Praxis, längre än lagen: momsen justeras i tio räkenskapsår, och det som styrker det sista bevaras i fem till.",
    ],
  "Practice, longer than law: VAT is adjusted for ten calendar years with the first one, and what proves the last one is kept for seven years from the end of a financial year that may end in the next.":
    [
      "Käytäntö, lakia pidempi: arvonlisäveroa tarkistetaan kymmenen kalenterivuotta alkamisvuosineen, ja viimeisen perusteet säilytetään seitsemän vuotta tilikauden lopusta, joka voi olla seuraavana vuonna.",
      "Praxis, längre än lagen: momsen justeras i tio kalenderår med det första, och det som styrker det sista bevaras i sju år från utgången av ett räkenskapsår som kan sluta året därpå.",
    ],
  "An employment contract's terms are kept for 10 years after it ends.": [
    "Työsopimuksen ehdot säilytetään 10 vuotta sen päättymisestä.",
    "Ett anställningsavtals villkor bevaras 10 år efter att det upphört.",
  ],
  "Contracts are not in the ledger: the employer has them.": [
    "Sopimukset eivät ole kirjanpidossa: ne ovat työnantajalla.",
    "Avtalen finns inte i bokföringen: arbetsgivaren har dem.",
  ],
  "Seven years after the end of the calendar year in which the adjustment period ran out: ten financial years with the one in which it began.":
    [
      "Seitsemän vuotta sen kalenterivuoden lopusta, jona tarkistuskausi päättyi: kymmenen tilikautta alkamistilikausineen.",
      "Sju år efter utgången av det kalenderår då justeringsperioden löpte ut: tio räkenskapsår med det då den började.",
    ],
  "Seven years after the end of the calendar year in which the delivery was documented.": [
    "Seitsemän vuotta sen kalenterivuoden lopusta, jona luovutus dokumentoitiin.",
    "Sju år efter utgången av det kalenderår då leveransen dokumenterades.",
  ],
  "What adjusts the VAT of machines and the like is kept for 7 years after their adjustment period of 5 years.": [
    "Koneiden ja muiden sellaisten arvonlisäveron tarkistuksen perusteet säilytetään 7 vuotta viiden vuoden tarkistuskauden jälkeen.",
    "Underlag för justering av moms på maskiner och liknande bevaras 7 år efter deras justeringsperiod på 5 år.",
  ],
  "The ledger does not tell which vouchers those are: an officer can keep them longer, with a reason.": [
    "Kirjanpito ei kerro, mitkä tositteet niitä ovat: käsittelijä voi perustellen säilyttää ne pidempään.",
    "Bokföringen visar inte vilka verifikationer det är: en handläggare kan med motivering bevara dem längre.",
  ],
  "What backs the top-up tax of large groups is kept for 11 years.": [
    "Suurten konsernien lisäveron perusteet säilytetään 11 vuotta.",
    "Underlag för stora koncerners tilläggsskatt bevaras 11 år.",
  ],
};
