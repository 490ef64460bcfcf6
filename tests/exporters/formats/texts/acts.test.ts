import { expect, test } from "vitest";
import { citationText, shortNamesText } from "#exporters/formats/texts/acts.ts";
import { lawRegister } from "#exporters/law/register.ts";

test.each([
  ["Kirjanpitolaki (1336/1997)", "Bokföringslagen (1336/1997)", "Accounting Act (Kirjanpitolaki 1336/1997)"],
  [
    "Työaikalaki (872/2019) 32 §, 40 §",
    "Arbetstidslagen (872/2019) 32 §, 40 §",
    "Working Time Act (Työaikalaki 872/2019) 32 §, 40 §",
  ],
  [
    "Vuosilomalaki (162/2005) 29 §, 34 §",
    "Semesterlagen (162/2005) 29 §, 34 §",
    "Annual Holidays Act (Vuosilomalaki 162/2005) 29 §, 34 §",
  ],
  [
    "Laki tulotietojärjestelmästä (53/2018) 18 §",
    "Lagen om inkomstdatasystemet (53/2018) 18 §",
    "Act on the Incomes Information System (Laki tulotietojärjestelmästä 53/2018) 18 §",
  ],
  [
    "Laki 757/2021 46 §; Regulation (EU) 2021/1060 Article 82(1)",
    "Lagen om finansiering av projekt inom regionutveckling och Europeiska unionens regional- och strukturpolitik (757/2021) 46 §; Regulation (EU) 2021/1060 Article 82(1)",
    "Act on Financing Projects of Regional Development and of the European Union's Regional and Structural Policy (Laki 757/2021) 46 §; Regulation (EU) 2021/1060 Article 82(1)",
  ],
  [
    "AVL (1501/1993) 209 q §; Verohallinnon päätös 1107/2018",
    "AVL (1501/1993) 209 q §; Skatteförvaltningens beslut (1107/2018)",
    "AVL (1501/1993) 209 q §; Tax Administration's decision (Verohallinnon päätös 1107/2018)",
  ],
  // Short citations and other countries' acts stay.
  ["KPL 2:10.2", "KPL 2:10.2", "KPL 2:10.2"],
  ["Arbetstidslag (1982:673) 11 §", "Arbetstidslag (1982:673) 11 §", "Arbetstidslag (1982:673) 11 §"],
])("%s in the three languages", (citation, swedish, english) => {
  expect(citationText("fi", citation)).toBe(citation);
  expect(citationText("sv", citation)).toBe(swedish);
  expect(citationText("en", citation)).toBe(english);
});

test("short names are told apart and explained, each once", () => {
  const citations = [
    "OVML (768/2016) 28.1 §, 4 §; AVL (1501/1993) 209 n §",
    "KPL 2:10.1",
    "KPL 2:10.2",
    "BFL 7 kap. 2 §",
  ];
  expect(shortNamesText("fi", citations)).toBe(
    "Lyhenteet. KPL: Kirjanpitolaki (1336/1997); OVML: Laki oma-aloitteisten verojen verotusmenettelystä (768/2016); AVL: Arvonlisäverolaki (1501/1993).",
  );
  expect(shortNamesText("sv", citations)).toBe(
    "Förkortningar. KPL: Bokföringslagen (1336/1997); OVML: Lagen om beskattningsförfarandet beträffande skatter som betalas på eget initiativ (768/2016); AVL: Mervärdesskattelagen (1501/1993).",
  );
  expect(shortNamesText("en", ["VML (1558/1995) 15 b.4 §"])).toBe(
    "Abbreviations. VML: Act on Assessment Procedure (Laki verotusmenettelystä 1558/1995).",
  );
  // The name of one that ends another's is not in it.
  expect(shortNamesText("en", ["OVML (768/2016) 28.3 §"])).not.toContain(" VML:");
  expect(shortNamesText("en", ["Bogføringsloven § 12"])).toBeNull();
});

test("no citation of Finland's rules is left in Finnish for a reader of Swedish", () => {
  const finland = lawRegister().find(({ country }) => country === "FI")!;
  const left = [finland.law, ...[...finland.rules, ...finland.notCarried].map((rule) => rule.citation)]
    .map((citation) => citationText("sv", citation))
    .filter((text) => /laki|päätös|asetus/i.test(text));
  expect(left).toEqual([]);
});
