import type { MissingItem } from "#app/domain/exports/missing-items.ts";
import type { ShownAdjustment } from "#app/domain/exports/adjustments.ts";
import type { ScopeGroup, ScopeView, ScopeYear } from "#app/domain/exports/scope-view.ts";
import { formatAmount, formatCount } from "#app/i18n/formats.ts";
import { Callout } from "./callout.tsx";
import { Panel } from "./panel.tsx";
import { ScopeAdjustments } from "./scope-adjustments.tsx";
import { Day, EmployeeRecords, inHeader, InOrOut, MarkedVouchers, Why } from "./scope-parts.tsx";
import { ScrollArea } from "./scroll-area.tsx";
import { type Column, Table } from "./table.tsx";
import { Tag } from "./tag.tsx";

/** What is in, what is out, until when and why, with the paragraph; and what is missing. */
export function ScopeReview({
  scope,
  missing,
  adjustments,
}: {
  scope: ScopeView;
  missing: MissingItem[];
  adjustments: readonly ShownAdjustment[];
}) {
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
      <ScopeAdjustments adjustments={adjustments} />
      <p className="text-muted">
        {scope.law}, applied as of <span className="tabular text-ink">{scope.asOf}</span>. The rules were last reviewed
        on <span className="tabular">{scope.lawReviewedOn}</span>.
      </p>
      <Panel title="Financial years" flush>
        <Table
          caption="What the ledger has of each year, and how much of it is in the archive"
          columns={yearColumns}
          rows={scope.years}
          rowKey={(year) => year.startsOn}
          detail={({ retainUntil, counts }) => (
            <p className="text-[13px] text-muted">
              {retainUntil && `At most until ${retainUntil} · `}
              {formatCount(counts.vouchers)} vouchers, {formatCount(counts.lines)} lines,{" "}
              {formatCount(counts.documents)} documents · debit = credit <Balance of={counts} />
            </p>
          )}
          detailBelow="lg"
        />
      </Panel>
      {scope.years.map((year) => (
        <YearDetails key={year.startsOn} year={year} />
      ))}
      {scope.part === "payroll" && <EmployeeRecords records={scope.records} />}
      <Panel title="Not in this archive, whatever the year" flush>
        <Table
          caption="Materials that the law names and this archive does not carry"
          columns={notCarried}
          rows={scope.notInThisArchive}
          rowKey={(row) => row.what}
          detail={(row) => row.instead}
          detailBelow="md"
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

/** Open where something is left out and the year before does not say the same: the table above says what is closed. */
function YearDetails({ year }: { year: ScopeYear }) {
  return (
    <details
      open={!year.sameAsBefore && year.materials.included < year.materials.all}
      className="rounded-lg border border-line bg-surface"
    >
      <summary className="cursor-pointer px-4 py-2.5">
        <h2 className="inline">
          <span className="tabular">{span(year)}</span>: in, out, until when and why
        </h2>
        {year.sameAsBefore && <span className="text-muted"> — as the year before, a year later</span>}
      </summary>
      <div className="border-t border-line">
        <ScrollArea label={`Materials of ${span(year)}`}>
          <Table
            caption={`Materials of the year ${year.startsOn} to ${year.endsOn}`}
            columns={groupColumns}
            rows={year.groups}
            rowKey={(group) => group.materials.join()}
            detail={(group) => <Why of={group} />}
            detailBelow="md"
          />
        </ScrollArea>
        <MarkedVouchers year={span(year)} marks={year.marks} />
      </div>
    </details>
  );
}

const span = (year: ScopeYear) => `${year.startsOn} – ${year.endsOn}`;

const yearColumns: Column<ScopeYear>[] = [
  {
    key: "year",
    header: "Year",
    rowHeader: true,
    cell: (year) => (
      <span className="flex items-center gap-2 whitespace-nowrap">
        <span className="tabular">{span(year)}</span>
        {year.open && <Tag tone="warn">Open</Tag>}
      </span>
    ),
  },
  {
    key: "in",
    header: inHeader,
    cell: (year) => (
      <span className="whitespace-nowrap">
        {year.included ? (
          <>
            {year.materials.included} of {year.materials.all}
            <span className="max-sm:sr-only"> materials</span>
          </>
        ) : (
          <Tag tone="ended">Out</Tag>
        )}
      </span>
    ),
  },
  { key: "until", header: "At most until", from: "lg", cell: (year) => <Day text={year.retainUntil ?? "–"} /> },
  { key: "vouchers", header: "Vouchers", numeric: true, from: "lg", cell: (year) => formatCount(year.counts.vouchers) },
  { key: "lines", header: "Lines", numeric: true, from: "lg", cell: (year) => formatCount(year.counts.lines) },
  {
    key: "documents",
    header: "Documents",
    numeric: true,
    from: "lg",
    cell: (year) => formatCount(year.counts.documents),
  },
  {
    key: "sums",
    header: "Debit = credit",
    numeric: true,
    from: "lg",
    cell: ({ counts }) => <Balance of={counts} />,
  },
];

function Balance({ of: { debit, credit } }: { of: { debit: string; credit: string } }) {
  return debit === credit ? formatAmount(debit) : `${formatAmount(debit)} ≠ ${formatAmount(credit)}`;
}

const groupColumns: Column<ScopeGroup>[] = [
  {
    key: "in",
    header: inHeader,
    cell: (group) => <InOrOut included={group.included} />,
  },
  {
    key: "materials",
    header: "Materials",
    rowHeader: true,
    cell: (group) => <div className="md:min-w-52">{group.materials.join(", ")}</div>,
  },
  {
    key: "until",
    header: "Kept until",
    cell: (group) => <Day text={group.retainUntil} />,
  },
  {
    key: "why",
    header: "Why",
    from: "md",
    cell: (group) => <Why of={group} />,
  },
];

const notCarried: Column<ScopeView["notInThisArchive"][number]>[] = [
  { key: "what", header: "Material", rowHeader: true, cell: (row) => row.what },
  {
    key: "law",
    header: "What the law says",
    cell: (row) => (
      <div className="max-w-[50ch] md:min-w-48">
        <span className="font-medium">{row.citation}.</span> {row.law}
      </div>
    ),
  },
  {
    key: "instead",
    header: "Where it is",
    from: "md",
    cell: (row) => <div className="max-w-[40ch] min-w-40">{row.instead}</div>,
  },
];
