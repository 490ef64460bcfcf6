import { Form } from "@remix-run/react";
import { formatInstant } from "#app/i18n/formats.ts";
import { Button } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { SelectField, TextArea, TextField } from "../field.tsx";
import { Panel } from "../panel.tsx";
import { Tag } from "../tag.tsx";
import type { Named, RefusedForm, ShownSwap } from "./on-call-types.ts";

/** Swaps that wait for an answer, or hold in the time ahead. Whoever can decide one has the buttons for it. */
export function Swaps({ swaps, me, mayManage }: { swaps: readonly ShownSwap[]; me: string; mayManage: boolean }) {
  if (swaps.length === 0) return null;
  return (
    <Panel title="Swaps">
      <ul className="flex flex-col gap-4">
        {swaps.map((swap) => (
          <li key={swap.id} className="flex flex-wrap items-start justify-between gap-3">
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <State swap={swap} />
                <span>
                  {swap.toName} for {swap.fromName}, {formatInstant(swap.startsAt)} to {formatInstant(swap.endsAt)}
                </span>
              </p>
              <p className="text-muted">{swap.reason}</p>
            </div>
            <Buttons swap={swap} me={me} mayManage={mayManage} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function State({ swap }: { swap: ShownSwap }) {
  if (!swap.holds) return <Tag tone="warn">The turn is another person's now</Tag>;
  if (swap.state === "agreed") return <Tag tone="done">Agreed</Tag>;
  return swap.begun ? <Tag tone="warn">Not answered in time</Tag> : <Tag tone="waiting">Waits for an answer</Tag>;
}

function Buttons({ swap, me, mayManage }: { swap: ShownSwap; me: string; mayManage: boolean }) {
  const asked = swap.state === "asked";
  const answer = asked && swap.toStaff === me;
  const withdraw = asked ? swap.fromStaff === me : mayManage && !swap.begun;
  if (!answer && !withdraw) return null;
  return (
    <Form method="post" className="flex flex-wrap gap-2">
      <input type="hidden" name="id" value={swap.id} />
      <input type="hidden" name="state" value={swap.state} />
      {answer && !swap.begun && swap.holds && (
        <Button look="primary" name="intent" value="agree">
          Take it over
        </Button>
      )}
      {answer && (
        <Button name="intent" value="decline">
          Decline
        </Button>
      )}
      {withdraw && (
        <Button name="intent" value="withdraw">
          {asked ? "Withdraw" : "Take back"}
        </Button>
      )}
    </Form>
  );
}

/**
 * Asks another person to take over a part of one's turn.
 * @param chosen wall times of the shift that was chosen, `2026-12-07T09:00`; null when none was
 */
export function SwapForm({
  chosen,
  others,
  failure,
}: {
  chosen: { startsAt: string; endsAt: string } | null;
  others: readonly Named[];
  failure?: RefusedForm;
}) {
  const of = (name: string, fallback = "") => ({
    name,
    id: `swap-${name}`,
    defaultValue: failure?.values[name] ?? fallback,
    error: failure?.error.field === name ? failure.error.message : undefined,
    required: true,
  });
  return (
    <details id="swap" className="rounded-lg border border-line bg-surface px-4 py-3.5" open={!!(chosen || failure)}>
      <summary className="cursor-pointer font-medium">Ask for a swap</summary>
      <Form method="post" className="mt-3 flex max-w-2xl flex-col items-start gap-4" preventScrollReset>
        {failure && !failure.error.field && (
          <Callout tone="bad" title="Nothing was asked">
            {failure.error.message}
          </Callout>
        )}
        <div className="grid w-full gap-4 sm:grid-cols-2">
          <TextField
            {...of("startsAt", chosen?.startsAt)}
            type="datetime-local"
            label="From"
            hint="Within your own turn"
          />
          <TextField {...of("endsAt", chosen?.endsAt)} type="datetime-local" label="To" hint="Helsinki time" />
          <SelectField
            {...of("toStaff")}
            label="Who takes it over"
            options={[["", "Choose"], ...others.map(({ id, name }) => [id, name])] as [string, string][]}
          />
        </div>
        <div className="w-full">
          <TextArea {...of("reason")} rows={2} label="Reason" hint="The other person sees it" />
        </div>
        <Button look="primary" name="intent" value="ask_swap">
          Ask
        </Button>
      </Form>
    </details>
  );
}
