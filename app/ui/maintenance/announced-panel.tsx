import type { WindowView } from "#app/domain/maintenance/maintenance-view.ts";
import { formatClock } from "#app/i18n/formats.ts";
import { Callout } from "../callout.tsx";
import { Panel } from "../panel.tsx";
import type { FormFailure } from "../incidents/form-failure.ts";
import { CancelForm } from "./cancel-form.tsx";
import { PublicLinks } from "./rule-panel.tsx";
import { WindowAct } from "./window-act.tsx";
import { dayText, leftText } from "./window-text.ts";

/** What stands until the window starts: the way back while it is open, starting by hand, calling off an urgent one. */
export function AnnouncedPanel({ window, failure }: { window: WindowView; failure?: FormFailure }) {
  const undoable = window.actions.undo_announce.allowed && window.undoableUntil;
  const due = window.timing !== "coming";
  return (
    <Panel
      title={
        due
          ? "Its time has come: it starts within a minute"
          : `Next: it starts by itself on ${dayText(window.startsAt, window.now)} ${formatClock(window.startsAt)}`
      }
    >
      <div className="flex flex-col gap-3.5">
        {undoable && (
          <Callout tone="info" title={`Announced. It can be undone: ${leftText(undoable, window.now)}`}>
            <p>
              The page and the feeds show it already; the mails go out at {formatClock(undoable)}. Undone before then,
              it is taken off the page and nobody is mailed.
            </p>
            <div className="mt-2">
              <WindowAct version={window.version} intent="undo_announce" availability={window.actions.undo_announce}>
                Undo the announcement
              </WindowAct>
            </div>
          </Callout>
        )}
        <p>Customers see it here:</p>
        <PublicLinks />
        {window.actions.start.allowed && (
          <WindowAct version={window.version} intent="start" availability={window.actions.start}>
            Start now
          </WindowAct>
        )}
        <CancelForm window={window} failure={failure} />
      </div>
    </Panel>
  );
}
