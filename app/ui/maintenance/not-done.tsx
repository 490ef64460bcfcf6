import { Callout } from "../callout.tsx";
import type { FormFailure } from "../incidents/form-failure.ts";

/** Forms that say themselves what was wrong. */
const ownWords = new Set(["propose", "look", "approve", "refuse", "check"]);

/** Why a button did nothing, where no field and no form of its own says so. */
export function NotDone({ failure }: { failure: FormFailure | undefined }) {
  if (!failure || failure.error.field || ownWords.has(failure.values.intent ?? "")) return null;
  if (failure.values.intent === "edit" && failure.error.code === "conflict") return null;
  return (
    <Callout tone="bad" title="Nothing was changed">
      {failure.error.message}
    </Callout>
  );
}
