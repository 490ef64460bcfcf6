import { Link } from "@remix-run/react";
import type { BulletinView } from "#app/domain/bulletins/bulletin-view.ts";
import { formatCount } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";

/** How far its e-mail is, in words and as a bar. */
export function MailingLine({ mailing, mayView }: { mailing: NonNullable<BulletinView["mailing"]>; mayView: boolean }) {
  const { id, state, recipients, sent } = mailing;
  const words = {
    queued: `Waits to be sent to ${formatCount(recipients)}`,
    sending: `${formatCount(sent)} of ${formatCount(recipients)} sent`,
    sent: `Sent to ${formatCount(sent)} of ${formatCount(recipients)}`,
    cancelled: "Not sent",
  }[state];
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {words}
      {state === "sending" && (
        <progress
          aria-label="Mails sent"
          max={recipients}
          value={sent}
          className="h-2 w-40 appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
        />
      )}
      {mayView && (
        <Link className="text-accent underline" to={paths.mailing(id)}>
          The mailing
        </Link>
      )}
    </span>
  );
}
