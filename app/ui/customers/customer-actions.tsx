import { Link } from "@remix-run/react";
import { paths } from "#app/paths.ts";
import { buttonClass } from "../button.tsx";

/** What one does for a customer, each on its own page with the customer filled in. */
export function CustomerActions({ businessId, may }: { businessId: string; may: { open: boolean; propose: boolean } }) {
  return (
    <>
      {may.propose && (
        <Link className={buttonClass("quiet")} to={paths.ipRestrictionNew({ customer: businessId })}>
          Propose an IP list
        </Link>
      )}
      {may.open && (
        <Link className={buttonClass()} to={paths.caseNew({ customer: businessId })}>
          Open a case
        </Link>
      )}
      <Link className={buttonClass("primary")} to={paths.diagnosis({ customer: businessId })}>
        Diagnose slowness
      </Link>
    </>
  );
}
