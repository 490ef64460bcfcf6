import { expect, test } from "vitest";
import { maintenanceMail } from "#app/domain/maintenance/mail-text-rules.ts";

const where = { fi: "https://p.example/fi", sv: "https://p.example/sv", en: "https://p.example/en" };
const window = {
  titles: { fi: "Huoltokatko, viikko 52", sv: "Underhållsavbrott, vecka 52", en: "Maintenance break, week 52" },
  messages: { fi: "Palvelua ei voi käyttää.", sv: "", en: "" },
  startsAt: new Date("2026-12-26T20:00:00Z"),
  endsAt: new Date("2026-12-27T04:05:00Z"),
};
const mail = (tiding: "announced" | "moved" | "extended" | "cancelled", more: Partial<typeof window> = {}) =>
  maintenanceMail(tiding, { ...window, ...more }, { timeZone: "Europe/Helsinki", where });

test("an announcement says what, when and where to look, in the reader's language and by the wall clock", () => {
  expect(mail("announced")).toEqual({
    fi: {
      subject: "Huoltokatko, viikko 52",
      text: `Huoltokatko, viikko 52

Palvelussa on huoltokatko.

Alkaa: lauantai 26.12.2026 klo 22.00
Päättyy: sunnuntai 27.12.2026 klo 6.05
Ajat: Suomen aikaa.

Palvelua ei voi käyttää.

Ajantasaiset tiedot:
https://p.example/fi
`,
    },
    sv: {
      subject: "Underhållsavbrott, vecka 52",
      text: `Underhållsavbrott, vecka 52

Tjänsten har ett underhållsavbrott.

Börjar: lördag 26.12.2026 kl. 22.00
Slutar: söndag 27.12.2026 kl. 06.05
Tider: finsk tid.

Aktuell information:
https://p.example/sv
`,
    },
    en: {
      subject: "Maintenance break, week 52",
      text: `Maintenance break, week 52

The service has a maintenance break.

Starts: Saturday 26 December 2026 at 22:00
Ends: Sunday 27 December 2026 at 06:05
Times: Finnish time.

Up-to-date information:
https://p.example/en
`,
    },
  });
});

test("a clock change within the hours is said", () => {
  const { en } = mail("announced", {
    startsAt: new Date("2026-10-24T19:00:00Z"),
    endsAt: new Date("2026-10-25T04:00:00Z"),
  });
  expect(en.text).toContain("Starts: Saturday 24 October 2026 at 22:00\nEnds: Sunday 25 October 2026 at 06:00");
  expect(en.text).toContain("Finnish time. The clocks change during the break.");
});

test("what changed is in the subject, and a cancellation does not promise what the window would have done", () => {
  expect(mail("moved").fi.subject).toBe("Aika on muuttunut: Huoltokatko, viikko 52");
  expect(mail("extended").sv.subject).toBe("Underhållet tar längre tid än planerat: Underhållsavbrott, vecka 52");
  expect(mail("cancelled").fi.text).toContain("Tätä huoltokatkoa ei pidetä.");
  expect(mail("cancelled").fi.text).not.toContain("Palvelua ei voi käyttää.");
});

test("a service in another zone names it", () => {
  const { en } = maintenanceMail("announced", window, { timeZone: "Europe/Stockholm", where });
  expect(en.text).toContain("Saturday 26 December 2026 at 21:00");
  expect(en.text).toContain("Times: Europe/Stockholm.");
});
