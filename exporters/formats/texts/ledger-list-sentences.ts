import type { Sentences } from "./sentences.ts";

/** Words of the list of ledgers and materials; keys are the titles and sentences of exporters/materials. */
export const ledgerListSentences: Sentences = {
  "Chart of accounts": ["Tililuettelo", "Kontoplan"],
  "The year's accounts.": ["Tilikauden tilit.", "Periodens konton."],
  "Dimensions and their values": ["Laskentakohteet ja niiden arvot", "Dimensioner och deras värden"],
  "Cost centres, projects and other dimensions: one row per value, and one for each dimension without values.": [
    "Kustannuspaikat, projektit ja muut tunnisteet: rivi arvoa kohti, ja rivi tunnisteelle, jolla ei ole arvoja.",
    "Kostnadsställen, projekt och andra dimensioner: en rad per värde, och en för varje dimension utan värden.",
  ],
  "Tax codes": ["Verokoodit", "Skattekoder"],
  "What the journal's tax codes mean.": [
    "Mitä päiväkirjan verokoodit tarkoittavat.",
    "Vad dagbokens skattekoder betyder.",
  ],
  "Customers and suppliers": ["Asiakkaat ja toimittajat", "Kunder och leverantörer"],
  "Customers and suppliers that the year's entries name, or that have a balance.": [
    "Asiakkaat ja toimittajat, jotka tilikauden kirjaukset nimeävät tai joilla on saldo.",
    "Kunder och leverantörer som periodens poster nämner eller som har ett saldo.",
  ],
  "Voucher series": ["Tositelajit ja numerosarjat", "Verifikationsserier"],
  "Each series of the year with its first and last number and how many numbers it skips or uses twice.": [
    "Tilikauden tositelajit, niiden ensimmäinen ja viimeinen numero sekä montako numeroa puuttuu tai toistuu.",
    "Periodens serier med första och sista nummer, och hur många nummer som saknas eller upprepas.",
  ],
  "Voucher numbers that are missing": ["Puuttuvat tositenumerot", "Verifikationsnummer som saknas"],
  "Each run of numbers that a series skips.": [
    "Numerot, jotka tositelajista puuttuvat.",
    "Nummer som en serie hoppar över.",
  ],
  Journal: ["Päiväkirja", "Dagbok"],
  "Every voucher line in the order of the journal: by date, then as booked.": [
    "Kaikki kirjausrivit päiväkirjan järjestyksessä: päivän ja kirjaamisen mukaan.",
    "Alla rader i dagbokens ordning: efter datum och som de bokförts.",
  ],
  "General ledger": ["Pääkirja", "Huvudbok"],
  "By account: opening balance, every movement with the balance after it, closing balance.": [
    "Tileittäin: alkusaldo, tapahtumat ja saldo kunkin jälkeen, loppusaldo.",
    "Per konto: ingående saldo, varje händelse med saldot efter den, utgående saldo.",
  ],
  "Trial balance": ["Saldoluettelo", "Råbalans"],
  "Each account's opening balance, sums and closing balance.": [
    "Tilien alkusaldot, summat ja loppusaldot.",
    "Kontonas ingående saldon, summor och utgående saldon.",
  ],
  "Balances by dimension": ["Saldot laskentakohteittain", "Saldon per dimension"],
  "What of an account's balance belongs to a value of a dimension, as the source states it; the journal's lines are the movements.":
    [
      "Mikä osa tilin saldosta kuuluu laskentakohteen arvolle lähteen mukaan; tapahtumat ovat päiväkirjan riveillä.",
      "Vad av ett kontos saldo som hör till ett värde i en dimension enligt källan; händelserna är dagbokens rader.",
    ],
  "Receivables ledger": ["Myyntireskontra", "Kundreskontra"],
  "By account and customer: opening balance, every movement with the balance after it, closing balance.": [
    "Tileittäin ja asiakkaittain: alkusaldo, tapahtumat ja saldo kunkin jälkeen, loppusaldo.",
    "Per konto och kund: ingående saldo, varje händelse med saldot efter den, utgående saldo.",
  ],
  "Open receivables": ["Avoimet myyntisaamiset", "Öppna kundfordringar"],
  "What customers owed on the year's last day, by reference; together the balance of the accounts.": [
    "Mitä asiakkaat olivat velkaa tilikauden viimeisenä päivänä, viitteittäin; yhteensä tilien saldo.",
    "Vad kunderna var skyldiga på periodens sista dag, per referens; tillsammans kontonas saldo.",
  ],
  "Payables ledger": ["Ostoreskontra", "Leverantörsreskontra"],
  "By account and supplier: opening balance, every movement with the balance after it, closing balance.": [
    "Tileittäin ja toimittajittain: alkusaldo, tapahtumat ja saldo kunkin jälkeen, loppusaldo.",
    "Per konto och leverantör: ingående saldo, varje händelse med saldot efter den, utgående saldo.",
  ],
  "Open payables": ["Avoimet ostovelat", "Öppna leverantörsskulder"],
  "What suppliers were owed on the year's last day, by reference; together the balance of the accounts.": [
    "Mitä toimittajille oltiin velkaa tilikauden viimeisenä päivänä, viitteittäin; yhteensä tilien saldo.",
    "Vad som var skyldigt till leverantörer på periodens sista dag, per referens; tillsammans kontonas saldo.",
  ],
  "Register of fixed assets": ["Käyttöomaisuusluettelo", "Anläggningsregister"],
  "Each asset that the company had in the year: opening value + additions - disposals - depreciation = closing value.":
    [
      "Hyödykkeet, jotka yrityksellä oli tilikaudella: alkuarvo + lisäykset - vähennykset - poistot = loppuarvo.",
      "Tillgångar som företaget hade under perioden: ingående värde + ökningar - minskningar - avskrivningar = utgående värde.",
    ],
  "VAT returns": ["Arvonlisäveroilmoitukset", "Momsdeklarationer"],
  "Every figure of the year's VAT returns, one row for each field.": [
    "Tilikauden arvonlisäveroilmoitusten luvut, rivi kenttää kohti.",
    "Siffrorna i periodens momsdeklarationer, en rad per fält.",
  ],
  "VAT returns and the ledger": ["Arvonlisäveroilmoitukset ja kirjanpito", "Momsdeklarationerna och bokföringen"],
  "For each return what it reports and what the tax amounts of the period's entries come to, settlements left out; fields that are not compared; and months with tax that no return covers.":
    [
      "Ilmoituksittain mitä on ilmoitettu ja mitä kauden kirjausten verot ovat yhteensä ilman tilityksiä; kentät, joita ei verrata; sekä kuukaudet, joiden veroa mikään ilmoitus ei kata.",
      "Per deklaration vad som deklarerats och vad skatten i periodens poster är tillsammans, utan avräkningar; fält som inte jämförs; och månader med skatt som ingen deklaration täcker.",
    ],
  "Employer's returns": ["Työnantajan ilmoitukset", "Arbetsgivarens deklarationer"],
  "Every figure of the year's returns of an employer, one row for each field: sums of the company, not of anybody.": [
    "Tilikauden työnantajailmoitusten luvut, rivi kenttää kohti: yrityksen summia, ei kenenkään henkilön.",
    "Siffrorna i periodens arbetsgivardeklarationer, en rad per fält: företagets summor, inte någon persons.",
  ],
  Vouchers: ["Tositteet", "Verifikationer"],
  "Every voucher that is kept, with its dates, kind and the SHA-256 of its files; attachments.csv says where they are.":
    [
      "Säilytettävät tositteet: päivät, laji ja liitteiden SHA-256; attachments.csv kertoo, missä liitteet ovat.",
      "Verifikationer som bevaras: datum, slag och bilagornas SHA-256; attachments.csv säger var bilagorna finns.",
    ],
  "Lines of the vouchers": ["Tositteiden rivit", "Verifikationernas rader"],
  "The lines of each voucher in vouchers.csv, for a year whose journal is no longer kept.": [
    "Tiedoston vouchers.csv tositteiden rivit tilikaudelta, jonka päiväkirjaa ei enää säilytetä.",
    "Raderna i verifikationerna i vouchers.csv, för en period vars dagbok inte längre bevaras.",
  ],
  "Files and their vouchers": ["Liitteet ja niiden tositteet", "Bilagor och deras verifikationer"],
  "One row for each file and voucher that belong together, and one for a file without a voucher.": [
    "Rivi jokaista yhteen kuuluvaa liitettä ja tositetta kohti, ja rivi tiedostolle, jolla ei ole tositetta.",
    "En rad för varje bilaga och verifikation som hör ihop, och en för en fil utan verifikation.",
  ],
  "Files of vouchers": ["Tositteiden liitteet", "Verifikationernas bilagor"],
  "Financial statements": ["Tilinpäätös", "Bokslut"],
  "Management report": ["Toimintakertomus", "Verksamhetsberättelse"],
  "Sustainability report and its data": ["Kestävyysraportti ja sen tiedot", "Hållbarhetsrapport och dess uppgifter"],
  "Balance sheet specifications": ["Tase-erittelyt", "Balansspecifikationer"],
  "Specifications of the notes": ["Liitetietojen erittelyt", "Specifikationer till noter"],
  "VAT returns as filed": ["Annetut arvonlisäveroilmoitukset", "Lämnade momsdeklarationer"],
  "Employer's returns as filed": ["Annetut työnantajailmoitukset", "Lämnade arbetsgivardeklarationer"],
  "Correspondence on transactions": ["Liiketapahtumia koskeva kirjeenvaihto", "Korrespondens om affärshändelser"],
  Inventories: ["Inventaariot", "Inventeringar"],
  Agreements: ["Sopimukset", "Avtal"],
  "Reports of construction sites": ["Rakennustyömaiden ilmoitukset", "Rapporter om byggplatser"],
  "Files as they were received or filed; attachments.csv lists them.": [
    "Tiedostot sellaisina kuin ne on vastaanotettu tai annettu; attachments.csv luettelee ne.",
    "Filerna så som de togs emot eller lämnades; attachments.csv räknar upp dem.",
  ],
  "Files as they were received or filed; attachments.csv lists them, with those that are kept longer.": [
    "Tiedostot sellaisina kuin ne on vastaanotettu tai annettu; attachments.csv luettelee ne, myös pidempään säilytettävät.",
    "Filerna så som de togs emot eller lämnades; attachments.csv räknar upp dem, även dem som bevaras längre.",
  ],
  "Files of vouchers with a longer retention of their own; attachments.csv lists them.": [
    "Liitteet tositteilta, joilla on oma pidempi säilytysaika; attachments.csv luettelee ne.",
    "Bilagor till verifikationer med en egen längre bevarandetid; attachments.csv räknar upp dem.",
  ],
  "A voucher is named by its series and number; within a year voucher_seq is its place in the journal and names it without doubt.":
    [
      "Tositteen nimi on sen sarja ja numero; tilikauden sisällä voucher_seq on sen paikka päiväkirjassa ja yksilöi sen.",
      "En verifikation heter efter sin serie och sitt nummer; inom en period är voucher_seq dess plats i dagboken och entydig.",
    ],
  "journal.csv has each voucher's lines; general-ledger.csv has the same lines by account, each with voucher_seq and line.":
    [
      "Tiedostossa journal.csv ovat tositteiden rivit; general-ledger.csv sisältää samat rivit tileittäin, kukin tunnuksin voucher_seq ja line.",
      "journal.csv har verifikationernas rader; general-ledger.csv har samma rader per konto, var och en med voucher_seq och line.",
    ],
  "trial-balance.csv adds up general-ledger.csv: opening balance + debit - credit = closing balance.": [
    "trial-balance.csv on tiedoston general-ledger.csv yhteenveto: alkusaldo + debet - kredit = loppusaldo.",
    "trial-balance.csv summerar general-ledger.csv: ingående saldo + debet - kredit = utgående saldo.",
  ],
  "vouchers.csv names each voucher's files by SHA-256; attachments.csv names each file's vouchers: the trail runs both ways.":
    [
      "vouchers.csv nimeää tositteen liitteet (SHA-256) ja attachments.csv liitteen tositteet: kirjausketju kulkee molempiin suuntiin.",
      "vouchers.csv nämner verifikationens bilagor (SHA-256) och attachments.csv bilagans verifikationer: verifieringskedjan går åt båda håll.",
    ],
  "Customers and suppliers, tax codes and dimensions of an entry are codes whose meaning is in parties.csv, tax-codes.csv and dimensions.csv.":
    [
      "Kirjauksen asiakkaat, toimittajat, verokoodit ja laskentakohteet ovat tunnuksia, joiden merkitys on tiedostoissa parties.csv, tax-codes.csv ja dimensions.csv.",
      "En posts kunder, leverantörer, skattekoder och dimensioner är koder vars betydelse finns i parties.csv, tax-codes.csv och dimensions.csv.",
    ],
  "receivables-ledger.csv and payables-ledger.csv have the journal's lines of their accounts by customer and supplier, each with voucher_seq and line; their closing rows add up to the accounts' closing balances in trial-balance.csv.":
    [
      "receivables-ledger.csv ja payables-ledger.csv sisältävät tiliensä päiväkirjarivit asiakkaittain ja toimittajittain, kukin tunnuksin voucher_seq ja line; niiden loppurivien summa on tilien loppusaldo tiedostossa trial-balance.csv.",
      "receivables-ledger.csv och payables-ledger.csv har dagbokens rader på sina konton per kund och leverantör, var och en med voucher_seq och line; slutraderna är tillsammans kontonas utgående saldon i trial-balance.csv.",
    ],
  "receivables-open-items.csv and payables-open-items.csv divide the same closing balances by reference; what no reference explains stands under the party alone.":
    [
      "receivables-open-items.csv ja payables-open-items.csv jakavat samat loppusaldot viitteittäin; mitä mikään viite ei selitä, on pelkän asiakkaan tai toimittajan kohdalla.",
      "receivables-open-items.csv och payables-open-items.csv delar samma utgående saldon per referens; det som ingen referens förklarar står på parten ensam.",
    ],
  "fixed-assets.csv divides the closing balances of the asset accounts by asset; reports/completeness.json says where they differ.":
    [
      "fixed-assets.csv jakaa omaisuustilien loppusaldot hyödykkeittäin; reports/completeness.json kertoo, missä ne eroavat.",
      "fixed-assets.csv delar tillgångskontonas utgående saldon per tillgång; reports/completeness.json säger var de skiljer sig.",
    ],
  "vat-returns.csv and employer-returns.csv have the figures of the returns, with the SHA-256 of the return as filed; vat-reconciliation.csv lays the VAT returns beside the tax amounts of the journal's lines.":
    [
      "vat-returns.csv ja employer-returns.csv sisältävät ilmoitusten luvut ja annetun ilmoituksen SHA-256:n; vat-reconciliation.csv asettaa arvonlisäveroilmoitukset päiväkirjarivien verojen rinnalle.",
      "vat-returns.csv och employer-returns.csv har deklarationernas siffror med den lämnade deklarationens SHA-256; vat-reconciliation.csv ställer momsdeklarationerna bredvid skatten i dagbokens rader.",
    ],
  "voucher-series.csv tells what each series is for and voucher-gaps.csv which numbers it skips.": [
    "voucher-series.csv kertoo, mihin sarjaa käytetään, ja voucher-gaps.csv, mitkä numerot siitä puuttuvat.",
    "voucher-series.csv säger vad varje serie är till för och voucher-gaps.csv vilka nummer den hoppar över.",
  ],
  "In a year whose journal is no longer kept, voucher-lines.csv has the lines of the vouchers that are kept longer.": [
    "Tilikaudella, jonka päiväkirjaa ei enää säilytetä, pidempään säilytettävien tositteiden rivit ovat tiedostossa voucher-lines.csv.",
    "För en period vars dagbok inte längre bevaras har voucher-lines.csv raderna i de verifikationer som bevaras längre.",
  ],
  "Files of payroll vouchers, payslips and the payroll ledger are in the payroll's own archive; attachments.csv has a row of kind payroll for each such file of a voucher.":
    [
      "Palkkatositteiden liitteet, palkkalaskelmat ja palkkakirjanpito ovat palkkojen omassa arkistossa; attachments.csv sisältää niistä rivin, jonka laji on payroll.",
      "Löneverifikationernas bilagor, lönespecifikationerna och lönebokföringen finns i lönernas eget arkiv; attachments.csv har en rad av slaget payroll för varje sådan bilaga.",
    ],
  "retention.csv says of each file until when it is kept; retention-classes.csv has the decisions of scope.json as a table.":
    [
      "retention.csv kertoo jokaisesta tiedostosta, mihin päivään se säilytetään; retention-classes.csv sisältää scope.json-tiedoston ratkaisut taulukkona.",
      "retention.csv säger om varje fil till vilken dag den bevaras; retention-classes.csv har besluten i scope.json som tabell.",
    ],
  "The financial statements in statements/ rest on the closing balances of the same year.": [
    "Kansion statements/ tilinpäätös perustuu saman tilikauden loppusaldoihin.",
    "Bokslutet i statements/ bygger på samma periods utgående saldon.",
  ],
  "CSV: UTF-8, comma, CRLF, no byte order mark, decimal point (RFC 4180); datapackage.json describes every column.": [
    "CSV: UTF-8, pilkku, CRLF, ei tavujärjestysmerkkiä, desimaalipiste (RFC 4180); datapackage.json selittää jokaisen sarakkeen.",
    "CSV: UTF-8, komma, CRLF, inget byteordningsmärke, decimalpunkt (RFC 4180); datapackage.json förklarar varje kolumn.",
  ],
  "XLSX: the same rows for spreadsheet programs; each book's second sheet says which heading is which column of the CSV file.":
    [
      "XLSX: samat rivit taulukkolaskentaan; kunkin kirjan toinen välilehti kertoo, mikä otsikko on mikä CSV-tiedoston sarake.",
      "XLSX: samma rader för kalkylprogram; varje boks andra flik anger vilken rubrik som är vilken kolumn i CSV-filen.",
    ],
  "PDF: PDF/A-3b (ISO 19005-3), the ledgers as they are printed.": [
    "PDF: PDF/A-3b (ISO 19005-3), kirjanpidot tulosteina.",
    "PDF: PDF/A-3b (ISO 19005-3), bokföringen som utskrift.",
  ],
  "SAF-T: saft.xml, SAF-T Financial 1.30, the same journal for audit programs.": [
    "SAF-T: saft.xml, SAF-T Financial 1.30, sama päiväkirja tarkastusohjelmille.",
    "SAF-T: saft.xml, SAF-T Financial 1.30, samma dagbok för revisionsprogram.",
  ],
  "SIE: sie4e.se, SIE 4E in PC8 (CP437), the same vouchers and balances for other accounting programs.": [
    "SIE: sie4e.se, SIE 4E, merkistö PC8 (CP437), samat tositteet ja saldot toisille kirjanpito-ohjelmille.",
    "SIE: sie4e.se, SIE 4E i PC8 (CP437), samma verifikationer och saldon för andra bokföringsprogram.",
  ],
  "GDPdU: index.xml beside the CSV files describes them to audit programs (GDPdU data description of 1 September 2004).":
    [
      "GDPdU: index.xml CSV-tiedostojen vieressä kuvaa ne tarkastusohjelmille (GDPdU-kuvaus 1.9.2004).",
      "GDPdU: index.xml bredvid CSV-filerna beskriver dem för revisionsprogram (GDPdU-beskrivning av 1.9.2004).",
    ],
  "Files of vouchers: the bytes as received.": [
    "Tositteiden liitteet: tavulleen sellaisina kuin ne on vastaanotettu.",
    "Verifikationernas bilagor: byte för byte som de togs emot.",
  ],
  "Everything is in one BagIt bag (RFC 8493): manifest-sha512.txt has the SHA-512 of every file.": [
    "Kaikki on yhdessä BagIt-paketissa (RFC 8493): manifest-sha512.txt sisältää jokaisen tiedoston SHA-512:n.",
    "Allt finns i ett BagIt-paket (RFC 8493): manifest-sha512.txt har varje fils SHA-512.",
  ],
};
