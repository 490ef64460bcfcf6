/** Where the time comes from, so that tests can set it. Instants only; calendar rules use Temporal. */
export type Clock = { now: () => Date };
export const systemClock: Clock = { now: () => new Date() };
