import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { eventLabel } from "#app/domain/disclosures/event-kinds-labels.ts";
import type { DisclosureView } from "#app/domain/disclosures/disclosure-view.ts";
import { formatBytes, formatCount } from "#app/i18n/formats.ts";
import { languageNamesInEnglish } from "#app/i18n/languages.ts";
import { Button } from "../button.tsx";
import { type FormFailure, failureOf } from "../incidents/form-failure.ts";
import { Instant } from "../instant.tsx";
import { Facts, Panel } from "../panel.tsx";
import { Table } from "../table.tsx";
import { ScopeFields, scopeValues } from "./scope-fields.tsx";

/** What the authority asked for, and how it can be put right while nothing was found yet. */
export function RequestPanel({ view, failure }: { view: DisclosureView; failure?: FormFailure }) {
  const { scope } = view;
  const own = failureOf(failure, "correct_scope");
  return (
    <Panel title="Request">
      <Facts
        items={[
          ["Authority", view.authority],
          ...(scope
            ? ([
                ["Legal basis", view.legalBasis],
                ["Reference", view.reference],
                ["Received on", view.receivedOn],
                ["Link goes to", view.recipientEmail],
                ["Code goes to", view.recipientPhone],
                ["Language", languageNamesInEnglish[view.language]],
                [
                  "Period",
                  <>
                    <Instant key="from" at={scope.from} /> up to <Instant key="to" at={scope.to} />, Europe/Helsinki
                  </>,
                ],
                ["Companies", scope.businessIds.join(", ") || "all"],
                ["People", scope.persons.join(", ") || "everybody"],
                ["Events", scope.events?.map(eventLabel).join(", ") ?? "all kinds"],
              ] as [string, ReactNode][])
            : []),
          [
            "Scope's hash",
            <code key="hash" className="text-[13px] break-all">
              {view.scopeSha256}
            </code>,
          ],
        ]}
      />
      {scope && view.may.correct_scope.allowed && (
        <details className="mt-4 border-t border-line pt-3.5" open={own !== undefined}>
          <summary className="cursor-pointer text-muted">Correct the scope</summary>
          <Form method="post" autoComplete="off" className="mt-3 flex max-w-3xl flex-col items-start gap-4">
            <input type="hidden" name="version" value={view.version} />
            <ScopeFields values={own?.values ?? scopeValues(scope)} failure={own} />
            <Button name="intent" value="correct_scope">
              Record the corrected scope
            </Button>
          </Form>
        </details>
      )}
    </Panel>
  );
}

/** What was found, before and after its approval: figures, never the rows. */
export function PackagePanel({ view }: { view: DisclosureView }) {
  if (!view.package) return null;
  const counted = (caption: string, what: string, rows: [string, number][], label: (code: string) => string) => (
    <Table
      caption={caption}
      columns={[
        { key: "what", header: what, rowHeader: true, cell: ([code]) => label(code) },
        { key: "rows", header: "Rows", numeric: true, cell: ([, count]) => formatCount(count) },
      ]}
      rows={rows}
      rowKey={([code]) => code}
    />
  );
  const { events, companies } = view.counts;
  return (
    <>
      <Panel title="Package">
        <Facts
          items={[
            ["Rows", formatCount(view.rows ?? 0)],
            ["Size", formatBytes(view.package.bytes)],
            [
              "SHA-512",
              <code key="hash" className="text-[13px] break-all select-all">
                {view.package.sha512}
              </code>,
            ],
          ]}
        />
      </Panel>
      {events.length > 0 && (
        <Panel title="Rows by event" flush>
          {counted("Rows by event", "Event", events, eventLabel)}
        </Panel>
      )}
      {companies.length > 0 && (
        <Panel title="Rows by company" flush>
          {counted("Rows by company", "Business id", companies, (code) => code)}
        </Panel>
      )}
    </>
  );
}

const linkWords = { works: "works", revoked: "revoked", over: "over", locked: "locked after too many wrong codes" };

/** The link, each range that went out, the receipt. */
export function DeliveryPanel({ view }: { view: DisclosureView }) {
  if (view.links.length === 0) return null;
  return (
    <Panel title="Delivery">
      <Facts
        items={[
          ...view.links.map((link, i): [string, ReactNode] => [
            i === 0 ? "Link" : `Earlier link ${view.links.length - i}`,
            <>
              issued <Instant at={link.createdAt} />, until <Instant at={link.expiresAt} />: {linkWords[link.state]}
            </>,
          ]),
          [
            "Receipt",
            view.receipt ? (
              <>
                <Instant at={view.receipt.at} />,{" "}
                {view.receipt.how === "download" ? "the whole package was downloaded" : view.receipt.note}
              </>
            ) : (
              "none yet"
            ),
          ],
        ]}
      />
      {view.downloads.length > 0 && (
        <ul className="tabular mt-3 text-muted">
          {view.downloads.map((range) => (
            <li key={`${range.at} ${range.from}`}>
              <Instant at={range.at} />: {formatBytes(range.bytes)} from byte {range.from}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** Whether the customer is told, and the words for it. */
export function TellPanel({ view }: { view: DisclosureView }) {
  const rule = view.may.record_told;
  const sentence =
    view.tellCustomer === "no"
      ? "The decision says that the customer is not told."
      : view.tellCustomer === "yes"
        ? "The decision lets the customer be told once the package is delivered."
        : `The decision lets the customer be told from ${view.tellAfter} on; the team is reminded on that day.`;
  return (
    <Panel title="Telling the customer">
      <p>{sentence}</p>
      {view.told && (
        <p className="mt-2">
          Told by {view.told.name}, <Instant at={view.told.at} />.
        </p>
      )}
      {!view.told && view.customerText && (
        <>
          {Object.entries(view.customerText).map(([language, text]) => (
            <p key={language} lang={language} className="mt-3 rounded bg-raised p-2.5 select-all">
              {text}
            </p>
          ))}
          <Form method="post" className="mt-3">
            <input type="hidden" name="version" value={view.version} />
            <Button name="intent" value="record_told" disabledReason={rule.allowed ? undefined : rule.reason}>
              Record that the customer was told
            </Button>
          </Form>
        </>
      )}
    </Panel>
  );
}
