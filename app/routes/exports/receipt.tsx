import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readReceipt } from "#app/domain/exports/read-receipt.server.ts";
import { formatCount } from "#app/i18n/formats.ts";
import { ExportTrail } from "#app/ui/exports/export-trail.tsx";
import { Instant } from "#app/ui/instant.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Facts, Panel } from "#app/ui/panel.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Receipt of a download · Huolto" }];

export const loader = staffLoader("exports.view", async ({ ctx, params }) =>
  readReceipt(ctx, { id: params.id ?? "", download: params.download ?? "" }),
);

export default function ExportReceipt() {
  const { request, recipient, linkSentAt, startedAt, finishedAt, rangeStart, rangeEnd, bytesSent, whole, file } =
    useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        above={<ExportTrail request={request} />}
        title="Receipt of a download"
        lead="What went out, when, and to whom. Times are Finnish (Europe/Helsinki)."
      />
      <Panel title={`${request.companyName}, ${request.businessId}`}>
        <Facts
          items={[
            [
              "Fetched",
              <Fetched key="fetched" whole={whole} all={bytesSent === file?.bytes} ended={finishedAt !== null} />,
            ],
            [
              "By",
              recipient.email
                ? `${recipient.name}, with the link sent to ${recipient.email} and a code sent to ${recipient.phone}`
                : "the recipient, whose name was erased with the archive",
            ],
            ["Link sent", <Instant key="link" at={linkSentAt} />],
            ["Began", <Instant key="began" at={startedAt} />],
            ["Ended", finishedAt ? <Instant key="ended" at={finishedAt} /> : "not seen"],
            ["Bytes sent", `${formatCount(bytesSent)}, of ${formatCount(rangeStart)} – ${formatCount(rangeEnd)}`],
            ["File", file ? `${file.fileName}, ${formatCount(file.bytes)} bytes` : "not known"],
            [
              "SHA-512",
              <code key="sha" className="text-[13px] break-all">
                {file?.sha512 ?? "not known"}
              </code>,
            ],
          ]}
        />
      </Panel>
    </>
  );
}

function Fetched({ whole, all, ended }: { whole: boolean; all: boolean; ended: boolean }) {
  if (whole && !all) return <Tag tone="good">The rest: the whole file has gone out</Tag>;
  if (whole) return <Tag tone="good">The whole file</Tag>;
  return ended ? <Tag tone="neutral">A part of the file</Tag> : <Tag tone="warn">Not known how much went out</Tag>;
}
