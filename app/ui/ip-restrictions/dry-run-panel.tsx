import { Form } from "@remix-run/react";
import type { DryRunOutcome, DryRunRow } from "#app/domain/ip-restrictions/dry-run-rules.ts";
import type { RestrictionView } from "#app/domain/ip-restrictions/restriction-view.ts";
import { formatInstant } from "#app/i18n/formats.ts";
import { Button } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { Panel } from "../panel.tsx";
import { Table } from "../table.tsx";
import { Tag, type TagTone } from "../tag.tsx";

const outcomes: Record<DryRunOutcome, { tone: TagTone; word: string }> = {
  locked_out: { tone: "bad", word: "Locked out" },
  partly: { tone: "warn", word: "At times" },
  enters: { tone: "done", word: "Gets in" },
};
const clients = { browser: "Browser", api: "Integration", robot: "Robot" };
const tones = { good: "good", bad: "warn", unknown: "warn" } as const;

/** What the list would have done to the sign-ins of the last days: the sentence, then who, from where and how often. */
export function DryRunPanel({ list }: { list: RestrictionView }) {
  const { dryRun: run, actions } = list;
  if (!run && !actions.dry_run.allowed) return null;
  const people = run?.rows.filter(({ client }) => client === "browser") ?? [];
  const programs = run?.rows.filter(({ client }) => client !== "browser") ?? [];
  return (
    <Panel title="Who would have been locked out" id="trial">
      <div className="flex flex-col gap-3">
        {run && !run.current && <Callout tone="warn">The list was changed after this trial. Try it again.</Callout>}
        {run?.current && !run.fresh && actions.dry_run.allowed && (
          <Callout tone="warn">This trial is older than a day. It has to be made again before an approval.</Callout>
        )}
        {run ? (
          <>
            <Callout tone={tones[run.verdict]} title={run.sentence}>
              <p>Tried {formatInstant(run.at)}. Addresses are told as networks of /24 and /48.</p>
            </Callout>
            {programs.length > 0 && (
              <section aria-labelledby="trial-programs">
                <h3 id="trial-programs">Integrations and robots</h3>
                <p className="text-muted">Nobody stands before them who could tell: ask the customer about each.</p>
                <Who caption="Integrations and robots by what the list does to them" rows={programs} />
              </section>
            )}
            {people.length > 0 && (
              <section aria-labelledby="trial-people">
                <h3 id="trial-people">People</h3>
                <Who caption="People by what the list does to them" rows={people} />
              </section>
            )}
            {run.rows.length < run.people.total + run.programs.total && (
              <p className="text-muted">These are the first {run.rows.length}; the sentence counts all.</p>
            )}
          </>
        ) : (
          <p>Not tried yet. The second person decides by this.</p>
        )}
        {actions.dry_run.allowed && (
          <Form method="post" preventScrollReset>
            <input type="hidden" name="version" value={list.rowVersion} />
            <Button look={run?.current ? "secondary" : "primary"} name="intent" value="dry_run">
              {run ? "Try it again" : "Try it against the last 30 days"}
            </Button>
          </Form>
        )}
      </div>
    </Panel>
  );
}

function Who({ caption, rows }: { caption: string; rows: readonly DryRunRow[] }) {
  return (
    <div className="mt-1 overflow-x-auto">
      <Table
        caption={caption}
        rows={rows}
        rowKey={({ client, person }) => `${client} ${person}`}
        columns={[
          {
            key: "who",
            header: "Who",
            rowHeader: true,
            cell: (row) => (
              <>
                {row.person}{" "}
                <span className="font-normal text-muted">
                  {row.role}
                  {row.client !== "browser" &&
                    row.role !== clients[row.client].toLowerCase() &&
                    `, ${clients[row.client]}`}
                </span>
              </>
            ),
          },
          {
            key: "outcome",
            header: "With the list",
            cell: (row) => <Tag tone={outcomes[row.outcome].tone}>{outcomes[row.outcome].word}</Tag>,
          },
          { key: "refused", header: "Refused", numeric: true, cell: (row) => `${row.refused} of ${row.signIns}` },
          {
            key: "from",
            header: "From",
            from: "md",
            cell: (row) => (
              <span className="text-[13px]">
                {row.networks.map(({ network, signIns }) => `${network} (${signIns})`).join(", ")}
                {row.moreNetworks > 0 && ` and ${row.moreNetworks} more`}
              </span>
            ),
          },
          { key: "seen", header: "Last seen", from: "lg", cell: (row) => formatInstant(row.lastSeen) },
        ]}
      />
    </div>
  );
}
