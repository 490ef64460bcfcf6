import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { monthReportPdf } from "#app/domain/latency/files/month-report.server.ts";
import { writable } from "#app/domain/latency/files/report-paper.server.ts";
import type { MonthFigures } from "#app/domain/latency/latency-types.ts";
import type { ReportLanguage } from "#app/i18n/latency-report.ts";
import { loadProfile } from "#app/profile/load-profile.ts";
import { runTool, toolTest } from "#tests/support/tools.ts";
import { attained, monthFigures } from "./given.ts";

const profile = loadProfile();
const make = (figures: MonthFigures, language: ReportLanguage, demoData = false) =>
  monthReportPdf(figures, { language, profile, madeAt: new Date("2026-12-01T06:00:00Z"), demoData });

/** What a program of another make reads in the file; line breaks and no-break spaces as spaces. */
async function readBack(pdftotext: string, figures: MonthFigures, language: ReportLanguage, demoData = false) {
  const folder = mkdtempSync(path.join(tmpdir(), "report-"));
  try {
    const file = path.join(folder, "report.pdf");
    writeFileSync(file, await make(figures, language, demoData));
    return runTool(pdftotext, ["-layout", file, "-"]).replaceAll(/[\s\u00a0]+/g, " ");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("what a customer reads", () => {
  toolTest("in Finnish: the answer, the promise and its section, both averages", "pdftotext", async (tool) => {
    const text = await readBack(tool, monthFigures(), "fi");
    expect(text).toContain("Vasteaikaraportti, marraskuu 2026 Netvisor, Visma Solutions Oy");
    expect(text).toContain("Keskimääräinen vasteaika, marraskuu 2026: 0,74 s. Tavoite 0,80 s toteutui.");
    expect(text).toContain("keskimäärin alle 0,8 sekunnissa (julkinen kuvaus 26.10.2023, kohta 3.2)");
    expect(text).toContain("Keskiarvo 0,74 s 0,72 s 0,82 s");
    expect(text).toContain("Keskiarvo alle tavoitteen 0,06 s 0,08 s -0,02 s");
    expect(text).toContain("Pyynnöistä enintään 0,80 s 93,4 % 94,1 % 88,0 %");
    expect(text).toContain("Robotti Ei tietoa Ei tietoa Ei tietoa 0");
    expect(text).toContain("21.11.2026 klo 22.00–22.11.2026 klo 6.00: Huoltokatko (ennalta ilmoitettu)");
    expect(text).toContain("Mitattuja tunteja: 718 / 720.");
    expect(text).toContain("Palvelulla ei ole yleistä palvelutasosopimusta (SLA).");
    expect(text).toContain("Laadittu 1.12.2026 klo 8.00");
    expect(text).toMatch(/Sivu 1 \/ 2.*Sivu 2 \/ 2/);
    expect(text).not.toMatch(/kesken|ESITTELY/);
  });

  toolTest("an answer by a part of the month's hours says so beside it", "pdftotext", async (tool) => {
    const text = await readBack(tool, { ...monthFigures(), coverage: { hoursMeasured: 300, hoursPassed: 720 } }, "en");
    expect(text).toContain(
      "within the target of 0.80 s. This is known of a part of the month only: 300 of 720 hours were measured.",
    );
  });

  toolTest("in Swedish: clients, maintenance, releases and what was left out", "pdftotext", async (tool) => {
    const text = await readBack(tool, monthFigures(), "sv");
    expect(text).toContain("I november 2026 var den genomsnittliga svarstiden 0,74 s: inom målet 0,80 s.");
    expect(text).toContain("Webbläsare 0,65 s 0,65 s 90,0 % 6 000 000");
    expect(text).toContain("Omstart av en databas (brådskande)");
    expect(text).toContain("2026.44 (4 nov. 2026 21:00, veckovis); 2026.44.1 (5 nov. 2026 12:30, brådskande)");
    expect(text).toContain("lämnar bort de 8 timmar");
    expect(text).toContain("Ersättning avgörs från fall till fall");
  });

  toolTest("in English: when it was over the target and why, without internal words", "pdftotext", async (tool) => {
    const text = await readBack(tool, monthFigures(), "en", true);
    expect(text).toContain("Hours over the target: 4. Those that weighed most:");
    expect(text).toContain("1.94 s incident 12; Integration API: 71.0% of the time over");
    expect(text).toContain("0.86 s not known");
    expect(text).toContain("The slowest day was 3 Nov 2026, 1.31 s.");
    expect(text).not.toContain("Internal words");
    expect(text).toContain("DEMO DATA: the numbers of this report are invented.");
  });

  toolTest("a running month says until when, and a missed one that it was missed", "pdftotext", async (tool) => {
    const figures = monthFigures();
    const text = await readBack(
      tool,
      {
        ...figures,
        raw: attained(1000, 931, 0.6),
        period: { ...figures.period, until: "2026-11-23T07:00:00.000Z" },
        byDay: figures.byDay.slice(0, 23),
      },
      "en",
    );
    expect(text).toContain("The month still runs: figures until 23 Nov 2026, 09:00.");
    expect(text).toContain("In November 2026 the average response time was 0.93 s: over the target of 0.80 s.");
  });

  toolTest(
    "a month without any measurement says so in every place, and is still a report",
    "pdftotext",
    async (tool) => {
      const figures = monthFigures();
      const nothing = attained(0, 0, 0, 0);
      const text = await readBack(
        tool,
        {
          ...figures,
          raw: nothing,
          corrected: nothing,
          hoursLeftOut: 0,
          byDay: [],
          misses: [],
          missedHours: 0,
          windows: [],
          releases: [],
          coverage: { hoursMeasured: 0, hoursPassed: 720 },
        },
        "en",
      );
      expect(text).toContain("There are no measurements of November 2026.");
      expect(text).toContain("Average No data No data 0.82 s");
      expect(text).toContain("When the average was over the target No data");
      expect(text).toContain("Nothing: both ways of counting are the same.");
      expect(text).not.toContain("No measured hour was over the target");
    },
  );
});

test("the file says its language, its title and its structure", async () => {
  const file = (await make(monthFigures(), "sv")).toString("latin1");
  expect(file.startsWith("%PDF-1.7")).toBe(true);
  expect(file).toMatch(/\/Lang \(sv\)/);
  expect(file).toMatch(/\/DisplayDocTitle true/);
  expect(file).toContain("/Marked true");
  for (const tag of ["Document", "H1", "H2", "P", "Table", "TH", "TD", "Figure"])
    expect(file).toContain(`/S /${tag}\n`);
});

test("letters that the font lacks become question marks, the Nordic and Baltic ones it has stay", () => {
  expect(writable("Äö å “Š” – 10 € 日本 ≤")).toBe("Äö å “Š” – 10 € ?? ?");
});

test("a month with a hundred windows and no releases goes on over as many pages as it needs", async () => {
  const figures = monthFigures();
  const windows = Array.from({ length: 100 }, (_, index) => ({ ...figures.windows[0]!, id: String(index) }));
  const file = (await make({ ...figures, windows, releases: [] }, "fi")).toString("latin1");
  expect(file.match(/\/Type \/Page\n/g)!.length).toBeGreaterThanOrEqual(5);
});
