import { paths } from "#app/paths.ts";
import { HomePanel, WarningLinks, type WarningTags } from "../home-panel.tsx";

type Kind = "week_without" | "release_without" | "to_review" | "scheduled_today";

const tags: WarningTags<Kind> = {
  week_without: { tone: "warn", word: "Missing" },
  release_without: { tone: "warn", word: "Not told" },
  to_review: { tone: "waiting", word: "To review" },
  scheduled_today: { tone: "neutral", word: "Today" },
};

/** What the bulletins ask of whoever writes them. */
export function HomeBulletins({ warnings }: { warnings: readonly { kind: Kind; sentence: string; href: string }[] }) {
  return (
    <HomePanel title="Bulletins" all={{ to: paths.bulletins(), words: "All bulletins" }}>
      {warnings.length === 0 ? (
        <p>Every week that is over has its bulletin, and nothing waits for your review.</p>
      ) : (
        <WarningLinks warnings={warnings} tags={tags} />
      )}
    </HomePanel>
  );
}
