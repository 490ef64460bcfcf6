/** What came back from a form that was not accepted; `values.intent` says which form of the page it was. */
export type FormFailure = {
  error: { code: string; message: string; field?: string };
  values: Record<string, string>;
};

/** The sentence for one of the form's fields, `impacts` also for a part of it. */
export const errorAt = (failure: FormFailure | undefined, field: string): string | undefined =>
  failure?.error.field?.split(".")[0] === field ? failure.error.message : undefined;

/** The failure, when it is this form's. */
export const failureOf = (failure: FormFailure | undefined, intent: string): FormFailure | undefined =>
  failure?.values.intent === intent ? failure : undefined;
