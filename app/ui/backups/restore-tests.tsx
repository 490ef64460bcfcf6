import { Form } from "@remix-run/react";
import { tierNames } from "#app/domain/health/backups/backup-labels.ts";
import type { BackupTier } from "#app/domain/health/backups/backup-rules.ts";
import type { RestoreVerdict } from "#app/domain/health/backups/restore-test-rules.ts";
import { Button } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { SelectField, TextArea, TextField } from "../field.tsx";
import { EmptyState } from "../page.tsx";
import { Panel } from "../panel.tsx";
import { type Column, Table } from "../table.tsx";
import { Tag } from "../tag.tsx";

export type ShownRestoreTest = {
  id: string;
  tier: BackupTier;
  testedOn: string;
  ageDays: number;
  passed: boolean;
  minutes: number;
  note: string;
  by: string | null;
};

const warnings = {
  missing: "a restore has never been tried",
  failed: "the newest try failed",
  old: "the newest try is old",
};

/** Restores that people tried: a backup that was never restored proves nothing. */
export function RestoreTests({
  tests,
  verdicts,
  maxAgeDays,
  form,
}: {
  tests: readonly ShownRestoreTest[];
  verdicts: readonly RestoreVerdict[];
  maxAgeDays: number;
  /** Null for those who may only look. */
  form: {
    today: string;
    failure?: { error: { field?: string; message: string }; values: Record<string, string> };
  } | null;
}) {
  const wrong = verdicts.flatMap(({ tier, verdict, ageDays }) => {
    if (verdict === "recent") return [];
    const age = verdict === "old" ? ` (${ageDays} days; the limit is ${maxAgeDays})` : "";
    return [`${tierNames[tier]}: ${warnings[verdict]}${age}.`];
  });
  const columns: Column<ShownRestoreTest>[] = [
    { key: "tier", header: "Restored from", rowHeader: true, cell: (test) => tierNames[test.tier] },
    {
      key: "day",
      header: "Day",
      cell: (test) => <span className="whitespace-nowrap tabular-nums">{test.testedOn}</span>,
    },
    { key: "age", header: "Age, days", numeric: true, from: "sm", cell: (test) => test.ageDays },
    {
      key: "passed",
      header: "Outcome",
      cell: (test) => (test.passed ? <Tag tone="done">Whole</Tag> : <Tag tone="bad">Failed</Tag>),
    },
    { key: "minutes", header: "Took, min", numeric: true, from: "sm", cell: (test) => test.minutes },
    {
      key: "by",
      header: "Recorded by",
      from: "sm",
      cell: (test) => <span className="whitespace-nowrap">{test.by ?? <span className="text-muted">Demo</span>}</span>,
    },
  ];
  return (
    <div className="flex flex-col gap-3">
      {wrong.length > 0 && (
        <Callout tone="warn" title="A restore should be tried">
          {wrong.join(" ")}
        </Callout>
      )}
      <Panel title="Restore tests" flush>
        {tests.length === 0 ? (
          <EmptyState title="No restore has been recorded">
            The platform team records here each restore that it tries: from which tier, how long it took, what came
            back.
          </EmptyState>
        ) : (
          <Table
            caption="Restores that were tried, newest first"
            columns={columns}
            rows={tests}
            rowKey={(test) => test.id}
            detail={(test) => (
              <p className="max-w-[100ch] text-[13px] whitespace-pre-wrap text-muted">
                <span className="sr-only">What and how: </span>
                {test.note}
              </p>
            )}
          />
        )}
      </Panel>
      {/* A test that was recorded makes an empty form. */}
      {form && <RecordForm key={tests.map((test) => test.id).join()} {...form} />}
    </div>
  );
}

function RecordForm({ today, failure }: NonNullable<Parameters<typeof RestoreTests>[0]["form"]>) {
  const of = (name: string) => ({
    name,
    defaultValue: failure?.values[name],
    error: failure?.error.field === name ? failure.error.message : undefined,
    required: true,
  });
  return (
    <details className="rounded-lg border border-line bg-surface px-4 py-3.5" open={failure !== undefined}>
      <summary className="cursor-pointer font-medium">Record a restore test</summary>
      <Form method="post" className="mt-3 flex max-w-2xl flex-col items-start gap-4">
        {failure && !failure.error.field && (
          <Callout tone="bad" title="Nothing was recorded">
            {failure.error.message}
          </Callout>
        )}
        <div className="grid w-full gap-4 sm:grid-cols-2">
          <SelectField
            {...of("tier")}
            label="Restored from"
            options={[["", "Choose"], ...Object.entries(tierNames)] as [string, string][]}
          />
          <TextField {...of("testedOn")} type="date" max={today} label="Day" hint="In Helsinki" />
          <SelectField
            {...of("passed")}
            label="Outcome"
            options={[
              ["", "Choose"],
              ["yes", "The data came back whole"],
              ["no", "It did not"],
            ]}
          />
          <TextField {...of("minutes")} inputMode="numeric" label="Minutes it took" />
        </div>
        <div className="w-full">
          <TextArea {...of("note")} label="What was restored and how it was checked" />
        </div>
        <Button look="primary">Record</Button>
      </Form>
    </details>
  );
}
