import { Form } from "@remix-run/react";
import { matchSentence, type PersonMatch } from "#app/domain/disclosures/match-rules.ts";
import { formatCount } from "#app/i18n/formats.ts";
import { Button } from "../button.tsx";
import { Instant } from "../instant.tsx";

/** Whom each name means: what is known of those who answer to it, and a choice where somebody has to say. */
export function CandidateChooser({
  matches,
  version,
  open,
}: {
  matches: PersonMatch[];
  version: number;
  open: boolean;
}) {
  const fields = matches.map((match, i) => {
    const waits = open && match.persons === null;
    return (
      <fieldset key={match.named} className="flex flex-col gap-1.5">
        <legend className="font-semibold">{match.named}</legend>
        <p className="text-muted">{matchSentence(match)}</p>
        {waits && <input type="hidden" name={`named.${i}`} value={match.named} />}
        {match.candidates.map((one) =>
          waits ? (
            <label key={one.person} className="flex min-h-8 items-start gap-2">
              <input className="mt-1" type="checkbox" name={`person.${i}`} value={one.person} />
              <CandidateFacts one={one} />
            </label>
          ) : (
            <p key={one.person}>
              <span className="text-muted">{match.persons?.includes(one.person) ? "Meant:" : "Not meant:"}</span>{" "}
              <CandidateFacts one={one} />
            </p>
          ),
        )}
        {waits && (
          <label className="flex min-h-8 items-center gap-2">
            <input type="checkbox" name={`nobody.${i}`} value="on" /> Nobody of these is meant
          </label>
        )}
      </fieldset>
    );
  });
  if (!open) return <div className="flex flex-col gap-4">{fields}</div>;
  return (
    <Form method="post" className="flex flex-col items-start gap-4">
      <input type="hidden" name="version" value={version} />
      {fields}
      <Button look="primary" name="intent" value="choose">
        Find the rows of those who are meant
      </Button>
    </Form>
  );
}

function CandidateFacts({ one }: { one: PersonMatch["candidates"][number] }) {
  return (
    <span>
      {one.names.join(", ")} <code className="text-[13px]">{one.person}</code>, {formatCount(one.events)} events in{" "}
      {one.companies === 1 ? "one company" : `${one.companies} companies`}, <Instant at={one.first} /> –{" "}
      <Instant at={one.last} />
    </span>
  );
}
