import { Check, X } from "lucide-react";
import type { MissingItem } from "#app/domain/exports/missing-items.ts";
import type { ScopeGroup, ScopeView, ScopeYear } from "#app/domain/exports/scope-view.ts";
import { formatAmount, formatCount } from "#app/i18n/formats.ts";
import { Callout } from "./callout.tsx";
import { Panel } from "./panel.tsx";
import { type Column, Table } from "./table.tsx";
import { Tag } from "./tag.tsx";

/** What is in, what is out, until when and why, with the paragraph; and what is missing. */
export function ScopeReview({ scope, missing }: { scope: ScopeView; missing: MissingItem[] }) {
  return (
    <div className="flex flex-col gap-5">
      {missing.length > 0 && (
        <Callout tone="warn" title="Missing or unusual: look before it is approved">
          <ul className="mt-1 list-disc pl-5">
            {missing.map((item) => (
              <li key={`${item.code}${item.year}`}>
                {item.year && <span className="tabular font-medium">{item.year}: </span>}
                {item.sentence}
              </li>
            ))}
          </ul>
        </Callout>
      )}
      <p className="text-muted">
        {scope.law}, applied as of <span className="tabular text-ink">{scope.asOf}</span>. The rules were last reviewed
        on <span className="tabular">{scope.lawReviewedOn}</span>.
      </p>
      {scope.years.map((year) => (
        <YearPanel key={year.startsOn} year={year} />
      ))}
      <Panel title="Not in this archive, whatever the year" flush>
        <Table
          caption="Materials that the law names and this archive does not carry"
          columns={notCarried}
          rows={scope.notInThisArchive}
          rowKey={(row) => row.what}
        />
      </Panel>
      <Panel title="Never in an archive">
        <ul className="grid gap-x-6 gap-y-1.5 sm:grid-cols-2">
          {scope.neverIncluded.map((item) => (
            <li key={item.what}>
              <span className="font-medium">{item.what}.</span> <span className="text-muted">{item.reason}</span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function YearPanel({ year }: { year: ScopeYear }) {
  const { counts } = year;
  return (
    <Panel
      title={
        <span className="flex flex-wrap items-center gap-2">
          <span className="tabular">
            {year.startsOn} – {year.endsOn}
          </span>
          {!year.included && <Tag tone="ended">Out</Tag>}
          {year.open && <Tag tone="warn">Open year</Tag>}
        </span>
      }
      aside={
        <span className="tabular text-[13px] text-muted">
          {formatCount(counts.vouchers)} vouchers · {formatCount(counts.lines)} lines · {formatCount(counts.documents)}{" "}
          documents · debit {formatAmount(counts.debit)} · credit {formatAmount(counts.credit)}
        </span>
      }
      flush
    >
      <Table
        caption={`Materials of the year ${year.startsOn} to ${year.endsOn}`}
        columns={groupColumns}
        rows={year.groups}
        rowKey={(group) => group.materials.join()}
      />
    </Panel>
  );
}

const groupColumns: Column<ScopeGroup>[] = [
  {
    key: "in",
    header: "In the archive",
    cell: (group) =>
      group.included ? (
        <span className="inline-flex items-center gap-1 font-medium">
          <Check aria-hidden className="size-4 text-good" strokeWidth={2.5} /> In
        </span>
      ) : (
        <span className="inline-flex items-center gap-1 font-medium text-muted">
          <X aria-hidden className="size-4" strokeWidth={2.5} /> Out
        </span>
      ),
  },
  { key: "materials", header: "Materials", rowHeader: true, cell: (group) => group.materials.join(", ") },
  {
    key: "until",
    header: "Kept until",
    cell: (group) => <span className="tabular whitespace-nowrap">{group.retainUntil}</span>,
  },
  {
    key: "why",
    header: "Why",
    cell: (group) => (
      <div className="max-w-[60ch] min-w-56">
        <span className="font-medium">{group.citation}.</span> {group.reason}
        {group.notes.map((note) => (
          <p key={note} className="text-muted">
            {note}
          </p>
        ))}
      </div>
    ),
  },
];

const notCarried: Column<ScopeView["notInThisArchive"][number]>[] = [
  { key: "what", header: "Material", rowHeader: true, cell: (row) => row.what },
  {
    key: "law",
    header: "What the law says",
    cell: (row) => (
      <div className="max-w-[50ch] min-w-48">
        <span className="font-medium">{row.citation}.</span> {row.law}
      </div>
    ),
  },
  { key: "instead", header: "Where it is", cell: (row) => <div className="max-w-[40ch] min-w-40">{row.instead}</div> },
];
