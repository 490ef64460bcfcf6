import { formatDay } from "../../i18n/formats.ts";

/** The last day in Helsinki on which a network holds, `YYYY-MM-DD`. @param expiresAt the instant from which it does not */
export const lastDay = (expiresAt: string | Date): string => formatDay(new Date(expiresAt).getTime() - 1);

/** Whether the whole list ends by itself: every network has a last day. */
export const allExpire = (entries: readonly { expiresAt: string | Date | null }[]): boolean =>
  entries.length > 0 && entries.every(({ expiresAt }) => expiresAt !== null);
