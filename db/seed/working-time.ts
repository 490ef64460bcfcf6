import { addDays, type Day, TODAY } from "./calendar.ts";
import type { Employee } from "./payroll.ts";
import { seededRandom } from "./random.ts";
import type { CompanySpec } from "./spec.ts";

/** Hours of one kind on one day, in hundredths. */
export type WorkedHours = {
  employee: Employee;
  workedOn: Day;
  kind: "regular" | "additional" | "overtime" | "sunday";
  hundredths: number;
};

/** One day of holiday or more, in hundredths of a day: `earned` is the credit year's whole, the others use it. */
export type HolidayEntry = {
  employee: Employee;
  creditYearEndsOn: Day;
  entryNo: number;
  kind: "earned" | "taken" | "paid_instead";
  startsOn: Day | null;
  endsOn: Day | null;
  hundredths: number;
  pay: bigint | null;
};

/** The records go back so far, to before the day when the law stopped asking for them. */
const RECORDS_FROM = "2023-01-01";

const later = (a: Day, b: Day) => (a > b ? a : b);
const earlier = (a: Day, b: Day) => (a < b ? a : b);
const weekday = (day: Day) => new Date(`${day}T00:00:00Z`).getUTCDay();

/** Full months of employment, at most twelve, in the credit year that ends on 31 March (vuosilomalaki 5 §, 6 §). */
function earnedDays({ employedFrom, employedUntil }: Employee, endsOn: Day): number {
  const year = Number(endsOn.slice(0, 4));
  const from = later(employedFrom, `${year - 1}-04-01`);
  const until = earlier(employedUntil ?? endsOn, endsOn);
  if (from > until) return 0;
  const month = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  const months = month(until) - month(from) + 1;
  const firstYear = employedFrom > `${year - 1}-03-31`;
  return months * (firstYear ? 200 : 250);
}

/** Four weeks from the first Monday of July, and the fifth from the third Monday of the next February. */
function holidayPeriods(creditYearEndsOn: Day): { startsOn: Day; endsOn: Day; hundredths: number }[] {
  const year = Number(creditYearEndsOn.slice(0, 4));
  const monday = (day: Day) => addDays(day, (8 - weekday(day)) % 7);
  const summer = monday(`${year}-07-01`);
  const winter = monday(`${year + 1}-02-15`);
  return [
    { startsOn: summer, endsOn: addDays(summer, 27), hundredths: 2400 },
    { startsOn: winter, endsOn: addDays(winter, 6), hundredths: 600 },
  ];
}

export function holidaysOf(employees: readonly Employee[]): HolidayEntry[] {
  return employees.flatMap((employee) => {
    const entries: HolidayEntry[] = [];
    // A day's pay by the month's: 25 days of holiday a month (the usual agreement's divisor).
    const pay = (hundredths: number) => (employee.monthlyPay * BigInt(hundredths)) / 2_500n;
    for (let year = Number(RECORDS_FROM.slice(0, 4)); year <= Number(TODAY.slice(0, 4)); year++) {
      const creditYearEndsOn = `${year}-03-31`;
      const earned = earnedDays(employee, creditYearEndsOn);
      if (earned === 0) continue;
      let left = earned;
      let entryNo = 0;
      const note = (entry: Pick<HolidayEntry, "kind" | "startsOn" | "endsOn" | "hundredths">) =>
        entries.push({
          employee,
          creditYearEndsOn,
          entryNo: ++entryNo,
          pay: entry.kind === "earned" ? null : pay(entry.hundredths),
          ...entry,
        });
      note({ kind: "earned", startsOn: null, endsOn: null, hundredths: earned });
      for (const { startsOn, endsOn, hundredths } of holidayPeriods(creditYearEndsOn)) {
        const days = Math.min(hundredths, left);
        if (days === 0 || endsOn > (employee.employedUntil ?? TODAY)) continue;
        note({ kind: "taken", startsOn, endsOn, hundredths: days });
        left -= days;
      }
      if (employee.employedUntil && left > 0)
        note({ kind: "paid_instead", startsOn: employee.employedUntil, endsOn: null, hundredths: left });
    }
    return entries;
  });
}

/** Working days outside the holidays, seven and a half hours each, now and then some more. */
export function workingTimeOf(spec: CompanySpec, employees: readonly Employee[]): WorkedHours[] {
  const random = seededRandom(`working time ${spec.businessId}`);
  const holidays = holidaysOf(employees);
  return employees.flatMap((employee) => {
    const away = holidays.filter((entry) => entry.employee === employee && entry.kind === "taken");
    const hours: WorkedHours[] = [];
    const last = earlier(employee.employedUntil ?? TODAY, TODAY);
    for (let day = later(employee.employedFrom, RECORDS_FROM); day <= last; day = addDays(day, 1)) {
      if (away.some(({ startsOn, endsOn }) => startsOn! <= day && day <= endsOn!)) continue;
      const worked = (kind: WorkedHours["kind"], hundredths: number) =>
        hours.push({ employee, workedOn: day, kind, hundredths });
      if (weekday(day) === 0) {
        if (random.chance(0.02)) worked("sunday", 400);
        continue;
      }
      if (weekday(day) === 6) continue;
      worked("regular", 750);
      if (random.chance(0.05)) worked("overtime", random.int(1, 6) * 50);
    }
    return hours;
  });
}
