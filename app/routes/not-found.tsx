import { DomainError } from "#app/domain/errors.ts";
import { publicLoader } from "./guard.server.ts";

/** Every address that nothing else answers. */
export const loader = publicLoader("says only that there is nothing", async () => {
  throw new DomainError("not_found", "There is no page at this address. Check the link, or start from the home page.");
});

export default function NotFound() {
  return null;
}
