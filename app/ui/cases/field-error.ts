import type { FormFailure } from "../incidents/form-failure.ts";

/** The sentence for one of the fields that the kind asks. */
export const requestErrorAt = (failure: FormFailure | undefined, name: string): string | undefined =>
  failure && [`request.${name}`, name].includes(failure.error.field ?? "") ? failure.error.message : undefined;
