import type { BulletinSection } from "../bulletins/content-schema.ts";
import type { Verdict } from "./release-view.ts";

/** Of a release or a part of it, as adjectives. */
export const verdictLabels: Record<Verdict, string> = {
  worse: "Slower",
  better: "Faster",
  same: "Same",
  not_enough_data: "Not enough data",
};

export const releaseKindLabels = { weekly: "Weekly", urgent: "Urgent" } as const;

export const sectionLabels: Record<BulletinSection, string> = {
  new: "New",
  improved: "Improved",
  fixed: "Fixed",
  urgent: "Urgent",
  coming: "Coming",
};
