import type { ArchiveLanguage } from "../../run.ts";

export type LedgerListTexts = {
  lead: string;
  part: string;
  content: string;
  files: string;
  until: string;
  rule: string;
  open: string;
  relate: string;
  kept: string;
  perFile: string;
};

export const ledgerListTexts: Record<ArchiveLanguage, LedgerListTexts> = {
  fi: {
    lead: "Mistä osista kirjanpito muodostuu, miten osat liittyvät toisiinsa ja miten ne on säilytetty ja luettavissa.",
    part: "Osa",
    content: "Sisältö",
    files: "Tiedostot",
    until: "Säilytettävä",
    rule: "Sääntö",
    open: "avoin",
    relate: "Miten osat liittyvät toisiinsa",
    kept: "Miten osat on säilytetty ja miten ne luetaan",
    perFile: "Jokaisen tiedoston viimeinen säilytyspäivä (retention.csv)",
  },
  sv: {
    lead: "Vilka delar bokföringen består av, hur de hör ihop och hur de bevaras och läses.",
    part: "Del",
    content: "Innehåll",
    files: "Filer",
    until: "Bevaras till",
    rule: "Regel",
    open: "öppen",
    relate: "Hur delarna hör ihop",
    kept: "Hur delarna bevaras och läses",
    perFile: "Varje fils sista dag för bevarandet (retention.csv)",
  },
  en: {
    lead: "What parts the books have, how they relate, and how they are kept and read.",
    part: "Part",
    content: "Content",
    files: "Files",
    until: "Keep until",
    rule: "Rule",
    open: "open",
    relate: "How the parts relate",
    kept: "How the parts are kept and read",
    perFile: "The last day of retention of every file (retention.csv)",
  },
};
