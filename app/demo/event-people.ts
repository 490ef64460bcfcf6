/** Invented users of the demo's companies. `company` counts COMPANIES; whoever has several works for all of them. */
export type EventPerson = { person: string; name: string; companies: readonly number[] };

const user = (number: number, name: string, ...companies: number[]): EventPerson => ({
  person: `u-${String(number).padStart(4, "0")}`,
  name,
  companies,
});

/** Namesakes, an accountant of many companies, names that are written in more than one way, and programs without a name. */
export const eventPeople: readonly EventPerson[] = [
  user(1, "Matti Virtaselo", 0),
  user(2, "Matti Virtaselo", 3),
  user(3, "Virtaselo Matti", 5),
  user(4, "Sari Kirjanpitäjälä", 0, 1, 2, 3, 4),
  user(5, "Åsa Öberglund", 1),
  user(6, "Ánne Máret Länsmanni", 2),
  user(7, "Zoë Strömbergsson-Ek", 2),
  user(8, "Jüri Tõnissoo", 4),
  user(9, "Łukasz Żółkiewak", 4),
  user(10, "Ilona Laskulahti", 0),
  user(11, "Kaarlo  Kassanen", 1),
  user(12, "Raija Raportti", 3),
  user(13, "Teemu Tositemäki", 5),
  user(14, "Outi O’Maksula", 5),
  user(15, "Heikki Hyväksymäki", 2),
  user(16, "李 明陶", 3),
  { person: "api-webshop", name: "", companies: [0, 2] },
  { person: "system", name: "", companies: [0, 1, 2, 3, 4, 5] },
];
