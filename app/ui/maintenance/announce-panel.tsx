import type { WindowView } from "#app/domain/maintenance/maintenance-view.ts";
import { type Language, languageNamesInEnglish, languages } from "#app/i18n/languages.ts";
import { formatCount } from "#app/i18n/formats.ts";
import { Callout } from "../callout.tsx";
import { Panel } from "../panel.tsx";
import { type DryRun, DryRunResult } from "./dry-run.tsx";
import { PublicLinks } from "./rule-panel.tsx";
import { WindowAct } from "./window-act.tsx";
import { dayText, listed } from "./window-text.ts";

/** How many asked to be told of maintenance, by language. */
export type Readers = Record<Language, number>;
type Props = {
  window: WindowView;
  /** Null while nobody asked Grafana. */
  dryRun: DryRun | null;
  readers: Readers;
};

/** One action, and before it everything that it does. */
export function AnnouncePanel({ window, dryRun, readers }: Props) {
  if (!window.actions.announce.allowed)
    return (
      <Panel title="It is not announced">
        <p>{window.actions.announce.reason}</p>
      </Panel>
    );
  const unwritten = languages.filter((language) => window.messages[language].trim() === "");
  return (
    <Panel title="Next: announce it">
      <div className="flex flex-col gap-3.5">
        {window.timing === "announcement_late" && (
          <Callout tone="warn" title={`It had to be announced by ${dayText(window.announceBy, window.now)}`}>
            Announce it now, or move or skip it below.
          </Callout>
        )}
        {window.openChange && (
          <Callout tone="warn" title="A change of its hours waits for a decision">
            Announced before it is decided, everybody may have to be told twice.
          </Callout>
        )}
        <ol className="flex list-decimal flex-col gap-2.5 pl-5">
          <li>
            <p>At once, the page and the feeds show it in three languages, and calendars take it in:</p>
            <PublicLinks />
          </li>
          <li>{mailText(readers)}</li>
          <li>
            <p>
              From its start to its end, alerts of {listed(window.components.map(({ name }) => name)) || "no component"}{" "}
              are silenced in Grafana, and its hours are marked on the charts there. Everything else still alerts.
            </p>
            {dryRun && (
              <div className="mt-1.5">
                <DryRunResult dryRun={dryRun} now={window.now} />
              </div>
            )}
          </li>
        </ol>
        {unwritten.length > 0 && (
          <p className="text-muted">
            No message is written in {listed(unwritten.map((language) => languageNamesInEnglish[language]))}: readers
            get the title and the hours.
          </p>
        )}
        <div>
          <WindowAct look="primary" version={window.version} intent="announce" availability={window.actions.announce}>
            Announce
          </WindowAct>
        </div>
      </div>
    </Panel>
  );
}

function mailText(readers: Readers): string {
  const all = languages.reduce((sum, language) => sum + readers[language], 0);
  const undo = "Until then, and no longer, it can be undone.";
  if (all === 0) return "Nobody asks for mails about maintenance yet: none goes out. For two minutes it can be undone.";
  const each = languages
    .filter((language) => readers[language] > 0)
    .map((language) => `${formatCount(readers[language])} in ${languageNamesInEnglish[language]}`);
  return `Two minutes later, ${all === 1 ? "1 subscriber is" : `${formatCount(all)} subscribers are`} mailed: ${listed(each)}. ${undo}`;
}
