import { DomainError } from "../errors.ts";

/** Of Postgres: undefined_column, undefined_table, insufficient_privilege, datatype_mismatch, undefined_function. */
const NOT_AS_AGREED = new Set(["42703", "42P01", "42501", "42804", "42883"]);

/**
 * Reads from what the vendor mapped. A relation that is not as db/service/README.md says is told by a sentence, not as a fault of
 * the page.
 * @throws DomainError `unavailable`
 */
export async function serviceReadable<T>(
  relation: "service.customers" | "service.sign_ins",
  read: Promise<T>,
): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (!NOT_AS_AGREED.has(codeOf(error))) throw error;
    throw new DomainError(
      "unavailable",
      `${relation} cannot be read: a column is missing or of another type. Ask the platform team; db/service/README.md says how it must be. Everything else works.`,
      { cause: error },
    );
  }
}

/** Drizzle wraps what the driver says. */
function codeOf(error: unknown): string {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  return code ?? cause?.code ?? "";
}
