type Names = readonly [title: string, description: string];

/**
 * What the archive's tables are called and hold, in Finnish and Swedish, by their names in the register; English is the tables'
 * own. What their columns are called is beside this file, in `columns`.
 */
export const tableTexts: Readonly<Record<string, { fi: Names; sv: Names }>> = {
  journal: {
    fi: ["Päiväkirja", "Jokainen tositerivi päiväkirjan järjestyksessä: päivän mukaan, sitten kirjausjärjestyksessä."],
    sv: ["Dagbok", "Varje verifikationsrad i dagbokens ordning: efter dag, sedan i bokföringsordning."],
  },
  "general-ledger": {
    fi: ["Pääkirja", "Tileittäin: alkusaldo, jokainen tapahtuma ja sen jälkeinen saldo, loppusaldo."],
    sv: ["Huvudbok", "Per konto: ingående saldo, varje händelse med saldot efter den, utgående saldo."],
  },
  "trial-balance": {
    fi: ["Saldoluettelo", "Jokaisen tilin alkusaldo, summat ja loppusaldo."],
    sv: ["Råbalans", "Varje kontos ingående saldo, summor och utgående saldo."],
  },
  "object-balances": {
    fi: [
      "Saldot laskentakohteittain",
      "Mikä osa tilin saldosta kuuluu laskentakohteen arvolle lähteen mukaan; tapahtumat ovat päiväkirjan riveillä.",
    ],
    sv: [
      "Saldon per dimension",
      "Vad av ett kontos saldo som hör till ett värde i en dimension enligt källan; händelserna är dagbokens rader.",
    ],
  },
  accounts: { fi: ["Tililuettelo", "Tilikauden tilit."], sv: ["Kontoplan", "Räkenskapsperiodens konton."] },
  vouchers: {
    fi: [
      "Tositteet",
      "Jokainen säilytettävä tosite, sen päivät, laji ja tiedostojen SHA-256; attachments.csv kertoo, missä tiedostot ovat.",
    ],
    sv: [
      "Verifikationer",
      "Varje verifikation som bevaras, dess dagar, slag och filernas SHA-256; attachments.csv anger var filerna finns.",
    ],
  },
  "voucher-lines": {
    fi: [
      "Tositteiden rivit",
      "Tiedoston vouchers.csv tositteiden rivit tilikaudelta, jonka päiväkirjaa ei enää säilytetä.",
    ],
    sv: [
      "Verifikationernas rader",
      "Raderna för verifikationerna i vouchers.csv, för en period vars dagbok inte längre bevaras.",
    ],
  },
  attachments: {
    fi: [
      "Tiedostot ja niiden tositteet",
      "Rivi jokaisesta tiedostosta ja tositteesta, jotka kuuluvat yhteen, ja tiedostosta ilman tositetta.",
    ],
    sv: [
      "Filer och deras verifikationer",
      "En rad för varje fil och verifikation som hör ihop, och för en fil utan verifikation.",
    ],
  },
  parties: {
    fi: [
      "Asiakkaat ja toimittajat",
      "Asiakkaat ja toimittajat, jotka tilikauden kirjaukset nimeävät tai joilla on saldo.",
    ],
    sv: ["Kunder och leverantörer", "Kunder och leverantörer som periodens poster nämner eller som har ett saldo."],
  },
  "tax-codes": {
    fi: ["Verokoodit", "Mitä päiväkirjan verokoodit tarkoittavat."],
    sv: ["Momskoder", "Vad dagbokens momskoder betyder."],
  },
  dimensions: {
    fi: [
      "Laskentakohteet ja niiden arvot",
      "Kustannuspaikat, projektit ja muut laskentakohteet: rivi jokaisesta arvosta ja laskentakohteesta ilman arvoja.",
    ],
    sv: [
      "Dimensioner och deras värden",
      "Kostnadsställen, projekt och andra dimensioner: en rad per värde och för en dimension utan värden.",
    ],
  },
  "voucher-series": {
    fi: [
      "Tositelajit ja numerosarjat",
      "Tilikauden jokainen tositelaji, sen ensimmäinen ja viimeinen numero sekä montako numeroa puuttuu tai toistuu.",
    ],
    sv: [
      "Verifikationsserier",
      "Varje serie under perioden, dess första och sista nummer samt hur många nummer som saknas eller upprepas.",
    ],
  },
  "voucher-gaps": {
    fi: ["Puuttuvat tositenumerot", "Jokainen jakso numeroita, jotka tositelajista puuttuvat."],
    sv: ["Saknade verifikationsnummer", "Varje följd av nummer som en serie hoppar över."],
  },
  "receivables-ledger": {
    fi: [
      "Myyntireskontra",
      "Tileittäin ja asiakkaittain: alkusaldo, jokainen tapahtuma ja sen jälkeinen saldo, loppusaldo.",
    ],
    sv: ["Kundreskontra", "Per konto och kund: ingående saldo, varje händelse med saldot efter den, utgående saldo."],
  },
  "receivables-open-items": {
    fi: [
      "Avoimet myyntisaamiset",
      "Mitä asiakkaat olivat velkaa tilikauden viimeisenä päivänä, viitteittäin; yhteensä tilien saldo.",
    ],
    sv: [
      "Öppna kundfordringar",
      "Vad kunderna var skyldiga på periodens sista dag, per referens; tillsammans kontonas saldo.",
    ],
  },
  "payables-ledger": {
    fi: [
      "Ostoreskontra",
      "Tileittäin ja toimittajittain: alkusaldo, jokainen tapahtuma ja sen jälkeinen saldo, loppusaldo.",
    ],
    sv: [
      "Leverantörsreskontra",
      "Per konto och leverantör: ingående saldo, varje händelse med saldot efter den, utgående saldo.",
    ],
  },
  "payables-open-items": {
    fi: [
      "Avoimet ostovelat",
      "Mitä toimittajille oltiin velkaa tilikauden viimeisenä päivänä, viitteittäin; yhteensä tilien saldo.",
    ],
    sv: [
      "Öppna leverantörsskulder",
      "Vad leverantörerna hade att få på periodens sista dag, per referens; tillsammans kontonas saldo.",
    ],
  },
  "fixed-assets": {
    fi: [
      "Käyttöomaisuusluettelo",
      "Jokainen hyödyke, joka yrityksellä oli tilikaudella: alkuarvo + lisäykset − vähennykset − poistot = loppuarvo.",
    ],
    sv: [
      "Anläggningsregister",
      "Varje tillgång som företaget hade under perioden: ingående värde + ökningar − minskningar − avskrivningar = utgående värde.",
    ],
  },
  "vat-returns": {
    fi: ["Arvonlisäveroilmoitukset", "Tilikauden arvonlisäveroilmoitusten jokainen luku, rivi kutakin kenttää kohti."],
    sv: ["Momsdeklarationer", "Varje uppgift i periodens momsdeklarationer, en rad per fält."],
  },
  "vat-reconciliation": {
    fi: [
      "Arvonlisäveroilmoitukset ja kirjanpito",
      "Kustakin ilmoituksesta, mitä se ilmoittaa ja mitä kauden kirjausten verot ovat yhteensä ilman tilityksiä; kentät, joita ei verrata; kuukaudet, joiden veroa mikään ilmoitus ei kata.",
    ],
    sv: [
      "Momsdeklarationer och bokföring",
      "För varje deklaration vad den uppger och vad skatten i periodens poster blir, utan redovisningar; fält som inte jämförs; månader med skatt som ingen deklaration täcker.",
    ],
  },
  "employer-returns": {
    fi: [
      "Työnantajailmoitukset",
      "Tilikauden työnantajailmoitusten jokainen luku, rivi kutakin kenttää kohti: yrityksen summia, ei kenenkään henkilön.",
    ],
    sv: [
      "Arbetsgivardeklarationer",
      "Varje uppgift i periodens arbetsgivardeklarationer, en rad per fält: företagets summor, inte någon persons.",
    ],
  },
  retention: {
    fi: [
      "Säilytys tiedostoittain",
      "Mihin päivään asti laki käskee säilyttää kunkin tiedoston. Polku, joka päättyy merkkiin /, tarkoittaa jokaista sen alla olevaa tiedostoa, jolla ei ole omaa riviä.",
    ],
    sv: [
      "Bevarande per fil",
      "Till vilken dag lagen kräver att varje fil bevaras. En sökväg som slutar med / avser varje fil under den som inte har en egen rad.",
    ],
  },
  "retention-classes": {
    fi: [
      "Säilytys aineistoittain",
      "Tilikausittain ja aineistoittain: onko se mukana, mihin päivään asti laki käskee säilyttää sen ja minkä säännön nojalla.",
    ],
    sv: [
      "Bevarande per material",
      "Per räkenskapsperiod och material: om det finns med, till vilken dag lagen kräver det och enligt vilken regel.",
    ],
  },
  "part-files": {
    fi: [
      "Tiedostot osittain",
      "Missä useaosaisen arkiston osassa kukin tiedosto on; luettelo on vain ensimmäisessä osassa. Tiedostolla, joka jokaisella osalla on omansa, on rivi kutakin kohti. Rivejä ei ole tällä luettelolla, tiedostolla reports/parts.json eikä sillä, mikä on kansion data ulkopuolella.",
    ],
    sv: [
      "Filer per del",
      "I vilken del av ett arkiv i flera delar varje fil finns; bara den första delen har förteckningen. En fil som varje del har sin egen av har en rad för var och en. Förteckningen själv, reports/parts.json och det som ligger utanför mappen data har ingen rad.",
    ],
  },
  payslips: {
    fi: ["Palkkalaskelmat", "Tilikauden jokainen palkkalaskelma: palkka, vero ja maksettu määrä."],
    sv: ["Lönespecifikationer", "Varje lönespecifikation under perioden: lön, skatt och vad som betalats ut."],
  },
  "payroll-ledger": {
    fi: [
      "Palkkakirjanpito",
      "Tilikauden palkkalaskelmien jokainen rivi. Määrät ovat positiivisia; laji kertoo, onko se maksettu, pidätetty vai työnantajan oma.",
    ],
    sv: [
      "Lönebokföring",
      "Varje rad i periodens lönespecifikationer. Beloppen är positiva; slaget anger om det betalats, innehållits eller är arbetsgivarens eget.",
    ],
  },
  "payroll-totals": {
    fi: ["Palkat palkansaajittain", "Jokaisen palkansaajan tilikauden summat palkkarivin lajin mukaan."],
    sv: ["Löner per löntagare", "Varje löntagares summor för perioden per slag av lönerad."],
  },
  "payroll-vouchers": {
    fi: [
      "Palkkatositteet",
      "Tositteet, joilla palkat ovat kirjanpidossa. Niiden rivit ovat kirjanpidon arkistossa samalla sarjalla ja numerolla.",
    ],
    sv: [
      "Löneverifikationer",
      "Verifikationerna med vilka lönerna har bokförts. Raderna finns i bokföringens arkiv under samma serie och nummer.",
    ],
  },
  "payroll-attachments": {
    fi: [
      "Tiedostot ja niiden tositteet",
      "Rivi jokaisesta tiedostosta ja palkkatositteesta, jotka kuuluvat yhteen, ja tiedostosta ilman tositetta.",
    ],
    sv: [
      "Filer och deras verifikationer",
      "En rad för varje fil och löneverifikation som hör ihop, och för en fil utan verifikation.",
    ],
  },
  employees: {
    fi: ["Palkansaajat", "Kenen palkkalaskelmia tai kirjanpitoa tässä arkistossa on."],
    sv: ["Löntagare", "Vilkas lönespecifikationer eller bokföring som finns i arkivet."],
  },
  "working-time": {
    fi: ["Työaika", "Tehdyt tunnit niiltä palkansaajilta ja kalenterivuosilta, joilta laki vielä käskee säilyttää ne."],
    sv: ["Arbetstid", "Arbetade timmar för de löntagare och kalenderår som lagen ännu kräver."],
  },
  holidays: {
    fi: ["Vuosilomat", "Ansaitut, pidetyt ja rahana korvatut lomat lomanmääräytymisvuosittain."],
    sv: ["Semestrar", "Intjänade, uttagna och i pengar ersatta semestrar per kvalifikationsår."],
  },
  "record-files": {
    fi: ["Työaikojen ja vuosilomien tiedostot", "Missä kukin työaikojen ja vuosilomien tiedosto on."],
    sv: ["Filer om arbetstid och semester", "Var varje fil om arbetstid och semester finns."],
  },
  "record-retention": {
    fi: [
      "Työaika- ja vuosilomakirjanpidon säilytys",
      "Palkansaajittain, lajeittain ja kalenterivuosittain: onko se mukana, mihin päivään asti ja minkä säännön nojalla.",
    ],
    sv: [
      "Bevarande av arbetstids- och semesterbokföring",
      "Per löntagare, slag och kalenderår: om den finns med, till vilken dag och enligt vilken regel.",
    ],
  },
};
