/** The dimensions whose numbers the SIE format reserves, which need no #DIM. */
export const RESERVED_DIMENSIONS: Record<string, string> = {
  1: "Kostnadsställe",
  2: "Kostnadsbärare",
  6: "Projekt",
  7: "Anställd",
  8: "Kund",
  9: "Leverantör",
  10: "Faktura",
};
