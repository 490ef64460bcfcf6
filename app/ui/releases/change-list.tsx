import { sectionLabels } from "#app/domain/releases/release-labels.ts";
import type { ReleaseRow } from "#app/domain/releases/release-view.ts";

const sections = Object.keys(sectionLabels) as (keyof typeof sectionLabels)[];

/** What a release changed, by section, with the pages and APIs that each line is about. */
export function ChangeList({ items }: { items: ReleaseRow["items"] }) {
  return (
    <div className="flex flex-col gap-4">
      {sections
        .map((section) => ({ section, lines: items.filter((item) => item.section === section) }))
        .filter(({ lines }) => lines.length > 0)
        .map(({ section, lines }) => (
          <section key={section}>
            <h3 className="mb-1">{sectionLabels[section]}</h3>
            <ul className="flex list-disc flex-col gap-1 pl-5">
              {[...lines.entries()].map(([place, { text, pages, apis }]) => (
                <li key={place} className="break-words">
                  {text}
                  {[...pages, ...apis].map((name) => (
                    <code key={name} className="ml-2 text-[13px] break-all text-muted">
                      {name}
                    </code>
                  ))}
                </li>
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}
