import type { BulletinSection } from "./content-schema.ts";

/** The sections as pages, feeds and mails have them: what is urgent is read first. */
export const readingOrder: readonly BulletinSection[] = ["urgent", "new", "improved", "fixed", "coming"];
