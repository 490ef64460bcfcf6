/** A worker that has not renewed for this long is taken for dead. Three missed renewals. */
export const LEASE_SECONDS = 45;
export const RENEW_EVERY_MS = 15_000;
/** A run that has begun this often without an end is given up: a fault that kills the worker each time must not go on for ever. */
export const MOST_ATTEMPTS = 6;
/** A page that is watched should move; the database should not notice. */
export const PROGRESS_EVERY_MS = 500;
/** NOTIFY's channel; the payload is the run's id. */
export const PROGRESS_CHANNEL = "export_progress";
