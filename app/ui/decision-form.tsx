import { Form, Link } from "@remix-run/react";
import { paths } from "#app/paths.ts";
import { Button, buttonClass } from "./button.tsx";
import { TextArea } from "./field.tsx";
import { errorAt, type FormFailure } from "./incidents/form-failure.ts";

/** In the place of what is decided, for a person whose sign-in is too old for it. */
export function SignInAgain({ from, to, what }: { from: string; to: "decide" | "approve"; what: string }) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Link className={buttonClass("primary")} to={paths.freshSignIn(from)}>
        Sign in again to {to}
      </Link>
      <span className="text-muted">{what} needs a sign-in made within the last 5 minutes.</span>
    </div>
  );
}

/** A second person's yes or no, with the words that a no needs. */
export function DecisionForm({
  label,
  seen,
  words,
  approve,
  failure,
}: {
  label: string;
  /** What the person decides by, and the form's token: sent along. */
  seen: Record<string, string | number>;
  words: { name: string; label: string; hint: string };
  /** The words of the button; null for who may only refuse. */
  approve: string | null;
  failure?: FormFailure;
}) {
  return (
    <Form method="post" className="flex max-w-xl flex-col items-start gap-3" aria-label={label}>
      {Object.entries(seen).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="w-full">
        <TextArea
          id={`decision-${words.name}`}
          rows={2}
          {...words}
          defaultValue={failure?.values[words.name]}
          error={errorAt(failure, words.name)}
        />
      </div>
      <div className="flex flex-wrap gap-2">
        {approve && (
          <Button look="primary" name="intent" value="approve">
            {approve}
          </Button>
        )}
        <Button look="danger" name="intent" value="refuse">
          Refuse
        </Button>
      </div>
    </Form>
  );
}
