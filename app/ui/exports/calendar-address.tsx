import { Form } from "@remix-run/react";
import { Button } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { Instant } from "../instant.tsx";
import { Panel } from "../panel.tsx";

/**
 * The address under which a calendar program reads the dates of the exports.
 * @param made the address that was just made, which is shown this once
 */
export function CalendarAddress({ madeAt, made }: { madeAt: Date | string | null; made: string | null }) {
  return (
    <Panel title="Dates in your own calendar" id="calendar">
      {made && (
        <div className="mb-4">
          <Callout tone="good" title="Copy the address now: it is not shown again">
            <code className="break-all select-all">{made}</code>
          </Callout>
        </div>
      )}
      <p className="max-w-[75ch]">
        {madeAt ? (
          <>
            You have a calendar address, made <Instant at={madeAt} />. Whoever knows it sees the dates by the numbers of
            the requests, and no customer. A new address ends this one.
          </>
        ) : (
          "A calendar program can subscribe to the dates of all exports under an address of your own, without signing in."
        )}
      </p>
      <Form method="post" className="mt-3 flex flex-wrap gap-2" preventScrollReset>
        <Button name="intent" value="make_feed">
          {madeAt ? "Make a new address" : "Make an address"}
        </Button>
        {madeAt && (
          <Button look="danger" name="intent" value="revoke_feed">
            Take the address back
          </Button>
        )}
      </Form>
    </Panel>
  );
}
