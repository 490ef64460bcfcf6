import type { ColumnText } from "./column-text.ts";

/** What the columns of employees, their hours and holidays, and the payroll's files are called. */
export const recordColumn = {
  employee: {
    fi: ["Palkansaaja", "Palkansaajan numero."],
    sv: ["Löntagare", "Löntagarens nummer."],
    en: ["Employee", "Employee number."],
  },
  employeeName: { fi: ["Nimi"], sv: ["Namn"], en: ["Name"] },
  employedFrom: { fi: ["Työsuhde alkoi"], sv: ["Anställningen började"], en: ["Employed from"] },
  employedUntil: {
    fi: ["Työsuhde päättyi", "Viimeinen päivä; tyhjä, kun työsuhde jatkuu."],
    sv: ["Anställningen slutade", "Sista dagen; tom medan anställningen pågår."],
    en: ["Employed until", "Last day of employment; empty while it goes on."],
  },
  filePath: {
    fi: [
      "Polku",
      "Tiedosto taulukon tilikauden kansiosta alkaen, työaikojen ja vuosilomien tiedosto ylimmästä kansiosta alkaen.",
    ],
    sv: [
      "Sökväg",
      "Filen räknad från mappen för tabellens period; filer om arbetstid och semester från den översta mappen.",
    ],
    en: ["Path", "The file, from the folder of this table's year on, or from the top for records."],
  },
  fileKind: {
    fi: [
      "Laji",
      "payslip: palkkalaskelma, payroll_report: palkkaraportti, voucher: tosite, working_time_record: työaikakirjanpito, holiday_record: vuosilomakirjanpito; muu laji, kuten agreement (sopimus), kun se kuuluu palkkatositteeseen tai palkansaajalle.",
    ],
    sv: [
      "Slag",
      "payslip: lönespecifikation, payroll_report: lönerapport, voucher: verifikation, working_time_record: arbetstidsbokföring, holiday_record: semesterbokföring; ett annat slag, som agreement (avtal), för det som hör till en löneverifikation eller en löntagare.",
    ],
    en: [
      "Kind",
      "payslip, payroll_report, voucher, working_time_record or holiday_record; another kind, such as agreement, for what belongs to a payroll voucher or an employee.",
    ],
  },
  fileEmployee: {
    fi: ["Palkansaaja", "Palkansaajan numero; tyhjä, jos tiedosto koskee useita."],
    sv: ["Löntagare", "Löntagarens nummer; tomt om filen gäller flera."],
    en: ["Employee", "Whose it is; empty when it is of several."],
  },
  fileYear: {
    fi: ["Kalenterivuosi", "Vuosi, jota tiedosto koskee; tyhjä, jos lähde ei kerro sitä."],
    sv: ["Kalenderår", "Året som filen gäller; tomt om källan inte anger det."],
    en: ["Calendar year", "The year that it is about; empty when the source tells none."],
  },
  workedOn: { fi: ["Päivä"], sv: ["Dag"], en: ["Day"] },
  timeKind: {
    fi: [
      "Laji",
      "regular: säännöllinen työaika, additional: lisätyö, overtime: ylityö, sunday: sunnuntaityö, on_call: varallaolo, night: yötyö.",
    ],
    sv: [
      "Slag",
      "regular: ordinarie arbetstid, additional: mertidsarbete, overtime: övertidsarbete, sunday: söndagsarbete, on_call: beredskap, night: nattarbete.",
    ],
    en: ["Kind", "regular, additional, overtime, sunday, on_call or night."],
  },
  hours: { fi: ["Tunnit"], sv: ["Timmar"], en: ["Hours"] },
  creditYearEnds: {
    fi: ["Lomanmääräytymisvuosi päättyy"],
    sv: ["Kvalifikationsåret slutar"],
    en: ["Credit year ends", "Last day of the holiday credit year."],
  },
  entry: {
    fi: ["Merkintä", "Merkinnän numero lomanmääräytymisvuoden sisällä."],
    sv: ["Anteckning", "Anteckningens nummer inom kvalifikationsåret."],
    en: ["Entry", "Its number within the credit year."],
  },
  holidayKind: {
    fi: ["Laji", "earned: ansaittu, taken: pidetty, paid_instead: korvattu rahana."],
    sv: ["Slag", "earned: intjänad, taken: uttagen, paid_instead: ersatt i pengar."],
    en: ["Kind", "earned, taken or paid_instead."],
  },
  holidayStarts: {
    fi: ["Alkaa", "Ensimmäinen lomapäivä; tyhjä ansaitusta lomasta."],
    sv: ["Börjar", "Första semesterdagen; tomt för intjänad semester."],
    en: ["Starts", "First day; empty for what was earned."],
  },
  holidayEnds: {
    fi: ["Päättyy", "Viimeinen lomapäivä; tyhjä, jos sitä ei ole."],
    sv: ["Slutar", "Sista semesterdagen; tomt om den saknas."],
    en: ["Ends", "Last day; empty when there is none."],
  },
  days: { fi: ["Lomapäivät"], sv: ["Semesterdagar"], en: ["Days of holiday"] },
  holidayPay: {
    fi: ["Lomapalkka", "Tyhjä, jos lähde ei kerro sitä."],
    sv: ["Semesterlön", "Tomt om källan inte anger den."],
    en: ["Holiday pay", "Empty when the source tells none."],
  },
} satisfies Record<string, ColumnText>;
