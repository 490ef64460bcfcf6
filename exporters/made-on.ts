/** The day in Finland at an instant, `YYYY-MM-DD`: an archive says when it was made as it says the law's day, wherever the machine is. */
export const madeOn = (instant: Date): string => day.format(instant);

const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Helsinki" });
