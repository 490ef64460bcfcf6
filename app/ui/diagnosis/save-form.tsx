import { Form } from "@remix-run/react";
import type { Diagnosis } from "#app/domain/latency/diagnosis/diagnosis-types.ts";
import { paths } from "#app/paths.ts";
import { Button } from "../button.tsx";
import { Callout } from "../callout.tsx";

/** Keeps the diagnosis with the case: it is made anew and then stays as it is. */
export function SaveForm({
  caseNumber,
  of: { customer, from, to, page },
  problem,
}: {
  caseNumber: number;
  of: Diagnosis;
  problem: string | null;
}) {
  return (
    <div className="no-print flex flex-col gap-2">
      {problem && <Callout tone="bad">{problem}</Callout>}
      <Form method="post" className="flex flex-wrap items-center gap-3">
        <input type="hidden" name="case" value={caseNumber} />
        <input type="hidden" name="businessId" value={customer.businessId} />
        <input type="hidden" name="from" value={from} />
        <input type="hidden" name="to" value={to} />
        <input type="hidden" name="page" value={page ?? ""} />
        <Button look="primary">Save with case {caseNumber}</Button>
        <span className="text-muted">
          It stays as it is with{" "}
          <a href={paths.case(caseNumber)} className="text-accent underline">
            the case
          </a>
          ; where it advises something, the same hours are measured again a week later.
        </span>
      </Form>
    </div>
  );
}
