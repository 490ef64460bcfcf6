import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { paths } from "#app/paths.ts";

/** Where a page of an export stands: below the request, below the list. */
export function ExportTrail({
  request,
  children,
}: {
  request: { id: string; number: number; companyName: string };
  /** Further steps, when the page is deeper. */
  children?: ReactNode;
}) {
  return (
    <>
      <Link to={paths.exports()}>Exports</Link> ›{" "}
      <Link to={paths.exportRequest(request.id)}>
        {request.number} {request.companyName}
      </Link>
      {children}
    </>
  );
}
