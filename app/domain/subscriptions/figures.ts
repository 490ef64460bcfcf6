/** Limits of subscribing by e-mail, each with its unit. */
export const subscriptionFigures = {
  /** A confirmation's link works so long. */
  confirmHours: 48,
  /** After the last confirmation that was asked for; then the address is forgotten. */
  unconfirmedDays: 7,
  /** An address that refused lastingly is kept so long, and forgotten. */
  deadAddressDays: 30,
  asksPerNetworkPerHour: 20,
  confirmsPerNetworkPerTenMinutes: 30,
  /** Somebody can type another's address: this is how often that one is written to. */
  mailsPerAddressPerDay: 3,
  /** Of all addresses together. */
  mailsPerHour: 1000,
} as const;

export const after = (from: Date, hours: number): Date => new Date(from.getTime() + hours * 3_600_000);
