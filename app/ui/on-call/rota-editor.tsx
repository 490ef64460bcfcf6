import { Form } from "@remix-run/react";
import { weekdayNames } from "#app/domain/on-call/on-call-labels.ts";
import { Button } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { SelectField, TextArea, TextField } from "../field.tsx";
import { Instant } from "../instant.tsx";
import { Panel } from "../panel.tsx";
import { type Column, Table } from "../table.tsx";
import { Tag } from "../tag.tsx";
import type { Named, RefusedForm, ShownRota } from "./on-call-types.ts";

const states = {
  holds: <Tag tone="done">Holds now</Tag>,
  planned: <Tag tone="waiting">Planned</Tag>,
  past: <Tag tone="ended">Replaced</Tag>,
};

/** Every rota that was ever set, the one that begins last first. */
export function RotaHistory({ rotas }: { rotas: readonly ShownRota[] }) {
  const columns: Column<ShownRota>[] = [
    { key: "from", header: "From", rowHeader: true, cell: (rota) => <Instant at={rota.effectiveFrom} /> },
    { key: "state", header: "State", cell: (rota) => states[rota.state] },
    {
      key: "members",
      header: "In turn",
      from: "sm",
      cell: (rota) => <Turns members={rota.members} />,
    },
    {
      key: "handover",
      header: "Hand-over",
      from: "sm",
      cell: handover,
    },
    { key: "reason", header: "Reason", from: "sm", cell: (rota) => rota.reason },
    { key: "by", header: "Set by", from: "sm", cell: (rota) => rota.setBy ?? <span className="text-muted">Demo</span> },
  ];
  if (rotas.length === 0) return null;
  return (
    <Panel title="Rotas" flush>
      <Table
        caption="Rotas, the one that begins last first"
        columns={columns}
        rows={rotas}
        rowKey={(rota) => rota.id}
        detailBelow="sm"
        detail={(rota) => (
          <div className="text-[13px]">
            <Turns members={rota.members} />
            <p className="text-muted">
              {handover(rota)}. {rota.reason}
            </p>
          </div>
        )}
      />
    </Panel>
  );
}

const handover = (rota: ShownRota) => `${weekdayNames[rota.handoverWeekday - 1]} ${rota.handoverTime}`;

function Turns({ members }: Pick<ShownRota, "members">) {
  return (
    <ol className="flex flex-wrap gap-x-2">
      {members.map((member, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a person can have two turns, and the order is what is shown
        <li key={i} className={member.able ? "" : "text-muted line-through"}>
          {member.name}
          {i < members.length - 1 && ","}
        </li>
      ))}
    </ol>
  );
}

/** Each turn is a field of its own. */
const memberField = (i: number) => `member-${i}`;

/** Sets the rota from an instant on. Turns are selects, so that the order can be given without a script. */
export function RotaForm({
  able,
  start,
  newest,
  suggested,
  failure,
}: {
  able: readonly Named[];
  /** The rota whose people and hand-over the form begins with. */
  start: ShownRota | null;
  newest: string | null;
  /** Wall time at which a new rota could begin. */
  suggested: string;
  failure?: RefusedForm;
}) {
  const of = (name: string, fallback = "") => ({
    name,
    id: `rota-${name}`,
    defaultValue: failure?.values[name] ?? fallback,
    error: failure?.error.field === name ? failure.error.message : undefined,
    required: true,
  });
  const known = start?.members.map((member) => member.id) ?? [];
  const turns = Math.min(60, Math.max(4, known.length + 2));
  const chosen = (i: number) => (failure ? failure.values[memberField(i)] : known[i]) ?? "";
  return (
    <details className="rounded-lg border border-line bg-surface px-4 py-3.5" open={failure !== undefined}>
      <summary className="cursor-pointer font-medium">Set a new rota</summary>
      <Form method="post" className="mt-3 flex flex-col items-start gap-4" preventScrollReset>
        {failure && (!failure.error.field || failure.error.field === "members") && (
          <Callout tone="bad" title="The rota was not set">
            {failure.error.message}
          </Callout>
        )}
        <input type="hidden" name="seen" value={newest ?? ""} />
        <div className="grid w-full gap-4 sm:grid-cols-3">
          <TextField
            {...of("effectiveFrom", suggested)}
            type="datetime-local"
            label="From"
            hint="The first person begins then"
          />
          <SelectField
            {...of("handoverWeekday", String(start?.handoverWeekday ?? 1))}
            label="Hand-over on"
            hint="Each week"
            options={weekdayNames.map((name, i) => [String(i + 1), name])}
          />
          <TextField
            {...of("handoverTime", start?.handoverTime ?? "09:00")}
            type="time"
            label="Hand-over at"
            hint="Helsinki time"
          />
        </div>
        <fieldset className="w-full">
          <legend className="font-medium">In turn, a week each</legend>
          <p className="mb-2 text-[13px] text-muted">Empty turns are left out. Save once to have room for more.</p>
          <div className="grid gap-3 sm:grid-cols-3 lg:grid-cols-4">
            {Array.from({ length: turns }, (_, i) => (
              <SelectField
                // biome-ignore lint/suspicious/noArrayIndexKey: a turn is its place in the order
                key={i}
                name={memberField(i)}
                label={`Turn ${i + 1}`}
                defaultValue={able.some((person) => person.id === chosen(i)) ? chosen(i) : ""}
                options={[["", "Nobody"], ...able.map(({ id, name }) => [id, name])] as [string, string][]}
              />
            ))}
          </div>
        </fieldset>
        <div className="w-full max-w-2xl">
          <TextArea {...of("reason")} rows={2} label="Reason" hint="Kept with the rota" />
        </div>
        <Button look="primary" name="intent" value="set_rota">
          Set the rota
        </Button>
      </Form>
    </details>
  );
}
