import { Callout } from "../callout.tsx";
import type { FormFailure } from "../incidents/form-failure.ts";

/** What a form sends by itself: what is wrong with it has no field to stand at. */
const unseen = ["number", "version", "action", "id", "templateId"];

/** Why nothing was done, where no field of the page is to blame. */
export function FailureNote({ failure }: { failure: FormFailure | undefined }) {
  if (!failure) return null;
  const { code, field } = failure.error;
  const conflict = code === "conflict";
  if (field !== undefined && !conflict && !unseen.includes(field)) return null;
  return (
    <div id="failure" tabIndex={-1} className="no-print">
      <Callout tone="bad" title={conflict ? "Somebody was faster: nothing was done yet" : "Nothing was done"}>
        {failure.error.message}
        {conflict && " The page shows the case as it is now; what you typed is still in its field."}
      </Callout>
    </div>
  );
}
