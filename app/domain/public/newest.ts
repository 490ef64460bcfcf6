/** The latest of some instants; null when there is none. */
export function newest(instants: readonly (Date | null)[]): Date | null {
  const known = instants.filter((instant) => instant !== null);
  return known.length > 0 ? new Date(Math.max(...known.map((instant) => instant.getTime()))) : null;
}
