import { DomainError } from "#app/domain/errors.ts";

/**
 * A request's body as JSON; its size was bounded before.
 * @throws DomainError `invalid` for what is no JSON
 */
export async function jsonBody(request: Request): Promise<unknown> {
  try {
    return await request.json();
  } catch {
    throw new DomainError("invalid", "The body cannot be read as JSON.");
  }
}
