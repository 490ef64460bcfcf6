import { Form, Link } from "@remix-run/react";
import { formatSince } from "#app/i18n/formats.ts";
import { Button, buttonClass } from "../../button.tsx";
import { Callout } from "../../callout.tsx";

/** Of one's own text in a bulletin that is not edited now. */
export function KeptText({ savedAt, now }: { savedAt: string; now: string }) {
  return <>What you typed at {formatSince(savedAt, now)} and did not save is kept until it is a draft again.</>;
}

/**
 * Asked before anything is typed over it: there is text of one's own that was kept and not saved.
 * @param fields what it differs in from the version that is stored, in words
 */
export function RestorePrompt({
  savedAt,
  now,
  fields,
  outdated,
  continueTo,
}: {
  savedAt: string;
  now: string;
  fields: readonly string[];
  /** Others saved since it was begun; continuing puts both together when it is saved. */
  outdated: boolean;
  continueTo: string;
}) {
  return (
    <Callout tone="warn" title={`You have text from ${formatSince(savedAt, now)} that was not saved`}>
      <p>
        It differs in: {fields.join("; ")}.
        {outdated && " Others saved since you began it; both are put together when you save."}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Link className={`${buttonClass("primary")} no-underline!`} to={continueTo} replace>
          Continue with it
        </Link>
        <Form method="post">
          <Button name="intent" value="discard">
            Discard it
          </Button>
        </Form>
      </div>
    </Callout>
  );
}
