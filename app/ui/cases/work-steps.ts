import type { CaseView } from "#app/domain/cases/case-view.ts";
import { paths } from "#app/paths.ts";
import type { WorkStep } from "./case-work.tsx";

type Of = Pick<CaseView, "number" | "kind" | "closed" | "customer" | "request" | "work">;
type May = { propose: boolean; diagnose: boolean; exports: boolean };

/** Where the work of an open case goes on, for a person who may do it. */
export function workSteps({ number, kind, closed, customer, request, work }: Of, may: May): WorkStep[] {
  if (closed || !customer) return [];
  const said = (name: string) => request.find(({ field }) => field.name === name)?.value ?? undefined;
  const one = String(number);
  switch (kind) {
    case "slowdown": {
      const label = work.length > 0 ? "Diagnose again" : "Diagnose";
      const query = { case: one, customer: customer.businessId, from: said("since"), to: said("until") };
      return may.diagnose ? [{ label, to: paths.diagnosis(query) }] : [];
    }
    case "ip_restriction": {
      const to = paths.ipRestrictionNew({ customer: customer.businessId, case: one });
      return may.propose ? [{ label: "Propose an IP list", to }] : [];
    }
    case "data_export":
      return may.exports ? [{ label: "Request an export", to: paths.exportNew({ q: customer.businessId }) }] : [];
    default:
      return [];
  }
}
