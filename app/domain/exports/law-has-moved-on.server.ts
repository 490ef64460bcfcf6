import type { DbOrTx } from "#db/client.ts";
import type { Scope } from "#exporters/law/scope.ts";
import type { ExportRequest } from "./change-state.server.ts";
import { decideRequestScope } from "./decide-request-scope.server.ts";

/**
 * Whether the law takes something else into a request's scope today than it did on an earlier day, of the same books. Days are
 * Helsinki's, `YYYY-MM-DD`. A request whose law is asked as of a later day than either is not changed by them.
 * @throws DomainError `invalid` when the law gives no scope
 */
export async function lawHasMovedOn(tx: DbOrTx, request: ExportRequest, then: string, today: string): Promise<boolean> {
  const later = (on: string) => (on > request.asOf ? on : request.asOf);
  if (later(then) === later(today)) return false;
  const [before, now] = await Promise.all(
    [then, today].map(async (on) => included(await decideRequestScope(tx, { ...request, asOf: later(on) }))),
  );
  return before !== now;
}

/** What a scope takes in, apart from the day on which the law was asked. */
function included({ asOf: _asOf, ...scope }: Scope): string {
  return JSON.stringify(scope, (_key, value) =>
    typeof value === "object" && value?.included === false ? null : value,
  );
}
