/** What an action said that did not do what was asked; which step it was about is among what was typed. */
export type RunFailure = { error: { code: string; message: string; field?: string }; values: Record<string, string> };

export const failureOf = (failure: RunFailure | undefined, step: string, intent: string): RunFailure | undefined =>
  failure?.values.step === step && failure.values.intent === intent ? failure : undefined;
