import { Callout } from "#app/ui/callout.tsx";
import { Instant } from "#app/ui/instant.tsx";

/** The one time that the link is shown. */
export function InvitationLink({ link, expiresAt }: { link: string; expiresAt: Date | string }) {
  return (
    <Callout tone="warn" title="Copy the link now: it is shown this once">
      <p>
        Hand it over by a way on which you know the person, for instance face to face or in a call. Whoever opens it
        first takes the account. It works once, until <Instant at={expiresAt} />.
      </p>
      <label htmlFor="invitation-link" className="sr-only">
        Invitation link
      </label>
      <input
        id="invitation-link"
        readOnly
        value={link}
        onFocus={(event) => event.target.select()}
        className="mt-2 min-h-9 w-full rounded-md border border-line-strong bg-surface px-2.5 py-1.5 font-mono text-[13px] text-ink"
      />
    </Callout>
  );
}
