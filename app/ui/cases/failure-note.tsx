import { Callout } from "../callout.tsx";
import type { FormFailure } from "../incidents/form-failure.ts";

/** Why nothing was done, where no field is to blame. */
export function FailureNote({ failure }: { failure: FormFailure | undefined }) {
  if (!failure || (failure.error.field !== undefined && failure.error.code !== "conflict")) return null;
  const conflict = failure.error.code === "conflict";
  return (
    <div id="failure" tabIndex={-1} className="no-print">
      <Callout tone="bad" title={conflict ? "Somebody was faster: nothing was done yet" : "Nothing was done"}>
        {failure.error.message}
        {conflict && " The page shows the case as it is now; what you typed is still in its field."}
      </Callout>
    </div>
  );
}
