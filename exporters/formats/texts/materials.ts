import type { ArchiveLanguage } from "../../run.ts";

type Names = Readonly<Record<ArchiveLanguage, string>>;
const named = (fi: string, sv: string, en: string): Names => ({ fi, sv, en });

/** What the law's materials, bases of marked vouchers and exclusions are called; keys are the codes of exporters/law. */
const names: Readonly<Record<string, Names>> = {
  journal: named("Päiväkirja", "Dagbok", "Journal"),
  general_ledger: named("Pääkirja", "Huvudbok", "General ledger"),
  trial_balance: named("Saldoluettelo", "Råbalans", "Trial balance"),
  chart_of_accounts: named("Tililuettelo", "Kontoplan", "Chart of accounts"),
  dimensions: named("Laskentakohteet", "Dimensioner", "Dimensions"),
  tax_codes: named("Verokoodit", "Momskoder", "Tax codes"),
  voucher_series: named("Tositelajit ja numerosarjat", "Verifikationsserier", "Voucher series"),
  receivables_ledger: named("Myyntireskontra", "Kundreskontra", "Receivables ledger"),
  payables_ledger: named("Ostoreskontra", "Leverantörsreskontra", "Payables ledger"),
  fixed_asset_register: named("Käyttöomaisuusluettelo", "Anläggningsregister", "Fixed-asset register"),
  ledger_list: named(
    "Luettelo kirjanpidoista ja aineistoista",
    "Förteckning över bokföringar och material",
    "List of ledgers and materials",
  ),
  financial_statements: named("Tilinpäätös", "Bokslut", "Financial statements"),
  management_report: named("Toimintakertomus", "Verksamhetsberättelse", "Management report"),
  sustainability_data: named("Kestävyysraportoinnin tiedot", "Hållbarhetsuppgifter", "Sustainability data"),
  balance_specifications: named("Tase-erittelyt", "Balansspecifikationer", "Balance sheet specifications"),
  notes_specifications: named("Liitetietojen erittelyt", "Specifikationer till noter", "Specifications of the notes"),
  vouchers: named("Tositteet", "Verifikationer", "Vouchers"),
  voucher_documents: named("Tositteiden liitteet", "Verifikationernas bilagor", "Files of vouchers"),
  parties: named("Asiakkaat ja toimittajat", "Kunder och leverantörer", "Customers and suppliers"),
  vat_returns: named("Arvonlisäveroilmoitusten tiedot", "Momsdeklarationernas uppgifter", "Figures of VAT returns"),
  vat_return_documents: named("Arvonlisäveroilmoitukset", "Momsdeklarationer", "VAT returns as filed"),
  employer_returns: named(
    "Työnantajailmoitusten tiedot",
    "Arbetsgivardeklarationernas uppgifter",
    "Figures of employer's returns",
  ),
  employer_return_documents: named("Työnantajailmoitukset", "Arbetsgivardeklarationer", "Employer's returns as filed"),
  correspondence: named("Kirjeenvaihto", "Korrespondens", "Correspondence"),
  inventory: named("Inventaario", "Inventering", "Inventory"),
  agreements: named("Sopimukset", "Avtal", "Agreements"),
  construction_reports: named("Rakentamisilmoitukset", "Anmälningar om byggande", "Construction reports"),
  payroll_ledger: named("Palkkakirjanpito", "Lönebokföring", "Payroll ledger"),
  payslips: named("Palkkalaskelmat", "Lönespecifikationer", "Payslips"),
  payroll_documents: named("Palkkatositteiden liitteet", "Löneverifikationernas bilagor", "Files of payroll"),
  working_time_records: named("Työaikakirjanpito", "Arbetstidsbokföring", "Working-time records"),
  holiday_records: named("Vuosilomakirjanpito", "Semesterbokföring", "Holiday records"),
  payroll: named("Palkkakirjanpito", "Lönebokföring", "Payroll accounting"),
  employee_records: named(
    "Työaika- ja vuosilomakirjanpito",
    "Arbetstids- och semesterbokföring",
    "Working-time and holiday records",
  ),
  real_estate_investment: named("Kiinteistöinvestoinnit", "Fastighetsinvesteringar", "Real-estate investments"),
  one_stop_shop: named("Arvonlisäveron erityisjärjestelmät", "Särskilda ordningar för moms", "VAT special schemes"),
  investment_gold: named("Sijoituskulta", "Investeringsguld", "Investment gold"),
  construction_site: named("Rakennustyömaat", "Byggplatser", "Construction sites"),
  eu_aid: named("EU-tuki", "EU-stöd", "EU aid"),
  user_log_ins: named("Kirjautumiset", "Inloggningar", "Log-ins"),
  credentials: named("Tunnukset ja avaimet", "Inloggningsuppgifter och nycklar", "Credentials"),
  internal_notes: named("Palveluntarjoajan muistiinpanot", "Tjänsteleverantörens anteckningar", "Internal notes"),
  drafts: named("Luonnokset", "Utkast", "Drafts"),
  user_interface_settings: named(
    "Käyttöliittymän asetukset",
    "Inställningar i användargränssnittet",
    "Interface settings",
  ),
  read_logs: named("Katselulokit", "Läsloggar", "Read logs"),
  other_customers: named("Muiden yritysten kirjanpidot", "Andra företags bokföring", "Other companies' books"),
};

