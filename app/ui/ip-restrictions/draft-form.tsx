import { Form } from "@remix-run/react";
import { useState } from "react";
import { NETWORKS_MAX } from "#app/domain/ip-restrictions/ip-figures-rules.ts";
import { allExpire } from "#app/domain/ip-restrictions/list-end-rules.ts";
import { parseNetworkLines } from "#app/domain/ip-restrictions/network-lines-rules.ts";
import { networkWarnings, sizeWords } from "#app/domain/ip-restrictions/network-rules.ts";
import { Button } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { TextArea, TextField } from "../field.tsx";
import { errorAt, type FormFailure } from "../incidents/form-failure.ts";
import { NetworkTable } from "./network-table.tsx";

export type DraftValues = {
  requesterName: string;
  requesterAuthority: string;
  requesterEmail: string;
  networks: string;
  whenAllExpired: string;
};

type Props = {
  values: DraftValues;
  /** Sent along: the version of the row, or the customer and the case. */
  hidden: Record<string, string>;
  intent: string;
  button: string;
  now: string;
  documentation: boolean;
  failure?: FormFailure;
};

/** A whole list as people type or paste it, a network a line; what could be read stands below it, and what could not, by line. */
export function DraftForm({ values, hidden, intent, button, now, documentation, failure }: Props) {
  const given = { ...values, ...failure?.values };
  const [text, setText] = useState(given.networks);
  const { lines, faults } = parseNetworkLines(text, { now: new Date(now), documentation });
  const typed = text.trim() !== "";
  // Of a saved draft that stands unchanged, the page tells both already.
  const told = intent === "edit" && text === values.networks;
  const warnings = told ? [] : networkWarnings(lines.map(({ parsed }) => parsed));
  return (
    <Form method="post" className="flex max-w-3xl flex-col items-start gap-4" aria-label="List of networks">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {failure && !failure.error.field && (
        <Callout tone="bad" title="Nothing was saved">
          {failure.error.message}
        </Callout>
      )}
      <div className="grid w-full gap-4 sm:grid-cols-2">
        <TextField
          name="requesterName"
          label="Who asks"
          defaultValue={given.requesterName}
          error={errorAt(failure, "requesterName")}
          maxLength={200}
          autoComplete="off"
          required
        />
        <TextField
          name="requesterEmail"
          type="email"
          label="Their e-mail address"
          hint="The link that confirms goes there"
          defaultValue={given.requesterEmail}
          error={errorAt(failure, "requesterEmail")}
          autoComplete="off"
          required
        />
      </div>
      <div className="w-full">
        <TextField
          name="requesterAuthority"
          label="By what authority, and how it was checked"
          hint="Such as: main user of the environment, called back at the number that we have"
          defaultValue={given.requesterAuthority}
          error={errorAt(failure, "requesterAuthority")}
          maxLength={300}
          required
        />
      </div>
      <div className="w-full">
        <TextArea
          name="networks"
          label="Networks from which one may sign in"
          hint={`One to a line: the network, what it is, and its last day if it has one. At most ${NETWORKS_MAX}. Such as: 198.51.100.0/24, Office Tampere, 2027-01-31`}
          rows={Math.min(20, Math.max(5, text.split("\n").length + 1))}
          value={text}
          onChange={(event) => setText(event.target.value)}
          spellCheck={false}
          error={errorAt(failure, "networks")}
          required
        />
      </div>
      {typed && faults.length > 0 && (
        <Callout
          tone="warn"
          title={faults.length === 1 ? "One line cannot be read" : `${faults.length} lines cannot be read`}
        >
          <ul className="list-disc pl-5">
            {faults.map(({ line, at, message }) => (
              <li key={`${line} ${at} ${message}`}>
                Line {line}, character {at + 1}: {message}
              </li>
            ))}
          </ul>
        </Callout>
      )}
      {warnings.length > 0 && (
        <Callout tone="warn" title="Look at these twice">
          <ul className="list-disc pl-5">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Callout>
      )}
      {!told && lines.length > 0 && (
        <div className="w-full overflow-x-auto rounded-lg border border-line">
          <NetworkTable
            caption="The networks as they are read"
            networks={lines.map((line) => ({ ...line, size: sizeWords(line.parsed) }))}
          />
        </div>
      )}
      <WhenAllExpired
        chosen={given.whenAllExpired}
        asked={allExpire(lines)}
        error={errorAt(failure, "whenAllExpired")}
      />
      <Button look="primary" name="intent" value={intent}>
        {button}
      </Button>
    </Form>
  );
}

function WhenAllExpired({ chosen, asked, error }: { chosen: string; asked: boolean; error?: string }) {
  return (
    <fieldset aria-describedby={error ? "when-all-expired-error" : undefined}>
      <legend className="mb-1 font-medium">When every network has ended</legend>
      <p className="text-[13px] text-muted">
        {asked
          ? "Every network has a last day. Ask the customer what holds after that."
          : "Counts only for a list on which every network has a last day."}
      </p>
      {error && (
        <p id="when-all-expired-error" className="text-[13px] font-medium text-bad">
          {error}
        </p>
      )}
      <div className="mt-1 flex flex-wrap gap-x-5 gap-y-1">
        {(
          [
            ["open", "anybody may enter, as without a list"],
            ["closed", "nobody may enter, until there is a new list"],
          ] as const
        ).map(([value, words]) => (
          <label key={value} className="flex min-h-7 items-center gap-2">
            <input type="radio" name="whenAllExpired" value={value} defaultChecked={chosen === value} />
            {words}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
