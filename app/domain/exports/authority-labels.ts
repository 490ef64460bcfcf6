/** By what authority somebody may ask for the company's books. */
export const authorityLabels = {
  managing_director: "Managing director, as registered",
  signatory: "Registered signatory",
  board_chair: "Chair of the board, as registered",
  power_of_attorney: "Power of attorney, seen and filed",
  estate: "Bankruptcy or liquidation estate administrator",
} as const;
export type Authority = keyof typeof authorityLabels;
