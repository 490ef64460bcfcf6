import { Link } from "@remix-run/react";
import type { WindowView } from "#app/domain/maintenance/maintenance-view.ts";
import { formatCount } from "#app/i18n/formats.ts";
import { paths } from "#app/paths.ts";

type Mailing = NonNullable<WindowView["mailing"]>;

/** How far the mails about it have come. @param linked whether the person may open the mailing */
export function MailingProgress({ mailing, linked }: { mailing: WindowView["mailing"]; linked: boolean }) {
  if (!mailing) return <p className="text-muted">Nobody was mailed about it.</p>;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <p className="tabular-nums">{sentence(mailing)}</p>
      {mailing.state === "sending" && (
        <progress
          className="h-2 w-40 appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
          aria-label="Mails sent"
          max={mailing.recipients}
          value={mailing.sent}
        />
      )}
      {linked && (
        <Link className="text-accent underline" to={paths.mailing(mailing.id)}>
          The mailing
        </Link>
      )}
    </div>
  );
}

function sentence({ state, recipients, sent }: Mailing): string {
  const [done, all] = [formatCount(sent), formatCount(recipients)];
  switch (state) {
    case "queued":
      return "The mails are queued; they go out once the announcement can no longer be undone.";
    case "sending":
      return `${done} of ${all} mails are sent.`;
    case "sent":
      return recipients === 0 ? "Nobody has asked to be mailed: none was sent." : `${done} of ${all} mails were sent.`;
    case "cancelled":
      return sent === 0 ? "The mails were called off: none was sent." : `The mails were called off after ${done}.`;
  }
}
