import type { ColumnText } from "./column-text.ts";

/** What the columns of the list that tells in which part a file is are called. */
export const partColumn = {
  path: {
    fi: ["Polku", "Kansiosta data alkaen, kuten tiedostossa retention.csv."],
    sv: ["Sökväg", "Räknad från mappen data, som i retention.csv."],
    en: ["Path", "From the folder data on, as in retention.csv."],
  },
  part: {
    fi: ["Osa", "Osan numero ykkösestä alkaen."],
    sv: ["Del", "Delens nummer, från ett."],
    en: ["Part", "The part's number, from one on."],
  },
  folder: {
    fi: ["Osan kansio", "Kansio, johon osan ZIP-tiedosto purkautuu; tiedosto on sen kansiossa data."],
    sv: ["Delens mapp", "Mappen som delens ZIP-fil packas upp till; filen finns i dess mapp data."],
    en: ["The part's folder", "The folder that the part's ZIP unpacks to; the file is in its folder data."],
  },
} satisfies Record<string, ColumnText>;
