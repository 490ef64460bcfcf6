import { ageText, cadence, limitText, tierNames } from "#app/domain/health/backups/backup-labels.ts";
import type { CopiesVerdict, RuleVerdict } from "#app/domain/health/backups/backup-rules.ts";
import { Figure } from "../figure.tsx";
import { Instant } from "../instant.tsx";
import { Panel } from "../panel.tsx";
import { Provenance, type ShownProvenance } from "../provenance.tsx";
import { type Column, Table } from "../table.tsx";
import { Tag } from "../tag.tsx";

/** A rule as the page gets it: instants are ISO strings. */
export type ShownRule = Omit<RuleVerdict, "evidence"> & { succeededAt: string | null; observedAt: string | null };

const verdicts = {
  kept: <Tag tone="done">Kept</Tag>,
  late: <Tag tone="bad">Late</Tag>,
  no_evidence: <Tag tone="bad">No evidence</Tag>,
};

/** Each backup rule with the age that the evidence gives it. Old evidence is shown with its age and proves nothing. */
export function BackupRules({
  rules,
  provenance,
  now,
}: {
  rules: readonly ShownRule[];
  provenance: ShownProvenance;
  now: string;
}) {
  const columns: Column<ShownRule>[] = [
    { key: "rule", header: "Rule", rowHeader: true, cell: (rule) => rule.name },
    { key: "tier", header: "Goes to", from: "xl", cell: (rule) => tierNames[rule.tier] },
    {
      key: "age",
      header: "Age",
      numeric: true,
      cell: (rule) => (
        <>
          {rule.ageSeconds === null ? "No data" : ageText(rule.ageSeconds)}
          <span className="block text-[13px] text-muted sm:hidden">at most {limitText(rule.everyHours)}</span>
        </>
      ),
    },
    { key: "limit", header: "At most", numeric: true, from: "sm", cell: (rule) => limitText(rule.everyHours) },
    { key: "verdict", header: "Verdict", cell: (rule) => verdicts[rule.verdict] },
    {
      key: "success",
      header: "Last success",
      from: "sm",
      cell: (rule) => (rule.succeededAt ? <Instant at={rule.succeededAt} /> : <span className="text-muted">None</span>),
    },
    {
      key: "evidence",
      header: "Evidence from",
      from: "md",
      cell: (rule) =>
        rule.observedAt ? <Instant at={rule.observedAt} now={now} /> : <span className="text-muted">Never</span>,
    },
  ];
  return (
    <Panel title="Backups by rule" aside={<Provenance of={provenance} />} flush>
      <Table
        caption="The backup rules and the age of each newest backup"
        columns={columns}
        rows={rules}
        rowKey={(rule) => cadence(rule.everyHours)}
      />
    </Panel>
  );
}

const figures = {
  instances: ["Instances", "copies of the data at all times"],
  media: ["Media", "kinds of storage"],
  sites: ["Places", "places"],
} as const;

/** Three instances, two media, two places: each figure against the rule, with where it comes from. */
export function BackupCopies({
  copies,
  media,
  sites,
  provenance,
}: {
  copies: CopiesVerdict;
  media: readonly string[];
  sites: readonly string[];
  provenance: ShownProvenance;
}) {
  const which = { instances: [], media, sites };
  return (
    <Panel title="Three instances, two media, two places">
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-3">
        {copies.map(({ what, count, minimum, verdict }) => (
          <Figure
            key={what}
            label={figures[what][0]}
            value={count === null ? null : String(count)}
            tone={verdict === "kept" ? "good" : "bad"}
            note={
              <>
                {verdict === "no_evidence" && count !== null ? "No current evidence. " : ""}
                At least {minimum} {figures[what][1]}.{which[what].length > 0 && ` Now ${which[what].join(", ")}.`}
              </>
            }
            provenance={provenance}
          />
        ))}
      </div>
    </Panel>
  );
}
