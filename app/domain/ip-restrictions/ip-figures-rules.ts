/** How long the requester has to open the link from a listed network before what held before holds again. */
export const CONFIRM_MINUTES = 10;
/** How far back sign-ins are tried against a list. */
export const DRY_RUN_DAYS = 30;
/** What somebody approves was tried so recently: people change where they work. */
export const DRY_RUN_FRESH_HOURS = 24;
export const NETWORKS_MAX = 100;
/** Days before the last network expires at which the desk is told, the earlier first. */
export const WARN_DAYS = [14, 3] as const;
/** Tries to confirm from one network within ten minutes. */
export const CONFIRMS_PER_TEN_MINUTES = 30;
