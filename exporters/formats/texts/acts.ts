import type { ArchiveLanguage } from "../../run.ts";

/** An act of Finland: its number in the collection of statutes, how citations shorten it, and its name in each language. */
type Act = { number: string; short?: string; names: Record<ArchiveLanguage, string> };

const act = (number: string, fi: string, sv: string, en: string, short?: string): Act => ({
  number,
  short,
  names: { fi, sv, en },
});

/**
 * The acts of Finland that citations name. In Swedish their official names (Finlex); in English, which no act is given in, those
 * that the authorities use.
 */
const finnishActs: readonly Act[] = [
  act("1336/1997", "Kirjanpitolaki", "Bokföringslagen", "Accounting Act", "KPL"),
  act(
    "768/2016",
    "Laki oma-aloitteisten verojen verotusmenettelystä",
    "Lagen om beskattningsförfarandet beträffande skatter som betalas på eget initiativ",
    "Act on the Assessment Procedure for Self-Assessed Taxes",
    "OVML",
  ),
  act("1558/1995", "Laki verotusmenettelystä", "Lagen om beskattningsförfarande", "Act on Assessment Procedure", "VML"),
  act("1501/1993", "Arvonlisäverolaki", "Mervärdesskattelagen", "Value Added Tax Act", "AVL"),
  act("395/2006", "Työntekijän eläkelaki", "Lagen om pension för arbetstagare", "Employees Pensions Act", "TyEL"),
  act("872/2019", "Työaikalaki", "Arbetstidslagen", "Working Time Act"),
  act("162/2005", "Vuosilomalaki", "Semesterlagen", "Annual Holidays Act"),
  act(
    "53/2018",
    "Laki tulotietojärjestelmästä",
    "Lagen om inkomstdatasystemet",
    "Act on the Incomes Information System",
  ),
  act(
    "757/2021",
    "Laki alueiden kehittämisen ja Euroopan unionin alue- ja rakennepolitiikan hankkeiden rahoittamisesta",
    "Lagen om finansiering av projekt inom regionutveckling och Europeiska unionens regional- och strukturpolitik",
    "Act on Financing Projects of Regional Development and of the European Union's Regional and Structural Policy",
  ),
  act("1107/2018", "Verohallinnon päätös", "Skatteförvaltningens beslut", "Tax Administration's decision"),
];

/** A piece of a citation; `lang` where it is not in the page's language. */
type CitationPart = { text: string; lang?: "fi" };

/**
 * A citation as readers of the language know the act: in Swedish by its Swedish name, in English by an English one with the
 * Finnish in brackets. Paragraphs, short names and other countries' acts stay as they are.
 */
export function citationParts(language: ArchiveLanguage, citation: string): CitationPart[] {
  if (language === "fi") return [{ text: citation }];
  for (const { number, names } of finnishActs)
    for (const own of [names.fi, "Laki"])
      for (const written of [`${own} (${number})`, `${own} ${number}`]) {
        const at = citation.indexOf(written);
        if (at < 0) continue;
        const before = at === 0 ? [] : citationParts(language, citation.slice(0, at));
        const after = citation.slice(at + written.length);
        const named: CitationPart[] =
          language === "sv"
            ? [{ text: `${names.sv} (${number})` }]
            : [{ text: `${names.en} (` }, { text: own, lang: "fi" }, { text: ` ${number})` }];
        return [...before, ...named, ...(after === "" ? [] : citationParts(language, after))];
      }
  return [{ text: citation }];
}

export const citationText = (language: ArchiveLanguage, citation: string): string =>
  citationParts(language, citation)
    .map(({ text }) => text)
    .join("");

const heading: Record<ArchiveLanguage, string> = {
  fi: "Lyhenteet",
  sv: "Förkortningar",
  en: "Abbreviations",
};

/**
 * What the short names in citations stand for, in the order of the list above.
 * @returns null where no citation has one
 */
export function shortNames(
  language: ArchiveLanguage,
  citations: readonly string[],
): { heading: string; names: { short: string; citation: string }[] } | null {
  const words = new Set(citations.flatMap((citation) => citation.split(/[^\p{L}]+/u)));
  const names = finnishActs.flatMap(({ short, number, names }) =>
    short !== undefined && words.has(short) ? [{ short, citation: `${names.fi} (${number})` }] : [],
  );
  return names.length === 0 ? null : { heading: heading[language], names };
}

/** The same as a sentence: "KPL: Bokföringslagen (1336/1997)". Null where no citation has a short name. */
export function shortNamesText(language: ArchiveLanguage, citations: readonly string[]): string | null {
  const known = shortNames(language, citations);
  if (known === null) return null;
  return `${known.heading}. ${known.names.map(({ short, citation }) => `${short}: ${citationText(language, citation)}`).join("; ")}.`;
}
