import { paths } from "#app/paths.ts";
import { HomePanel, WarningLinks, type WarningTags } from "../home-panel.tsx";

type Kind = "locks_all" | "rolled_back" | "unconfirmed" | "second_person" | "ending_soon";
const tags: WarningTags<Kind> = {
  locks_all: { tone: "bad", word: "Nobody gets in" },
  rolled_back: { tone: "warn", word: "Rolled back" },
  unconfirmed: { tone: "warn", word: "Not confirmed" },
  second_person: { tone: "waiting", word: "Waiting" },
  ending_soon: { tone: "warn", word: "Ends soon" },
};

/** What lists of networks ask of the person, the most pressing first; nothing where nothing does. */
export function HomeLists({ warnings }: { warnings: readonly { kind: Kind; sentence: string; href: string }[] }) {
  if (warnings.length === 0) return null;
  return (
    <HomePanel title="IP restrictions" all={{ to: paths.ipRestrictions(), words: "All lists" }}>
      <WarningLinks warnings={warnings} tags={tags} />
    </HomePanel>
  );
}
