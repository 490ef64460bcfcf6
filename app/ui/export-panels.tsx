import type { ReactNode } from "react";
import { type RecordedSeals, sealLabel } from "#app/domain/exports/seal-labels.ts";
import type { Availability, ExportAction } from "#app/domain/exports/export-states.ts";
import { formatBytes } from "#app/i18n/formats.ts";
import { Folded } from "./folded.tsx";
import { Instant } from "./instant.tsx";
import { Facts, Panel } from "./panel.tsx";
import { Tag } from "./tag.tsx";
import { Act } from "./export-next-step.tsx";

type Instantish = Date | string;

export function ArchivePanel({
  archive,
  cancelled,
}: {
  /** Cancelled before its hand-over: the files go without two people's decision. */
  cancelled: boolean;
  archive: {
    removedAt: Instantish | null;
    bytes: number;
    sha512: string;
    madeAt: Instantish;
    attempt: number;
    parts: number;
    seals: RecordedSeals;
  };
}) {
  const troubled = [archive.seals?.certificate, archive.seals?.timeStamp].some(
    (outcome) => sealLabel(outcome).tone === "bad",
  );
  return (
    <Panel title="Archive">
      <Facts
        items={[
          ["Made", <Instant key="made" at={archive.madeAt} />],
          ["Size", `${formatBytes(archive.bytes)}${archive.parts > 1 ? ` in ${archive.parts} parts` : ""}`],
          ["Checked", "Structure, hashes, signature, row counts and sums, before it was published"],
          ...(cancelled ? [["Files", <Files key="files" removedAt={archive.removedAt} />] as [string, ReactNode]] : []),
        ]}
      />
      <div className="mt-3.5 border-t border-line pt-3.5">
        <Folded summary="SHA-512, certificate and time stamp" open={troubled}>
          <Facts
            items={[
              [
                archive.parts > 1 ? "SHA-512 of part 1" : "SHA-512",
                <code key="sha" className="text-[13px] break-all">
                  {archive.sha512}
                </code>,
              ],
              ["Certificate", <Seal key="certificate" outcome={archive.seals?.certificate} />],
              ["Time stamp", <Seal key="stamp" outcome={archive.seals?.timeStamp} />],
            ]}
          />
        </Folded>
      </div>
    </Panel>
  );
}

function Files({ removedAt }: { removedAt: Instantish | null }) {
  if (!removedAt) return <Tag tone="waiting">To be removed: the worker does it within minutes</Tag>;
  return (
    <>
      <Tag tone="ended">Removed</Tag> <Instant at={removedAt} />. Nobody had been given them.
    </>
  );
}

function Seal({ outcome }: { outcome: Parameters<typeof sealLabel>[0] }) {
  const { tone, word, text } = sealLabel(outcome);
  return (
    <>
      <Tag tone={tone}>{word}</Tag> {text}
    </>
  );
}

type Link = {
  id: string;
  createdAt: Instantish;
  expiresAt: Instantish;
  revokedAt: Instantish | null;
  lockedAt: Instantish | null;
  wrongTries: number;
};

function linkState(link: Link, now: Instantish) {
  if (link.revokedAt) return <Tag tone="ended">Revoked or replaced</Tag>;
  if (link.lockedAt) return <Tag tone="bad">Locked after 15 wrong codes</Tag>;
  if (new Date(link.expiresAt) <= new Date(now)) return <Tag tone="ended">Over</Tag>;
  return <Tag tone="good">Works</Tag>;
}

/** The links that were sent. Their tokens are known to the customer only. */
export function LinkPanel({
  request,
  links,
  may,
  now,
}: {
  request: { version: number; recipientEmail: string };
  links: Link[];
  may: Record<ExportAction, Availability>;
  now: Instantish;
}) {
  const reason = (action: "reissue_link" | "revoke_link") => {
    const availability = may[action];
    return availability.allowed ? undefined : availability.reason;
  };
  const newest = links[0]!;
  return (
    <Panel title="Link">
      <ul className="flex flex-col gap-2">
        {links.map((link) => (
          <li key={link.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {linkState(link, now)}
            <span>
              Sent <Instant at={link.createdAt} />
              {!link.revokedAt && !link.lockedAt && (
                <>
                  , {new Date(link.expiresAt) <= new Date(now) ? "worked" : "works"} until{" "}
                  <Instant at={link.expiresAt} />
                </>
              )}
              {link.wrongTries > 0 && ` · ${link.wrongTries} wrong ${link.wrongTries === 1 ? "code" : "codes"}`}
            </span>
          </li>
        ))}
      </ul>
      {may.reissue_link.allowed && (
        <p className="mt-3.5 max-w-[75ch] text-muted">
          A new link goes to {request.recipientEmail} and ends the one before. Once a link is revoked, only a new one
          opens the archive.
        </p>
      )}
      <div className="mt-3.5 flex flex-wrap items-center gap-2">
        <Act request={request} intent="reissue_link" disabledReason={reason("reissue_link")}>
          Issue a new link
        </Act>
        {!newest.revokedAt && (
          <Act request={request} intent="revoke_link" look="danger" disabledReason={reason("revoke_link")}>
            Revoke the link
          </Act>
        )}
      </div>
    </Panel>
  );
}
