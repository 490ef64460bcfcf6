/** What a program's key is for: one purpose each, so that a lost key opens one door. */
export const apiKeyPurposes = ["releases", "bounces", "cases", "edge"] as const;
export type ApiKeyPurpose = (typeof apiKeyPurposes)[number];
