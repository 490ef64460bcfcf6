/** The portal's limits, in one place. A guess succeeds with at most 15 in 10^8 per link. */
export const portalFigures = {
  /** 8 digits are 26.6 bits; ASVS 5.0, 6.5.4 asks for 20. */
  codeDigits: 8,
  /** ASVS 6.5.5 allows ten. */
  codeLifeMinutes: 5,
  triesPerCode: 5,
  codesPerHour: 3,
  codesPerDay: 10,
  /** In total, over all codes: then the link is locked until staff issue a new one. */
  wrongTriesPerLink: 15,
  /** From opening the link to giving the code. */
  presessionMinutes: 30,
  sessionMinutes: 60,
  idleMinutes: 15,
  /** SMS cost money and can be pumped: one budget for the whole installation, one for a phone, one for an address. */
  smsPerHour: 200,
  smsPerPhonePerHour: 6,
  codesPerAddressPerHour: 20,
  opensPerAddressPerTenMinutes: 40,
  checksPerAddressPerHour: 100,
} as const;

export const minutesAfter = (instant: Date, minutes: number): Date => new Date(instant.getTime() + minutes * 60_000);
