import { Check, X } from "lucide-react";
import type { ScopeMark, ScopeRecords } from "#app/domain/exports/scope-view.ts";
import { formatCount } from "#app/i18n/formats.ts";
import { Panel } from "./panel.tsx";
import { ScrollArea } from "./scroll-area.tsx";
import { type Column, Table } from "./table.tsx";
import { Tag } from "./tag.tsx";

/** Over a column of `InOrOut`: on a phone the word beside the sign says enough. */
export const inHeader = (
  <>
    In<span className="max-md:sr-only"> the archive</span>
  </>
);

/** In or out, by shape, word and colour. */
export function InOrOut({ included }: { included: boolean }) {
  return included ? (
    <span className="inline-flex items-center gap-1 font-medium">
      <Check aria-hidden className="size-4 text-good" strokeWidth={2.5} /> In
    </span>
  ) : (
    <span className="inline-flex items-center gap-1 font-medium text-muted">
      <X aria-hidden className="size-4" strokeWidth={2.5} /> Out
    </span>
  );
}

/** The paragraph, what differs from it, and what else to know. */
export function Why({
  of,
}: {
  of: { citation: string; reason: string | null | undefined; practice: boolean; readInGuide: boolean; notes: string[] };
}) {
  return (
    <div className="max-w-[60ch] break-words md:min-w-56">
      <span className="font-medium">{of.citation}.</span> {of.reason}
      {of.practice && (
        <p>
          <Tag tone="warn">Practice, longer than law</Tag>
        </p>
      )}
      {of.readInGuide && (
        <p>
          <Tag tone="warn">Read in a guide, not in the law</Tag>
        </p>
      )}
      {of.notes.map((note) => (
        <p key={note} className="text-muted">
          {note}
        </p>
      ))}
    </div>
  );
}

export function Day({ text }: { text: string }) {
  return <span className="tabular whitespace-nowrap">{text}</span>;
}

/** Vouchers of one year that are kept by a rule of their own, whatever happens to the others. */
export function MarkedVouchers({ year, marks }: { year: string; marks: readonly ScopeMark[] }) {
  if (marks.length === 0) return null;
  return (
    <div className="border-t border-line">
      <ScrollArea label={`Vouchers of ${year} with a period of their own`}>
        <Table
          caption={`Vouchers of ${year} with a period of their own`}
          showCaption
          columns={markColumns}
          rows={marks}
          rowKey={(mark) => `${mark.basis}${mark.startsOn}`}
          detail={(mark) => <Why of={mark} />}
          detailBelow="md"
        />
      </ScrollArea>
    </div>
  );
}

const markColumns: Column<ScopeMark>[] = [
  { key: "in", header: inHeader, cell: (mark) => <InOrOut included={mark.included} /> },
  {
    key: "basis",
    header: "Vouchers",
    rowHeader: true,
    cell: (mark) => (
      <div className="md:min-w-44">
        {mark.basis}
        <p className="tabular font-normal text-muted">
          {formatCount(mark.vouchers)} from {mark.startsOn}
        </p>
      </div>
    ),
  },
  { key: "until", header: "Kept until", cell: (mark) => <Day text={mark.retainUntil} /> },
  { key: "why", header: "Why", from: "md", cell: (mark) => <Why of={mark} /> },
];

/** Working time and holidays, whose periods follow each person's employment and not the financial years. */
export function EmployeeRecords({ records }: { records: readonly ScopeRecords[] }) {
  return (
    <Panel title="Employees' records" flush>
      {records.length === 0 ? (
        <p className="px-4 py-3 text-muted">The ledger has no records of working time or holidays.</p>
      ) : (
        <ScrollArea label="Employees' records">
          <Table
            caption="Records of working time and holidays, decided for each employee and calendar year"
            columns={recordColumns}
            rows={records}
            rowKey={(row) => `${row.materials}${row.included}${row.reason}${row.citation}`}
            detail={(row) => <Why of={row} />}
            detailBelow="md"
          />
        </ScrollArea>
      )}
    </Panel>
  );
}

const recordColumns: Column<ScopeRecords>[] = [
  { key: "in", header: inHeader, cell: (row) => <InOrOut included={row.included} /> },
  {
    key: "what",
    header: "Records",
    rowHeader: true,
    cell: (row) => (
      <div className="md:min-w-44">
        {row.materials.join(", ")}
        <p className="tabular font-normal text-muted">
          {formatCount(row.employees)} {row.employees === 1 ? "employee" : "employees"},{" "}
          {row.firstYear === row.lastYear ? row.firstYear : `${row.firstYear}–${row.lastYear}`}
        </p>
      </div>
    ),
  },
  {
    key: "until",
    header: "Kept until",
    cell: (row) => (
      <>
        <Day text={row.firstUntil} />
        {row.firstUntil !== row.lastUntil && (
          <>
            {" – "}
            <Day text={row.lastUntil} />
          </>
        )}
      </>
    ),
  },
  { key: "why", header: "Why", from: "md", cell: (row) => <Why of={row} /> },
];
