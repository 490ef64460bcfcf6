import type { BagSet } from "./archive/bag-set.ts";
import { CONTROL_TOTALS_PATH } from "./archive/control-totals.ts";
import { dataPackage } from "./formats/datapackage.ts";
import type { Scope } from "./law/scope.ts";
import type { Run } from "./run.ts";
import type { VolumePlan } from "./volumes.ts";
import { scopeName, statedTotals } from "./write-reports.ts";
import type { WrittenYear } from "./write-year.ts";

/** What every part after the first says of itself: which part it is, its own control totals, and the schema of its tables. */
export async function writePart(
  bag: BagSet,
  { company, date }: Run,
  scope: Scope,
  written: readonly WrittenYear[],
  volumes: VolumePlan,
  part: number,
): Promise<void> {
  const here = written.filter((w) => volumes.years.get(w.plan.folder) === part);
  await bag.add("LUE-MINUT.txt", partNote(part, volumes.count), { part });
  await bag.add(CONTROL_TOTALS_PATH, `${JSON.stringify(statedTotals(scope, here), null, 2)}\n`, { part });
  if (here.length === 0) return;
  const years = here.map((w) => ({ folder: w.plan.folder, resources: w.resources }));
  const name = `statutory-archive-${scopeName(company.businessId)}-part-${part}`;
  const title = `Statutory bookkeeping archive: ${company.name}, part ${part} of ${volumes.count}`;
  await bag.add("datapackage.json", dataPackage({ name, title, created: date, years }), { part });
}

/** What a part after the first says to whom opens it alone. */
export const partNote = (
  part: number,
  count: number,
) => `Tämä on arkiston osa ${part}/${count}. Pura kaikki osat samaan kansioon ja aloita osan 1 tiedostosta index.html.
Detta är del ${part} av ${count} av arkivet. Packa upp alla delar i samma mapp och börja med filen index.html i del 1.
This is part ${part} of ${count} of the archive. Unpack all parts into one folder and start with the file index.html in part 1.
`;
