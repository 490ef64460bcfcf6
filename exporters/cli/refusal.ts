/** An expected end without an archive; its code and sentence are shown. */
export class Refusal extends Error {
  readonly code: string;
  readonly details: readonly string[];
  constructor(code: string, message: string, details: readonly string[] = []) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
