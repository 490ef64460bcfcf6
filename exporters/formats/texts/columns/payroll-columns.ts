import type { ColumnText } from "./column-text.ts";

/** What the columns of payslips and of what they add up to are called. */
export const payrollColumn = {
  employeeNamed: {
    fi: ["Palkansaaja", "Palkansaajan numero; nimi on tiedostossa employees.csv."],
    sv: ["Löntagare", "Löntagarens nummer; namnet finns i employees.csv."],
    en: ["Employee", "Employee number; employees.csv has the name."],
  },
  paidOn: { fi: ["Maksupäivä"], sv: ["Betalningsdag"], en: ["Paid on"] },
  periodStarts: {
    fi: ["Palkkakausi alkaa", "Tyhjä, jos lähde ei kerro sitä."],
    sv: ["Löneperioden börjar", "Tomt om källan inte anger det."],
    en: ["Pay period starts", "Empty when the source tells none."],
  },
  periodEnds: {
    fi: ["Palkkakausi päättyy", "Tyhjä, jos lähde ei kerro sitä."],
    sv: ["Löneperioden slutar", "Tomt om källan inte anger det."],
    en: ["Pay period ends", "Empty when the source tells none."],
  },
  gross: { fi: ["Bruttopalkka"], sv: ["Bruttolön"], en: ["Gross pay"] },
  withheldTax: { fi: ["Ennakonpidätys"], sv: ["Förskottsinnehållning"], en: ["Tax withheld"] },
  net: {
    fi: ["Nettopalkka", "Maksettu määrä."],
    sv: ["Nettolön", "Utbetalt belopp."],
    en: ["Net pay", "What was paid out."],
  },
  fileHash: {
    fi: [
      "Laskelman SHA-256",
      "Palkkalaskelman tiedoston tarkistussumma; attachments.csv kertoo, missä se on. Tyhjä, jos tiedostoa ei ole.",
    ],
    sv: [
      "Specifikationens SHA-256",
      "Lönespecifikationens kontrollsumma; attachments.csv anger var filen finns. Tom utan fil.",
    ],
    en: ["Payslip SHA-256", "SHA-256 of the payslip's file; attachments.csv says where it is. Empty without one."],
  },
  line: {
    fi: ["Rivi", "Palkkalaskelman rivi."],
    sv: ["Rad", "Lönespecifikationens rad."],
    en: ["Line", "The line on the payslip."],
  },
  lineKind: {
    fi: [
      "Laji",
      "pay: palkka, benefit: luontoisetu, tax: ennakonpidätys, employee_contribution: palkansaajan maksu, deduction: muu vähennys, employer_contribution: työnantajan maksu.",
    ],
    sv: [
      "Slag",
      "pay: lön, benefit: naturaförmån, tax: förskottsinnehållning, employee_contribution: löntagarens avgift, deduction: annat avdrag, employer_contribution: arbetsgivarens avgift.",
    ],
    en: ["Kind", "pay, benefit, tax, employee_contribution, deduction or employer_contribution."],
  },
  lineName: {
    fi: ["Palkkarivi", "Kuten palkkalaskelmassa."],
    sv: ["Lönerad", "Som i lönespecifikationen."],
    en: ["Name", "As the payslip calls it."],
  },
  quantity: {
    fi: ["Määrä", "Tunnit, päivät tai kappaleet; tyhjä, jos määrää ei ole."],
    sv: ["Antal", "Timmar, dagar eller stycken; tomt om inget anges."],
    en: ["Quantity", "Hours, days or pieces; empty when there is none."],
  },
  unitPrice: {
    fi: ["Yksikköhinta", "Tyhjä, jos sitä ei ole."],
    sv: ["Pris per enhet", "Tomt om inget anges."],
    en: ["Unit price", "Empty when there is none."],
  },
  amount: { fi: ["Rahamäärä"], sv: ["Belopp"], en: ["Amount"] },
  payslips: { fi: ["Palkkalaskelmia"], sv: ["Lönespecifikationer"], en: ["Payslips"] },
  employeeContributions: {
    fi: ["Palkansaajan maksut", "Palkansaajan osuus vakuutusmaksuista."],
    sv: ["Löntagarens avgifter", "Löntagarens andel av försäkringsavgifterna."],
    en: ["Employee contributions", "The employee's share of insurance contributions."],
  },
  benefits: { fi: ["Luontoisedut"], sv: ["Naturaförmåner"], en: ["Benefits in kind"] },
  deductions: { fi: ["Muut vähennykset"], sv: ["Övriga avdrag"], en: ["Other deductions"] },
  employerContributions: {
    fi: ["Työnantajan maksut", "Työnantajan omat maksut palkan päälle."],
    sv: ["Arbetsgivarens avgifter", "Arbetsgivarens egna avgifter utöver lönen."],
    en: ["Employer contributions", "The employer's own contributions."],
  },
} satisfies Record<string, ColumnText>;
