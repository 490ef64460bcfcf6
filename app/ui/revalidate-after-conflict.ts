import type { ShouldRevalidateFunction } from "@remix-run/react";

/**
 * For pages whose forms say which version the person saw. A refused action does not load its page anew by itself; after a
 * conflict it must: what another person wrote meanwhile is shown, and the form can be sent again with the version seen now.
 */
export const revalidateAfterConflict: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;
