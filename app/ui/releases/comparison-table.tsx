import { Fragment } from "react";
import type { ComparedPart } from "#app/domain/releases/release-view.ts";
import { formatCount, secondsText } from "#app/i18n/formats.ts";
import { type Column, Table } from "../table.tsx";
import { VerdictTag } from "./verdict-tag.tsx";

type Names = Readonly<Record<string, string>>;

const seconds = (value: number | null) => (value === null ? "–" : secondsText(value));
const requests = (value: number) => formatCount(Math.round(value));

/** A narrow screen breaks a path between its parts before it breaks a word. */
const brokenAtSlashes = (page: string) =>
  // Each step is known by the path up to it.
  [...page.matchAll(/.+?(?:\/(?=.)|$)/g)].map(({ 0: step, index }) => (
    <Fragment key={page.slice(0, index)}>
      {index > 0 && <wbr />}
      {step}
    </Fragment>
  ));

/** Parts of the service before and after a release, in the order given: the worst first. */
export function ComparisonTable({
  caption,
  parts,
  names,
}: {
  caption: string;
  parts: readonly ComparedPart[];
  names: Names;
}) {
  const kind = (client: string | null) => (client === null ? "All" : (names[client] ?? client));
  const ofPages = parts.some(({ page }) => page !== null);
  const columns: Column<ComparedPart>[] = [
    {
      key: "what",
      header: ofPages ? "Page" : "Client kind",
      rowHeader: true,
      cell: ({ page, client }) =>
        ofPages ? (
          <>
            <span className="wrap-anywhere">{page ? brokenAtSlashes(page) : "All pages"}</span>{" "}
            <span className="block text-[13px] font-normal text-muted sm:hidden">{kind(client)}</span>
          </>
        ) : (
          kind(client)
        ),
    },
    ...(ofPages
      ? [
          {
            key: "client",
            header: "Client kind",
            from: "sm" as const,
            cell: ({ client }: ComparedPart) => kind(client),
          },
        ]
      : []),
    { key: "before", header: "Before (s)", numeric: true, cell: ({ before }) => seconds(before.averageSeconds) },
    { key: "after", header: "After (s)", numeric: true, cell: ({ after }) => seconds(after.averageSeconds) },
    {
      key: "requests_before",
      header: "Requests before",
      numeric: true,
      from: "lg",
      cell: ({ before }) => requests(before.requests),
    },
    {
      key: "requests",
      header: "Requests after",
      numeric: true,
      from: "md",
      cell: ({ after }) => requests(after.requests),
    },
    {
      key: "verdict",
      header: "Verdict",
      cell: ({ verdict, already }) => (
        <>
          <VerdictTag verdict={verdict} />{" "}
          {already && <span className="block text-[13px] text-muted">already before</span>}
        </>
      ),
    },
  ];
  return (
    <Table
      caption={caption}
      columns={columns}
      rows={parts}
      rowKey={({ page, client }) => `${client ?? ""} ${page ?? ""}`}
    />
  );
}
