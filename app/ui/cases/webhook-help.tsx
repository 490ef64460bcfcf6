/** How the other side knows that a message is ours: in words, since every language has a library for it. */
export function WebhookHelp() {
  return (
    <div className="flex max-w-[80ch] flex-col gap-3">
      <p>
        Each case that is opened, moved on or changed, and each reply, is one POST request with a JSON body. An answer
        from 200 to 299 means that it arrived. Anything else is tried again, less and less often, for about a day; then
        it is given up and stands in the log, from where it can be sent again.
      </p>
      <p>
        A message can come twice, and late. <code>webhook-id</code> stays the same, so keep the ids that were seen;{" "}
        <code>data.event</code> rises with each event of a case, so leave out what is lower than the last.
      </p>
      <p>Messages are signed as the Standard Webhooks specification says. To verify one:</p>
      <ol className="flex list-decimal flex-col gap-1.5 pl-6">
        <li>
          Take the headers <code>webhook-id</code>, <code>webhook-timestamp</code> and <code>webhook-signature</code>,
          and the body’s bytes exactly as they came, before anything parses them.
        </li>
        <li>
          Refuse a timestamp (seconds since 1970, UTC) that is more than five minutes from your own clock: somebody may
          send an old message again.
        </li>
        <li>
          Join the id, the timestamp and the body with full stops: <code>id.timestamp.body</code>.
        </li>
        <li>
          Take the secret without its beginning <code>whsec_</code> and decode the rest from base64: that is the key.
          Compute HMAC-SHA-256 of the joined text with it, and encode the result in base64.
        </li>
        <li>
          The header holds one or more signatures with spaces between, each <code>v1,</code> and the base64. The message
          is ours if one of them equals yours; compare in constant time.
        </li>
      </ol>
      <p>
        A body has the case’s number, kind, state, priority and ticket number, and of a reply its text and language. It
        has no notes, no files and no name of a customer.
      </p>
    </div>
  );
}
