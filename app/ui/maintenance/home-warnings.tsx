import type { HomeWarningKind } from "#app/domain/maintenance/home-warning-rules.ts";
import { paths } from "#app/paths.ts";
import { HomePanel, WarningLinks, type WarningTags } from "../home-panel.tsx";

type Warning = { kind: HomeWarningKind; sentence: string; href: string };

const tags: WarningTags<HomeWarningKind> = {
  overrun: { tone: "bad", word: "Overrun" },
  ending_soon: { tone: "warn", word: "Ends soon" },
  announcement_late: { tone: "warn", word: "Announcement late" },
  decision_waits: { tone: "waiting", word: "Waiting" },
  announcement_due: { tone: "neutral", word: "Due" },
};

/**
 * What maintenance asks of the person, the most pressing first, or else what comes next.
 * @param warnings null for who only reads of maintenance
 */
export function HomeWarnings({ sentence, warnings }: { sentence: string; warnings: readonly Warning[] | null }) {
  return (
    <HomePanel title="Maintenance" all={{ to: paths.maintenance(), words: "Year plan" }}>
      {warnings === null || warnings.length === 0 ? (
        <p>
          {sentence}
          {warnings && " No announcement is due, no window overruns, and no proposal waits for you."}
        </p>
      ) : (
        <WarningLinks warnings={warnings} tags={tags} />
      )}
    </HomePanel>
  );
}
