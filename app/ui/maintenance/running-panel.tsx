import type { WindowView } from "#app/domain/maintenance/maintenance-view.ts";
import { formatSince } from "#app/i18n/formats.ts";
import type { FormFailure } from "../incidents/form-failure.ts";
import { Callout } from "../callout.tsx";
import { Panel } from "../panel.tsx";
import { CancelForm } from "./cancel-form.tsx";
import { ExtendForm } from "./extend-form.tsx";
import { StillFiring } from "./still-firing.tsx";
import { WindowAct } from "./window-act.tsx";
import { leftText } from "./window-text.ts";

/** A window that runs: how long it still may, what fires in it, and the way to its end. */
export function RunningPanel({ window, failure }: { window: WindowView; failure?: FormFailure }) {
  const { actions, version, timing, now, endsAt } = window;
  const verifying = window.state === "verifying";
  const early = timing === "running" || timing === "ending_soon";
  return (
    <Panel title={verifying ? "Next: verify, then complete" : "Next: the work, then verify"}>
      <div className="flex flex-col gap-3.5">
        {timing === "overrun" ? (
          <Callout tone="bad" title={`Overrun: it was to end at ${formatSince(endsAt, now)}, ${leftText(endsAt, now)}`}>
            Customers were promised the end. Complete it, or extend it with a reason.
          </Callout>
        ) : (
          timing === "ending_soon" && (
            <Callout tone="warn" title={`Ends at ${formatSince(endsAt, now)}, ${leftText(endsAt, now)}`}>
              Verify and complete, or extend it before the silences end.
            </Callout>
          )
        )}
        <StillFiring window={window} />
        <div className="flex flex-wrap items-center gap-2">
          {!verifying && (
            <WindowAct look="primary" version={version} intent="verify" availability={actions.verify}>
              Work is done, verify
            </WindowAct>
          )}
          <WindowAct
            look={verifying ? "primary" : "secondary"}
            version={version}
            intent="complete"
            availability={actions.complete}
          >
            {early ? "Complete: finished early" : "Complete"}
          </WindowAct>
        </div>
        <ExtendForm window={window} failure={failure} />
        <CancelForm window={window} failure={failure} />
      </div>
    </Panel>
  );
}
