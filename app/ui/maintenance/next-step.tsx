import type { WindowView } from "#app/domain/maintenance/maintenance-view.ts";
import type { FormFailure } from "../incidents/form-failure.ts";
import { Panel } from "../panel.tsx";
import { AnnouncedPanel } from "./announced-panel.tsx";
import { AnnouncePanel, type Readers } from "./announce-panel.tsx";
import type { DryRun } from "./dry-run.tsx";
import { RunningPanel } from "./running-panel.tsx";
import { StillFiring } from "./still-firing.tsx";

type Props = {
  window: WindowView;
  dryRun: DryRun | null;
  readers: Readers;
  /** Whether the person may do anything with windows at all. */
  mayManage: boolean;
  failure?: FormFailure;
};

/** The one thing to do now, by the state. Whoever only reads gets what they have to know, and no buttons. */
export function NextStep({ window, dryRun, readers, mayManage, failure }: Props) {
  const running = window.state === "in_progress" || window.state === "verifying";
  if (!mayManage)
    return running ? (
      <Panel title="Now">
        <StillFiring window={window} />
      </Panel>
    ) : null;
  if (running) return <RunningPanel window={window} failure={failure} />;
  if (window.state === "planned") return <AnnouncePanel window={window} dryRun={dryRun} readers={readers} />;
  if (window.state === "announced") return <AnnouncedPanel window={window} failure={failure} />;
  return null;
}
