/** The model's own answers, not read through its metrics. */
export type ModelTruth = {
  /** Average seconds of a page and client; either may be absent for all. */
  average(where: { page?: string; client?: string }, fromMs: number, toMs: number): number;
};
