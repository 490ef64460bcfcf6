import { DTD, DTD_NAME } from "./formats/gdpdu/dtd.ts";
import { gdpduIndex } from "./formats/gdpdu/index-xml.ts";
import type { YearWriter } from "./year-writers.ts";

/** Beside the CSV files: audit programs look for the index, its grammar and the files in one folder. */
const FOLDER = "ledger";
const INDEX_FILE = `${FOLDER}/index.xml`;

/** The year's GDPdU index over its CSV files. Without those there is nothing to describe. */
export const gdpduWriter: YearWriter = {
  format: "gdpdu",
  applies: (year) => year.included,
  rows: () => 0,
  async write(run, { year, folder }, tables) {
    if (!run.formats.has("csv") || tables.length === 0) return { files: {}, findings: [] };
    run.progress.phase(`${folder}/${INDEX_FILE}`);
    const { name, businessId, street, postalCode, city, addressCountry, country } = run.company;
    const place = [street, [postalCode, city].filter(Boolean).join(" "), addressCountry ?? country];
    const { startsOn, endsOn } = year;
    const index = gdpduIndex({
      company: { name, businessId, location: place.filter(Boolean).join(", ") },
      startsOn,
      endsOn,
      tables,
    });
    await run.bag.add(`${folder}/${FOLDER}/${DTD_NAME}`, DTD);
    await run.bag.add(`${folder}/${INDEX_FILE}`, index);
    return { files: {}, findings: [] };
  },
};
