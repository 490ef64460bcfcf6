export type AccountType = "asset" | "liability" | "equity" | "income" | "expense";
export type Account = { number: string; name: string; type: AccountType };

const ACCOUNTS: [string, string][] = [
  ["1160", "Koneet ja kalusto"],
  ["1540", "Valmiit tuotteet ja tavarat"],
  ["1700", "Myyntisaamiset"],
  ["1763", "Arvonlisäverosaamiset"],
  ["1800", "Siirtosaamiset"],
  ["1900", "Käteisvarat"],
  ["1910", "Pankkitili"],
  ["2251", "Edellisten tilikausien voitto (tappio)"],
  ["2370", "Tilikauden voitto (tappio)"],
  ["2600", "Lainat rahoituslaitoksilta"],
  ["2871", "Ostovelat"],
  ["2921", "Ennakonpidätysvelka"],
  ["2923", "Sairausvakuutusmaksuvelka"],
  ["2925", "Työeläkevakuutusmaksuvelka"],
  ["2939", "Arvonlisäverovelka"],
  ["2945", "Tuloverovelka"],
  ["3000", "Myynti, yleinen verokanta"],
  ["3010", "Myynti, alennettu verokanta"],
  ["3020", "Myynti, 10 %"],
  ["3050", "Myynti, veroton"],
  ["3060", "Rakennuspalvelujen myynti, käännetty verovelvollisuus"],
  ["3200", "Jäsenmaksutuotot"],
  ["3210", "Avustukset ja lahjoitukset"],
  ["3300", "Hoitovastikkeet"],
  ["4000", "Ostot tilikauden aikana"],
  ["4010", "Raaka-aineostot"],
  ["4450", "Alihankinta"],
  ["5000", "Palkat ja palkkiot"],
  ["6100", "Työeläkevakuutusmaksut"],
  ["6300", "Työnantajan sairausvakuutusmaksut"],
  ["6800", "Suunnitelman mukaiset poistot"],
  ["7230", "Toimitilavuokrat"],
  ["7260", "Lämmitys, sähkö ja vesi"],
  ["7680", "Ohjelmistot ja tietoliikenne"],
  ["7800", "Matkakulut"],
  ["8000", "Markkinointi"],
  ["8380", "Taloushallintopalvelut"],
  ["8450", "Vakuutukset"],
  ["8570", "Pankkikulut"],
  ["9440", "Korkokulut"],
  ["9900", "Tuloverot"],
  ["9990", "Tilikauden tulos, siirto taseeseen"],
];

function typeOf(number: string): AccountType {
  if (number < "2000") return "asset";
  if (number < "2500") return "equity";
  if (number < "3000") return "liability";
  return number < "4000" ? "income" : "expense";
}

/** The chart of a company: the common accounts, and its own name for the capital account 2000. */
export function chartOf(capitalName: string): Account[] {
  return [...ACCOUNTS.slice(0, 7), ["2000", capitalName] as [string, string], ...ACCOUNTS.slice(7)].map(
    ([number, name]) => ({ number, name, type: typeOf(number) }),
  );
}

/** Whether the account's balance goes on to the next year. */
export function isBalanceSheet(number: string): boolean {
  return number < "3000";
}