/** @param code one without a name shows as its code in words */
export const materialName = (language: ArchiveLanguage, code: string): string =>
  names[code]?.[language] ?? (code.charAt(0).toUpperCase() + code.slice(1)).replaceAll("_", " ");

/** Why no bookkeeping law asks for it; the law pack's own words are English. */
const neverReasons: Readonly<Record<string, Names>> = {
  user_log_ins: named(
    "Kirjautumiset ja salasanojen tiivisteet eivät ole kirjanpitoaineistoa.",
    "Inloggningar och lösenordshashar är inte bokföringsmaterial.",
    "Log-ins and password hashes are not accounting material.",
  ),
  credentials: named(
    "Rajapintojen avaimet eivät ole kirjanpitoaineistoa, ja niillä pääsee muihin järjestelmiin.",
    "Nycklar till gränssnitt är inte bokföringsmaterial, och de ger tillträde till andra system.",
    "Keys of integrations are not accounting material and open other systems.",
  ),
  internal_notes: named(
    "Palveluntarjoajan omat muistiinpanot eivät ole asiakkaan kirjanpitoaineistoa.",
    "Tjänsteleverantörens egna anteckningar är inte kundens bokföringsmaterial.",
    "The provider's own notes are not the customer's accounting material.",
  ),
  drafts: named(
    "Luonnosta ei ole kirjattu, joten mikään kirjaus ei perustu siihen.",
    "Ett utkast har inte bokförts, så ingen bokföringspost grundar sig på det.",
    "A draft was never booked, so it backs no entry.",
  ),
  user_interface_settings: named(
    "Asetukset eivät ole kirjanpitoaineistoa.",
    "Inställningar är inte bokföringsmaterial.",
    "Settings are not accounting material.",
  ),
  read_logs: named(
    "Katselulokit kuuluvat palvelun tietoturvaan eivätkä ole kirjanpitoaineistoa.",
    "Läsloggar hör till tjänstens säkerhet och är inte bokföringsmaterial.",
    "Read logs are the service's security records, not accounting material.",
  ),
  other_customers: named(
    "Muiden yritysten kirjanpitoa ei lueta tätä arkistoa varten lainkaan.",
    "Andra företags bokföring läses aldrig för detta arkiv.",
    "Another company's books are never read for this archive.",
  ),
};

/** @param own the sentence to show for a code that is not known here */
export const neverReason = (language: ArchiveLanguage, code: string, own: string): string =>
  neverReasons[code]?.[language] ?? own;
