import { type Authority, authorityLabels } from "#app/domain/exports/authority-labels.ts";
import { partLabels } from "#app/domain/exports/export-states.ts";
import { formatDay } from "#app/i18n/formats.ts";
import { Instant } from "./instant.tsx";
import { Facts } from "./panel.tsx";

export type ShownRequest = {
  companyName: string;
  businessId: string;
  country: string;
  part: "books" | "payroll";
  requesterName: string;
  requesterAuthority: string;
  contractEndsOn: string;
  recipientName: string;
  recipientEmail: string;
  phone: string;
  language: "fi" | "sv" | "en";
  asOf: string;
  years: number[] | null;
  requestedAt: Date | string;
  peopleRemovedAt: Date | string | null;
};

const languages = { fi: "Finnish", sv: "Swedish", en: "English" };

/** Who asks, by what authority, who receives what: the facts that two people answer for. */
export function RequestFacts({ request, requestedBy }: { request: ShownRequest; requestedBy: string }) {
  const { peopleRemovedAt } = request;
  // After the archive is erased, or 30 days after a request ended without one.
  const removed = peopleRemovedAt ? `removed on ${formatDay(peopleRemovedAt)}` : "removed";
  return (
    <Facts
      items={[
        ["Company", `${request.companyName}, ${request.country} ${request.businessId}`],
        ["Archive of", partLabels[request.part]],
        ["Asked by", request.requesterName || removed],
        ["Authority", authorityLabels[request.requesterAuthority as Authority] ?? request.requesterAuthority],
        ["Contract ends", request.contractEndsOn],
        ["Recipient", request.recipientName || removed],
        ["Link goes to", request.recipientEmail || removed],
        ["Codes go to", request.phone || removed],
        ["Messages in", languages[request.language]],
        ["The law as of", request.asOf],
        [
          "Financial years",
          request.years ? `those that end in ${request.years.join(", ")}` : "all that the ledger has",
        ],
        [
          "Entered by",
          <span key="entered">
            {requestedBy}, <Instant at={request.requestedAt} />
          </span>,
        ],
      ]}
    />
  );
}
