import { Link } from "@remix-run/react";
import type { SavedDiagnosis } from "#app/domain/latency/diagnosis/diagnosis-types.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Callout } from "../callout.tsx";

type Helped = NonNullable<SavedDiagnosis["follows"]>["helped"];
const words: Record<Helped, string> = {
  yes: "The advice helped",
  partly: "The advice helped in part",
  no: "The advice did not help",
  not_enough_data: "Not enough data to say whether it helped",
};
const tones: Record<Helped, "good" | "warn" | "info"> = {
  yes: "good",
  partly: "info",
  no: "warn",
  not_enough_data: "info",
};

/** That a diagnosis is shown as it was made, and what a later measurement of the same hours says of its advice. */
export function SavedNote({
  saved,
  later,
  caseNumber,
}: {
  saved: SavedDiagnosis;
  /** Those that measure this one's advice, the newest first. */
  later: readonly SavedDiagnosis[];
  caseNumber: number | null;
}) {
  const linkTo = (id: string) => paths.diagnosis({ case: caseNumber === null ? undefined : String(caseNumber), id });
  return (
    <div className="flex flex-col gap-3">
      <Callout tone="info" title={`As it was on ${formatInstant(saved.content.madeAt)}`}>
        {saved.madeBy ? `Made by ${saved.madeBy}. ` : "Measured by itself. "}
        Its figures, queries and answer stay as they were.
        {caseNumber !== null && (
          <>
            {" "}
            <Link to={paths.case(caseNumber)}>Case {caseNumber}</Link>
          </>
        )}
      </Callout>
      {saved.follows && (
        <Callout tone={tones[saved.follows.helped]} title={words[saved.follows.helped]}>
          {saved.follows.sentence} <Link to={linkTo(saved.follows.id)}>The diagnosis that it measures</Link>
        </Callout>
      )}
      {later.map(({ id, follows, content }) => (
        <Callout
          key={id}
          tone={tones[follows!.helped]}
          title={`${words[follows!.helped]}, measured on ${formatInstant(content.madeAt)}`}
        >
          {follows!.sentence} <Link to={linkTo(id)}>The later measurement</Link>
        </Callout>
      ))}
    </div>
  );
}
