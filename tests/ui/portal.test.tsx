import { expect, test } from "vitest";
import { bytesInLanguage } from "#app/i18n/public-numbers.ts";
import { ContentsPanel } from "#app/ui/portal/contents-panel.tsx";
import { FetchPanel } from "#app/ui/portal/fetch-panel.tsx";
import { htmlOf, textOf } from "#tests/support/render.tsx";

const file = { bytes: 7_342_033, madeAt: "2026-11-23T14:14:00Z", linkExpiresAt: "2027-03-14T21:59:00Z" };

test("sizes have the decimal sign of the reader's language", () => {
  expect(bytesInLanguage(7_342_033, "fi")).toBe("7,34 MB");
  expect(bytesInLanguage(7_342_033, "sv")).toBe("7,34 MB");
  expect(bytesInLanguage(7_342_033, "en")).toBe("7.34 MB");
  expect(bytesInLanguage(999, "fi")).toBe("999 B");
});

test("until when the archive can be fetched is written as the customer writes it, in Finnish time", () => {
  const panel = (language: "fi" | "sv" | "en") =>
    textOf(
      htmlOf(
        <FetchPanel
          language={language}
          facts={[]}
          file={{ ...file, fileName: "archive.zip" }}
          fetches={[{ path: "/d/download", label: "Download" }]}
        />,
      ),
    );
  expect(panel("fi")).toContain("Ladattavissa su 14.3.2027 klo 23.59 asti (Suomen aikaa)");
  expect(panel("sv")).toContain("Kan laddas ner till sö 14.3.2027 kl. 23.59 (finsk tid)");
  expect(panel("en")).toContain("Can be downloaded until Sun 14 Mar 2027, 23:59 (Finnish time)");
});

test("of several parts, each says when it was fetched, and the next one to fetch stands out", () => {
  const html = htmlOf(
    <FetchPanel
      language="en"
      facts={[]}
      file={file}
      fetches={[
        { path: "/d/download", label: "Part 1", file: "a-1.zip", fetchedAt: "2026-11-23T14:20:00Z" },
        { path: "/d/download?part=2", label: "Part 2", file: "a-2.zip", fetchedAt: null },
        { path: "/d/download?part=3", label: "Part 3", file: "a-3.zip", fetchedAt: null },
      ]}
    />,
  );
  expect(textOf(html)).toContain("Part 1a-1.zipDownloaded whole on Mon 23 Nov 2026, 16:20 Part 2a-2.zip Part 3a-3.zip");
  const links = [...html.matchAll(/<a class="([^"]*)"[^>]*>(.*?)<\/a>/g)];
  expect(links.filter(([, look]) => look!.includes("bg-accent ")).map(([, , label]) => label)).toEqual(["Part 2"]);
});

test("the newest years come first with what they have; what older ones have is folded away", () => {
  const year = (of: number, ...materials: string[]) => ({
    startsOn: `${of}-01-01`,
    endsOn: `${of}-12-31`,
    materials,
    retainUntil: `${of + 10}-12-31`,
  });
  const html = htmlOf(
    <ContentsPanel
      language="fi"
      years={[year(2019, "journal"), year(2024, "journal", "vouchers"), year(2025, "journal", "vouchers")]}
    />,
  );
  expect(textOf(html)).toBe(
    "Mitä arkistossa on Tilikausi 1.1.2025 – 31.12.2025, säilytettävä 31.12.2035 asti " +
      "Tilikausi 1.1.2024 – 31.12.2024, säilytettävä 31.12.2034 asti 2 aineistoa päiväkirja tositteet " +
      "Tilikausi 1.1.2019 – 31.12.2019, säilytettävä 31.12.2029 asti 1 aineisto päiväkirja",
  );
  expect([...html.matchAll(/<details[^>]*>/g)].map(([tag]) => tag.includes("open"))).toEqual([true, false]);
});
