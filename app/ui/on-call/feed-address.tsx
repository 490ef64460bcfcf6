import { Form } from "@remix-run/react";
import { paths } from "#app/paths.ts";
import { Button } from "../button.tsx";
import { Callout } from "../callout.tsx";
import { Instant } from "../instant.tsx";
import { Panel } from "../panel.tsx";

/**
 * The address under which a calendar program reads one's shifts.
 * @param made the address that was just made, which is shown this once
 */
export function FeedAddress({ madeAt, made }: { madeAt: string | null; made: string | null }) {
  return (
    <Panel title="In your own calendar" id="calendar">
      {made && (
        <div className="mb-4">
          <Callout tone="good" title="Copy the address now: it is not shown again">
            <dl className="mt-1 flex flex-col gap-2">
              <div>
                <dt>My shifts</dt>
                <dd>
                  <code className="break-all select-all">{made}</code>
                </dd>
              </div>
              <div>
                <dt>Everybody's shifts</dt>
                <dd>
                  <code className="break-all select-all">{made}?all=1</code>
                </dd>
              </div>
            </dl>
          </Callout>
        </div>
      )}
      <p className="max-w-[75ch]">
        {madeAt ? (
          <>
            You have a calendar address, made <Instant at={madeAt} />. Whoever knows it sees the names of those on call,
            and nothing else. A new address ends this one.
          </>
        ) : (
          "A calendar program can subscribe to your shifts under an address of your own, without signing in."
        )}
      </p>
      <Form
        method="post"
        action={`${paths.onCall()}#calendar`}
        className="mt-3 flex flex-wrap gap-2"
        preventScrollReset
      >
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
