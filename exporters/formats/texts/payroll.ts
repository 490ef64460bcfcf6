import type { ArchiveLanguage } from "../../run.ts";

export type PayrollTexts = {
  title: string;
  what: (company: string, asOf: string) => string;
  private: string;
  folders: string[];
  notBooks: string;
  yearsHead: string;
  /** What the amounts are. @param currency its code */
  yearsNote: (currency: string) => string;
  years: string[];
  employeesHead: string;
  employeesNote: string;
  employees: string[];
  recordsHead: string;
  recordsNote: string;
  records: string[];
  recordNames: Record<"working_time_records" | "holiday_records", string>;
  included: string;
  notIncluded: string;
  back: string;
  files: string;
  total: string;
  paid: string;
  paidHead: string;
  noPayslips: string;
  allPaid: string;
  payrollLedger: string;
  ledgerHead: string[];
  nobody: string;
  part: (number: number) => string;
};

/** Words of the payroll's archive, in the three languages. */
export const payrollTexts: Record<ArchiveLanguage, PayrollTexts> = {
  fi: {
    title: "Lakisääteinen palkka-arkisto",
    what: (company, asOf) =>
      `Yrityksen ${company} palkkakirjanpito sekä työaika- ja vuosilomakirjanpito siltä osin kuin laki käski säilyttää ne ${asOf}.`,
    private:
      "Arkistosta näkee, mitä kukin ansaitsee. Säilytä se niin, että sen avaavat vain ne, joiden työhön palkat kuuluvat.",
    folders: [
      "ledger: palkkakirjanpito CSV-tiedostoina (UTF-8, pilkku, desimaalipiste): payslips.csv, payroll-ledger.csv, payroll-totals.csv, payroll-vouchers.csv, attachments.csv. excel: samat rivit taulukkolaskentaan; kunkin kirjan toinen välilehti kertoo, mikä otsikko on mikä CSV-tiedoston sarake.",
      "payslips: palkkalaskelmat palkansaajittain. vouchers: palkkatositteiden liitteet; saman sarjan ja numeron vienti on kirjanpidon arkistossa.",
      "working-time.csv ja holidays.csv: työajat ja vuosilomat niiltä vuosilta, joilta laki vielä käskee säilyttää ne; records: niiden tiedostot. employees.csv: keitä arkisto koskee.",
      "scope.json, retention-classes.csv ja record-retention.csv: mitä on mukana, mihin päivään ja minkä pykälän nojalla. datapackage.json: jokainen sarake selitettynä.",
    ],
    notBooks: "Tämä ei ole myöskään kirjanpidon arkisto, joka luovutetaan erikseen.",
    yearsHead: "Tilikaudet",
    yearsNote: (currency) =>
      `Palkkalaskelmien ja palkansaajien määrä; rahamäärät ovat palkkalaskelmien summia, valuutta ${currency}.`,
    years: ["Tilikausi", "Palkkalaskelmia", "Palkansaajia", "Brutto", "Ennakonpidätys", "Netto"],
    employeesHead: "Palkansaajat",
    employeesNote:
      "Nimestä pääset palkansaajan palkkalaskelmiin. Päivät ovat työsuhteen ensimmäinen ja viimeinen päivä; ilman viimeistä päivää se jatkuu.",
    employees: ["Numero", "Nimi", "Alkaen", "Päättynyt"],
    recordsHead: "Työaika- ja vuosilomakirjanpito",
    recordsNote:
      "Palkansaajittain ja kalenterivuosittain: onko kirjanpito arkistossa, mihin päivään asti laki käskee säilyttää sen ja minkä pykälän nojalla.",
    records: ["Palkansaaja", "Aineisto", "Vuosi", "Mukana", "Säilytettävä", "Pykälä"],
    recordNames: { working_time_records: "Työaikakirjanpito", holiday_records: "Vuosilomakirjanpito" },
    included: "kyllä",
    notIncluded: "ei",
    back: "Palkka-arkiston etusivu",
    files: "Tiedostot",
    total: "Yhteensä tässä tiedostossa",
    paid: "Maksettu",
    paidHead: "Palkkalaskelmat",
    allPaid: "Yhteensä",
    payrollLedger: "Palkkakirjanpito",
    noPayslips: "Palkansaajalla ei ole arkistossa palkkalaskelmia.",
    ledgerHead: ["Erä", "Määrä", "Hinta", "Summa"],
    nobody: "Ei ketään.",
    part: (number) => `osa ${number}`,
  },
  sv: {
    title: "Lagstadgat lönearkiv",
    what: (company, asOf) =>
      `Lönebokföringen för ${company} samt arbetstids- och semesterbokföringen till den del lagen krävde att de bevaras den ${asOf}.`,
    private: "Arkivet visar vad var och en tjänar. Förvara det så att bara de som arbetar med löner kan öppna det.",
    folders: [
      "ledger: lönebokföringen som CSV (UTF-8, komma, decimalpunkt): payslips.csv, payroll-ledger.csv, payroll-totals.csv, payroll-vouchers.csv, attachments.csv. excel: samma rader för kalkylprogram; varje boks andra flik anger vilken rubrik som är vilken kolumn i CSV-filen.",
      "payslips: lönespecifikationer per löntagare. vouchers: bilagor till löneverifikationer; verifikationen med samma serie och nummer finns i bokföringens arkiv.",
      "working-time.csv och holidays.csv: arbetstider och semestrar för de år som lagen ännu kräver; records: filerna. employees.csv: vilka arkivet gäller.",
      "scope.json, retention-classes.csv och record-retention.csv: vad som finns med, till vilken dag och enligt vilken paragraf. datapackage.json: varje kolumn förklarad.",
    ],
    notBooks: "Detta är inte heller bokföringens arkiv, som överlämnas separat.",
    yearsHead: "Räkenskapsperioder",
    yearsNote: (currency) =>
      `Antal lönespecifikationer och löntagare; beloppen är lönespecifikationernas summor, valuta ${currency}.`,
    years: ["Räkenskapsperiod", "Lönespecifikationer", "Löntagare", "Brutto", "Förskottsinnehållning", "Netto"],
    employeesHead: "Löntagare",
    employeesNote:
      "Namnet leder till löntagarens lönespecifikationer. Dagarna är anställningens första och sista dag; utan sista dag fortsätter den.",
    employees: ["Nummer", "Namn", "Från", "Till"],
    recordsHead: "Arbetstids- och semesterbokföring",
    recordsNote:
      "Per löntagare och kalenderår: om bokföringen finns i arkivet, till vilken dag lagen kräver att den bevaras och enligt vilken paragraf.",
    records: ["Löntagare", "Material", "År", "Med", "Bevaras till", "Paragraf"],
    recordNames: { working_time_records: "Arbetstidsbokföring", holiday_records: "Semesterbokföring" },
    included: "ja",
    notIncluded: "nej",
    back: "Lönearkivets framsida",
    files: "Filer",
    total: "Summa i denna fil",
    paid: "Betald",
    paidHead: "Lönespecifikationer",
    allPaid: "Summa",
    payrollLedger: "Lönebokföring",
    noPayslips: "Löntagaren har inga lönespecifikationer i arkivet.",
    ledgerHead: ["Post", "Antal", "Pris", "Belopp"],
    nobody: "Ingen.",
    part: (number) => `del ${number}`,
  },
  en: {
    title: "Statutory payroll archive",
    what: (company, asOf) =>
      `The payroll of ${company}, and its records of working time and annual holidays, as far as the law asked for them to be kept on ${asOf}.`,
    private: "The archive shows what each person earns. Keep it where only those can open it whose work payroll is.",
    folders: [
      "ledger: the payroll as CSV (UTF-8, comma, decimal point): payslips.csv, payroll-ledger.csv, payroll-totals.csv, payroll-vouchers.csv, attachments.csv. excel: the same rows for spreadsheet programs; each book's second sheet says which heading is which column of the CSV file.",
      "payslips: payslips by employee. vouchers: attachments of payroll vouchers; the voucher of the same series and number is in the books' archive.",
      "working-time.csv and holidays.csv: hours and holidays of the years for which the law still asks for them; records: their files. employees.csv: whom the archive is about.",
      "scope.json, retention-classes.csv and record-retention.csv: what is here, until which day and by which paragraph. datapackage.json: every column explained.",
    ],
    notBooks: "Nor is this the archive of the books, which is handed over by itself.",
    yearsHead: "Financial years",
    yearsNote: (currency) =>
      `How many payslips and employees there are; the amounts are sums of payslips, in ${currency}.`,
    years: ["Financial year", "Payslips", "Employees", "Gross", "Withheld tax", "Net"],
    employeesHead: "Employees",
    employeesNote:
      "The name leads to the employee's payslips. The days are the first and the last of the employment; without a last day it goes on.",
    employees: ["Number", "Name", "From", "Until"],
    recordsHead: "Records of working time and holidays",
    recordsNote:
      "By employee and calendar year: whether the record is in the archive, until which day the law asks for it and by which paragraph.",
    records: ["Employee", "Material", "Year", "Here", "Kept until", "Paragraph"],
    recordNames: { working_time_records: "Working time", holiday_records: "Annual holidays" },
    included: "yes",
    notIncluded: "no",
    back: "Front page of the payroll archive",
    files: "Files",
    total: "Total in this file",
    paid: "Paid",
    paidHead: "Payslips",
    allPaid: "Total",
    payrollLedger: "Payroll ledger",
    noPayslips: "The employee has no payslips in the archive.",
    ledgerHead: ["Line", "Quantity", "Price", "Amount"],
    nobody: "Nobody.",
    part: (number) => `part ${number}`,
  },
};
