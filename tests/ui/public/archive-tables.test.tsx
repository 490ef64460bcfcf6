import { expect, test } from "vitest";
import { archiveFormatMessages } from "#app/i18n/archive-formats.ts";
import { ArchiveTables } from "#app/ui/public/archive-tables.tsx";
import { htmlOf, textOf } from "#tests/support/render.tsx";

const tables = [
  {
    name: "tax-codes",
    file: "data/<year>/ledger/tax-codes.csv",
    title: "Verokoodit",
    description: "Mitä päiväkirjan verokoodit tarkoittavat.",
    columns: [
      { name: "code", title: "Alv-koodi", description: "Sama kuin päiväkirjassa." },
      { name: "rate", title: "Verokanta (%)", description: null },
    ],
  },
];

test("a file's columns stand by their heading, the name that programs read, and what is in them", () => {
  const html = htmlOf(<ArchiveTables tables={tables} columns={archiveFormatMessages("fi").columns} />);
  expect(textOf(html)).toBe(
    "<year>/ledger/tax-codes.csv Verokoodit. Mitä päiväkirjan verokoodit tarkoittavat. Sarakkeet (2) " +
      "Alv-koodi code Sama kuin päiväkirjassa. Verokanta (%) rate",
  );
  expect(html).toContain('href="/public/archive-formats/schemas/tax-codes.json"');
});
