import { Form } from "@remix-run/react";
import { tierNames } from "#app/domain/health/backups/backup-labels.ts";
import type { BackupTier } from "#app/domain/health/backups/backup-rules.ts";
import { lossText, recoveryText } from "#app/domain/health/backups/recovery-labels.ts";
import type { Recovery } from "#app/domain/health/backups/recovery-rules.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";
import { Button } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { SelectField, TextField } from "../field.tsx";
import { Facts, Panel } from "../panel.tsx";

export type ShownRecovery = Omit<Recovery, "backup"> & {
  backup: { earliest: string; latest: string; measured: boolean };
};

/**
 * What a failure would cost. A question in the address, so that an answer can be sent to a colleague.
 */
export function RecoveryCalculator({
  values,
  error,
  recovery,
  ruleNames,
  statement,
}: {
  values: Record<string, string>;
  error: { field: string; message: string } | null;
  recovery: ShownRecovery | null;
  ruleNames: Record<BackupTier, string>;
  statement: { href: string; date: string };
}) {
  const of = (name: string) => ({
    name,
    defaultValue: values[name],
    error: error?.field === name ? error.message : undefined,
    required: true,
  });
  return (
    <Panel id="calculator" title="What a failure would cost">
      <Form
        method="get"
        action={`${paths.backups()}#calculator`}
        className="flex flex-col items-start gap-4"
        preventScrollReset
      >
        <div className="grid w-full gap-4 sm:grid-cols-2">
          <TextField {...of("failed")} type="datetime-local" label="The failure happened" hint="Helsinki time" />
          <TextField {...of("discovered")} type="datetime-local" label="It was discovered" hint="Helsinki time" />
          <SelectField
            {...of("extent")}
            label="How far it reaches"
            options={[
              ["active", "Active data only"],
              ["primary", "The primary backup system too"],
              ["secondary", "The secondary too: only offsite is left"],
            ]}
          />
          <SelectField
            {...of("kind")}
            label="What happened to the data"
            options={[
              ["loss", "Lost: gone at once, nothing written since"],
              ["corruption", "Corrupted: the service went on, backups since hold the fault"],
            ]}
          />
        </div>
        <Button>Work it out</Button>
      </Form>
      {error && (
        <div className="mt-4">
          <Callout tone="bad" title="Nothing was worked out">
            {error.message}
          </Callout>
        </div>
      )}
      {recovery && <Answer recovery={recovery} ruleNames={ruleNames} statement={statement} />}
    </Panel>
  );
}

function Answer({
  recovery,
  ruleNames,
  statement,
}: {
  recovery: ShownRecovery;
  ruleNames: Record<BackupTier, string>;
  statement: { href: string; date: string };
}) {
  const { backup, lossMinutes, pastTheStatement, recoveryMinutes, tier } = recovery;
  return (
    <div className="mt-5 border-t border-line pt-4" role="status">
      <p className="mb-3 font-semibold">
        Up to {lossText(lossMinutes.max)} of data would be lost; recovery time: {recoveryText(recoveryMinutes)}.
      </p>
      <Facts
        items={[
          ["Recovered from", `${tierNames[tier]} (${ruleNames[tier]})`],
          [
            "Backup used",
            backup.measured
              ? `${formatInstant(backup.latest)}, the last success before the failure`
              : `Between ${formatInstant(backup.earliest)} and ${formatInstant(backup.latest)}: by the rule, since no success from before the failure is known`,
          ],
          [
            "Expected loss",
            lossMinutes.min === lossMinutes.max
              ? lossText(lossMinutes.max)
              : `${lossText(lossMinutes.min)} to ${lossText(lossMinutes.max)}`,
          ],
          ["Recovery time", recoveryText(recoveryMinutes)],
        ]}
      />
      {pastTheStatement && (
        <p className="mt-3">
          Counted by the rules, more than a week could be lost. The statement promises at most a week, so this is for
          the recovery team to decide.
        </p>
      )}
      <p className="mt-3 max-w-[75ch] text-muted">
        Statement 3.4 of {statement.date}: “the loss of data is a minimum of five minutes and a maximum of a week”; “if
        the effect is only on active data, we can make a recovery in the interval of 5min — 1h”; to another time than
        the previous backup, “the possibility of recovery should always be assessed on a case-by-case basis”. Data is
        not recovered at a customer's request: only to keep the service running and to secure customers' data.{" "}
        <a className="text-accent underline" href={statement.href} rel="noreferrer">
          The statement
        </a>
      </p>
    </div>
  );
}
