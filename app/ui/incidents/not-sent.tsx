import { Callout } from "../callout.tsx";
import type { FormFailure } from "./form-failure.ts";
import { IncidentHistory } from "./incident-history.tsx";

type Props = Pick<Parameters<typeof IncidentHistory>[0], "updates" | "names"> & { failure: FormFailure };

/** What the person typed, what others wrote meanwhile, and what to do: nothing of either is lost. */
export function NotSent({ failure, updates, names }: Props) {
  const seen = Number(failure.values.version);
  const typed = failure.values.text ?? failure.values.reason;
  const newer = failure.error.code === "conflict" && updates.some((update) => update.version > seen);
  return (
    <Callout tone="bad" title="Nothing was changed">
      <p>{failure.error.message}</p>
      {newer && (
        <div className="mt-3">
          <h2 className="mb-2 text-sm">Written meanwhile</h2>
          <IncidentHistory updates={updates} names={names} after={seen} />
        </div>
      )}
      {newer && typed && (
        <div className="mt-3">
          <h2 className="mb-1 text-sm">What you wrote</h2>
          <p className="max-w-[75ch] break-words whitespace-pre-wrap">{typed}</p>
        </div>
      )}
    </Callout>
  );
}
