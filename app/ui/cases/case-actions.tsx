import { Form } from "@remix-run/react";
import type { CaseActionView } from "#app/domain/cases/case-view.ts";
import { Button } from "../button.tsx";
import { TextArea } from "../field.tsx";
import { errorAt, type FormFailure, failureOf } from "../incidents/form-failure.ts";
import { useDraft } from "../use-draft.ts";

/** `reply`: the template that is offered once it is done. */
export type CaseStep = CaseActionView & { reply: string | null };

type Props = {
  number: number;
  version: number;
  actions: readonly CaseStep[];
  failure: FormFailure | undefined;
  /** See `useDraft`. */
  sent: string | null;
};

/** What can be done with a case now; what asks for words is folded until it is wanted, what is closed says why. */
export function CaseActions({ number, version, actions, failure: sent, sent: done }: Props) {
  const open = actions.filter(({ disabled }) => disabled === null);
  const closed = actions.filter(({ disabled }) => disabled !== null);
  const failure = failureOf(sent, "act");
  const of = (id: string) => (failure?.values.action === id ? failure : undefined);
  const plain = open.filter(({ asks }) => asks === null);
  return (
    <div className="flex flex-col gap-3">
      {plain.length > 0 && (
        <div className="no-print flex flex-wrap gap-2">
          {plain.map(({ id, label, reply }, at) => (
            <Form method="post" key={id} preventScrollReset>
              <Seen version={version} action={id} reply={reply} />
              <Button look={at === 0 ? "primary" : "secondary"}>{label}</Button>
            </Form>
          ))}
        </div>
      )}
      {open.map(
        (action) =>
          action.asks && (
            <AskingAction
              key={action.id}
              action={{ ...action, asks: action.asks }}
              number={number}
              version={version}
              failure={of(action.id)}
              sent={done}
            />
          ),
      )}
      {open.length === 0 && <p className="text-muted">There is no step for you to take now.</p>}
      {closed.length > 0 && (
        <details className="no-print border-t border-line pt-3">
          <summary className="cursor-pointer text-muted">Other steps, and why you cannot take them now</summary>
          <ul className="mt-2 flex flex-col gap-1.5 text-[13px]">
            {closed.map(({ id, label, disabled }) => (
              <li key={id}>
                <span className="font-medium">{label}:</span> {disabled}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Seen({ version, action, reply }: { version: number; action: string; reply: string | null }) {
  return (
    <>
      <input type="hidden" name="intent" value="act" />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="action" value={action} />
      {reply && <input type="hidden" name="reply" value={reply} />}
    </>
  );
}

function AskingAction({
  action: { id, label, asks, reply },
  number,
  version,
  failure,
  sent,
}: {
  action: CaseStep & { asks: { label: string; hint: string } };
  number: number;
  version: number;
  failure: FormFailure | undefined;
  sent: string | null;
}) {
  const [text, setText] = useDraft(`case ${number} ${id}`, failure?.values.text ?? "", sent);
  return (
    <details className="no-print border-t border-line pt-3 first:border-t-0 first:pt-0" open={failure !== undefined}>
      <summary className="cursor-pointer font-medium">{label}</summary>
      <Form
        method="post"
        aria-label={label}
        preventScrollReset
        className="mt-3 flex max-w-2xl flex-col items-start gap-3"
      >
        <Seen version={version} action={id} reply={reply} />
        <div className="w-full">
          <TextArea
            id={`act-${id}`}
            name="text"
            label={asks.label}
            hint={asks.hint}
            value={text}
            onChange={(event) => setText(event.target.value)}
            error={errorAt(failure, "text")}
            required
          />
        </div>
        <Button>{label}</Button>
      </Form>
    </details>
  );
}
