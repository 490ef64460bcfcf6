/** What can go wrong in a verb, as a closed set. One translator per edge turns it into a page, JSON or an exit code. */
export const domainErrorCodes = [
  "not_signed_in",
  "forbidden",
  "fresh_sign_in_needed",
  "same_person",
  "not_found",
  "conflict",
  "invalid",
  "limit",
  "unavailable",
] as const;
export type DomainErrorCode = (typeof domainErrorCodes)[number];

export class DomainError extends Error {
  override name = "DomainError";
  readonly code: DomainErrorCode;
  /** The field at fault, where there is one. */
  readonly field?: string;
  /** @param message a sentence for the person at the screen: what failed and what to do */
  constructor(code: DomainErrorCode, message: string, options: { field?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.field = options.field;
  }

  /** The pages' bundle holds a copy of this class, and must know the errors of the parts that the server hands to it. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "DomainError";
  }
}
