import { data, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listOutbox, type OutboxEntry } from "#app/domain/messages/list-outbox.server.ts";
import { EmptyState, PageHeader } from "#app/ui/page.tsx";
import { Instant } from "#app/ui/instant.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { Tag, type TagTone } from "#app/ui/tag.tsx";
import { TextWithLinks } from "#app/ui/text-with-links.tsx";
import { staffLoader } from "./guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Outbox · Huolto" }];

export const loader = staffLoader("outbox.view", async ({ ctx, context }) => {
  if (!context.demo) throw data({ message: "There is an Outbox in the demo only." }, { status: 404 });
  return { messages: await listOutbox(ctx), now: ctx.clock.now() };
});

const tones: Record<string, TagTone> = {
  sent: "done",
  failed: "bad",
  cancelled: "ended",
  queued: "waiting",
  sending: "waiting",
};
const words: Record<string, string> = {
  sent: "Would have gone",
  failed: "Failed",
  queued: "Queued",
  sending: "Sending",
  cancelled: "Cancelled",
};
/** With a matter's people the addresses of its messages go too, and what was written in them. */
function heading({ channel, recipient }: Pick<OutboxEntry, "channel" | "recipient">): string {
  if (channel === "mailing") return "E-mail to subscribers";
  const [what, where] = channel === "email" ? ["E-mail", "address"] : ["SMS", "number"];
  return `${what} to ${recipient || `a recipient whose ${where} has been removed`}`;
}

export default function Outbox() {
  const { messages, now } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title="Outbox"
        lead="What would have gone out by e-mail and SMS. Only the demo keeps the text; otherwise it is removed once it is sent."
      />
      {messages.length === 0 ? (
        <Panel>
          <EmptyState title="Nothing has been sent">
            What is sent about the matters that your roles see lands here.
          </EmptyState>
        </Panel>
      ) : (
        <ul className="flex flex-col gap-4">
          {messages.map((message) => (
            <li key={message.id}>
              <Panel
                title={
                  <span className="flex flex-wrap items-center gap-2">
                    {heading(message)}
                    <Tag tone={tones[message.state] ?? "neutral"}>{words[message.state] ?? message.state}</Tag>
                  </span>
                }
                aside={
                  <span className="text-[13px] text-muted">
                    <Instant at={message.at} now={now} />
                  </span>
                }
              >
                {message.subject ? (
                  <p className="mb-2 font-medium">{message.subject}</p>
                ) : (
                  message.channel === "email" &&
                  message.body === null && <p className="mb-2 text-muted">The subject has been removed.</p>
                )}
                <p className="break-words whitespace-pre-wrap">
                  {message.body === null ? (
                    <span className="text-muted">The text has been removed.</span>
                  ) : (
                    <TextWithLinks text={message.body} />
                  )}
                </p>
              </Panel>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
