import { Form } from "@remix-run/react";
import { Button } from "../button.tsx";
import { SelectField } from "../field.tsx";
import { errorAt, type FormFailure, failureOf } from "../incidents/form-failure.ts";

type Props = {
  version: number;
  assignee: { id: string; name: string } | null;
  people: readonly { id: string; name: string }[];
  /** The person at the screen. */
  me: string;
  failure: FormFailure | undefined;
};

/** Who works on the case; one press takes it. */
export function CaseAssign({ version, assignee, people, me, failure: refused }: Props) {
  const failure = failureOf(refused, "assign");
  // One who left, or changed their work: still who has it.
  const known = assignee && !people.some(({ id }) => id === assignee.id) ? [assignee, ...people] : people;
  return (
    <div className="no-print flex flex-col items-start gap-3">
      {assignee?.id !== me && people.some(({ id }) => id === me) && (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="intent" value="assign" />
          <input type="hidden" name="version" value={version} />
          <input type="hidden" name="assigneeId" value={me} />
          <Button look={assignee ? "secondary" : "primary"}>Take it</Button>
        </Form>
      )}
      <Form
        method="post"
        aria-label="Assignee"
        preventScrollReset
        key={`${version} ${assignee?.id}`}
        className="flex w-full flex-wrap items-end gap-2"
      >
        <input type="hidden" name="intent" value="assign" />
        <input type="hidden" name="version" value={version} />
        <div className="min-w-40 flex-1">
          <SelectField
            id="assignee"
            name="assigneeId"
            label="Give it to"
            defaultValue={failure?.values.assigneeId ?? assignee?.id ?? ""}
            error={errorAt(failure, "assigneeId")}
            options={[["", "Nobody"], ...known.map(({ id, name }): [string, string] => [id, name])]}
          />
        </div>
        <Button>Assign</Button>
      </Form>
    </div>
  );
}
