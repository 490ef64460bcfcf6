import type { WindowView } from "#app/domain/maintenance/maintenance-view.ts";
import { languageNamesInEnglish, languages } from "#app/i18n/languages.ts";
import { Callout } from "../callout.tsx";
import { Panel } from "../panel.tsx";
import { type DryRun, DryRunResult } from "./dry-run.tsx";
import { PublicLinks } from "./rule-panel.tsx";
import { WindowAct } from "./window-act.tsx";
import { dayText, listed, spanText } from "./window-text.ts";

type Props = {
  window: WindowView;
  /** Null while nobody asked Grafana. */
  dryRun: DryRun | null;
};

/** One action, and before it everything that it does. */
export function AnnouncePanel({ window, dryRun }: Props) {
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
        <ol className="flex list-decimal flex-col gap-2.5 pl-5">
          <li>
            <p>At once, the page and the feeds show it in three languages, and calendars take it in:</p>
            <PublicLinks />
          </li>
          <li>
            Two minutes later, everybody who asked to be told of maintenance gets an e-mail in their language. Until
            then it can be undone.
          </li>
          <li>
            <p>
              From start to end, {spanText(window)}, alerts of{" "}
              {listed(window.components.map(({ name }) => name)) || "no component"} are silenced in Grafana, and a
              region marks the window there. Everything else still alerts.
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
