import { type PortalLanguage, portalMaterial, portalMessages } from "#app/i18n/portal.ts";
import { dateInLanguage } from "#app/i18n/public-dates.ts";
import { Panel } from "../panel.tsx";

type Year = { startsOn: string; endsOn: string; materials: string[]; retainUntil: string };

/** Years next to each other with the same materials are told together. */
function byMaterials(years: readonly Year[]) {
  const groups: { materials: string[]; years: Year[] }[] = [];
  for (const year of years) {
    const last = groups.at(-1);
    if (last?.materials.join() === year.materials.join()) last.years.push(year);
    else groups.push({ materials: year.materials, years: [year] });
  }
  return groups;
}

/**
 * What is in the archive of each financial year, and until when the law asks for it. The newest years come first, with what they
 * have; what older ones have is folded away.
 * @param props.years oldest first
 */
export function ContentsPanel({ language, years }: { language: PortalLanguage; years: readonly Year[] }) {
  const t = portalMessages(language);
  return (
    <Panel title={t.contents}>
      <ul className="flex flex-col gap-4">
        {byMaterials(years.toReversed()).map((group, index) => (
          <li key={group.years[0]!.startsOn} className={index > 0 ? "border-t border-line pt-4" : ""}>
            <ul className="tabular flex flex-col gap-1">
              {group.years.map((year) => (
                <li key={year.startsOn}>
                  <span className="font-medium">
                    {t.year} {dateInLanguage(year.startsOn, language)} – {dateInLanguage(year.endsOn, language)}
                  </span>
                  , <span className="text-muted">{t.keepUntil(dateInLanguage(year.retainUntil, language))}</span>
                </li>
              ))}
            </ul>
            <details className="mt-1" open={index === 0}>
              <summary className="w-fit cursor-pointer py-1.5 text-accent max-sm:py-3">
                {t.materials(group.materials.length)}
              </summary>
              <ul className="mt-1 list-disc gap-x-8 pl-5 sm:columns-2">
                {group.materials.map((code) => (
                  <li key={code} className="break-inside-avoid">
                    {portalMaterial(language, code)}
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
