/**
 * PromQL that cannot be answered, in Prometheus's own two kinds: `bad_data` (HTTP 400: it cannot be read, or uses what is not
 * supported here) and `execution` (HTTP 422: it can be read but not run over this data).
 */
export class PromqlError extends Error {
  override name = "PromqlError";
  readonly errorType: "bad_data" | "execution";
  constructor(message: string, errorType: "bad_data" | "execution" = "bad_data") {
    super(message);
    this.errorType = errorType;
  }
}

/** @throws PromqlError naming a part of PromQL that this evaluator does not know */
export function notSupported(what: string): never {
  throw new PromqlError(`invalid parameter "query": ${what} is not supported by the demo's Prometheus`);
}
