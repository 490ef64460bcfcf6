import { createHash } from "node:crypto";
import postgres from "postgres";
import { beforeAll, expect, test } from "vitest";
import { COMPANIES } from "#db/seed/companies.ts";
import { companyId } from "#db/seed/secrets.ts";
import { seedDemoLedger } from "#db/seed/seed-demo-ledger.ts";
import { archiveRegister } from "#exporters/register.ts";
import { sheetName } from "#exporters/formats/texts/sheet-names.ts";
import { registeredTables } from "#exporters/registered-tables.ts";
import { testDatabase } from "#tests/setup/database.ts";
import { type Made, make } from "./make.ts";
import { lease, type Stored } from "./small-ledger.ts";

const database = await testDatabase();
const store: Stored = new Map();
const [role, slot] = [database.roles.exportSlots[0]!, database.slotUrls[0]!];
const spec = COMPANIES.find(({ tag }) => tag === "UUSI90")!;
const company = companyId(spec.businessId);

beforeAll(async () => {
  await seedDemoLedger({
    ownerUrl: database.ownerUrl,
    specs: [spec],
    storeDocument: async (bytes) => {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      store.set(sha256, bytes);
      return { sha256, bytes: bytes.length };
    },
  });
  // As of a company that came with a SIE file: the demo's own books state none.
  const owner = postgres(database.ownerUrl, { max: 1 });
  await owner`
    insert into ledger.object_balances (company_id, financial_year_id, account_number, dimension_code, value_code, opening_balance)
      select company_id, financial_year_id, number, 'KP', '100', 1 from ledger.accounts where company_id = ${company}`;
  await owner.end();
}, 300_000);

const archiveOf = async (part: "books" | "payroll") => {
  await lease(database.ownerUrl, role, company, "1 hour", part);
  return make(slot, company, store, { part });
};

const YEAR = /\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d/;

/** A registered place as an expression: `<year>` a year's folder, `**` any folders, `*` and other `<words>` within a name. */
const pattern = (place: string) =>
  new RegExp(
    `^${place
      .split(/(<year>|<[a-z]+>|\*\*\/|\*)/)
      .map((piece) => {
        if (piece === "<year>") return YEAR.source;
        if (piece === "**/") return "(?:[^/]+/)*";
        return piece === "*" || /^<.*>$/.test(piece) ? "[^/]+" : piece.replace(/[.]/g, "\\.");
      })
      .join("")}$`,
  );

const places = archiveRegister.filter(({ id }) => id !== "zip").flatMap(({ files }) => files);

type Resource = { path: string; schema: Record<string, unknown> };
const resources = (made: Made) => JSON.parse(made.read("datapackage.json")).resources as Resource[];

test.each(["books", "payroll"] as const)(
  "%s: every file is at a place that the register names, every table as it says",
  async (part) => {
    const made = await archiveOf(part);
    const unnamed = made.list.filter((file) => !places.some((place) => pattern(place).test(file)));
    expect(unnamed).toEqual([]);
    const registered = registeredTables.filter(({ archives }) => archives.includes(part));
    for (const { path, schema } of resources(made)) {
      const { foreignKeys: _, ...own } = schema;
      const table = registered.find(({ file }) => pattern(file).test(`data/${path}`));
      expect({ path, schema: table?.schema }).toEqual({ path, schema: own });
    }
    const written = new Set(resources(made).map(({ path }) => `data/${path.replace(YEAR, "<year>")}`));
    // Only a year whose journal is no longer kept has the lines of its vouchers; only several parts have a list of their files.
    expect(registered.map(({ file }) => file).filter((file) => !written.has(file))).toEqual(
      part === "books"
        ? ["data/<year>/ledger/voucher-lines.csv", "data/reports/part-files.csv"]
        : ["data/reports/part-files.csv"],
    );
  },
  120_000,
);

test("each structure is called by its own name in each language, and says what it holds", () => {
  for (const t of registeredTables) {
    expect(new Set([t.title, t.title_fi, t.title_sv]).size, t.name).toBe(3);
    expect(new Set([t.description, t.description_fi, t.description_sv]).size, t.name).toBe(3);
  }
});

test("each column is called by a name of its own in each language, and described in all of them or in none", () => {
  const columns = registeredTables.flatMap(({ name, schema }) =>
    schema.fields.map((field) => ({ table: name, field })),
  );
  expect(columns.length).toBeGreaterThan(300);
  for (const { table, field } of columns) {
    const names = [field.title_fi, field.title_sv, field.title];
    const at = `${table}.${field.name}`;
    for (const name of names) expect(name, at).toMatch(/^\p{Lu}.{1,30}$/u);
    // SHA-256 is called so everywhere, as are Debet and Kredit, Dimension and Material in two of the languages.
    if (field.name !== "sha256") expect(new Set(names).size, at).toBeGreaterThan(1);
    const said = [field.description_fi, field.description_sv, field.description].filter((d) => d !== undefined);
    for (const description of said) expect(description, at).toMatch(/^.{4,}\.$/s);
    if (said.length > 1) expect(new Set(said).size, at).toBe(said.length);
  }
});

test("no two columns of a table have one heading, in any language", () => {
  for (const { name, schema } of registeredTables)
    for (const key of ["title_fi", "title_sv", "title"] as const) {
      const headings = schema.fields.map((field) => field[key]);
      expect(new Set(headings).size, `${name} ${key}`).toBe(headings.length);
    }
});

test("a sheet has the name of its table, within what spreadsheets allow", () => {
  // What tells how long things are kept is in CSV alone.
  for (const { title, file } of registeredTables.filter(({ name }) => !name.includes("retention"))) {
    const name = /([^/]+)\.csv$/.exec(file)![1]!;
    for (const language of ["fi", "sv", "en"] as const)
      expect(sheetName(language, { name, title }), name).toMatch(/^[^[\]:*?/\\'&<>]{4,31}$/);
  }
  expect(sheetName("fi", { name: "vat-returns", title: "VAT returns" })).toBe("Arvonlisäveroilmoitukset");
  expect(sheetName("sv", { name: "voucher-gaps", title: "Voucher numbers that are missing" })).toBe(
    "Saknade verifikationsnummer",
  );
  expect(sheetName("en", { name: "employer-returns", title: "Employer's returns" })).toBe("Employer’s returns");
});

const headings = (table: string) => {
  const { fields } = registeredTables.find(({ name }) => name === table)!.schema;
  return { fi: fields.map((f) => f.title_fi), sv: fields.map((f) => f.title_sv), en: fields.map((f) => f.title) };
};

test("the trial balance and the assets read as a bookkeeper in each language expects", () => {
  expect(headings("trial-balance")).toEqual({
    fi: ["Tili", "Nimi", "Alkusaldo", "Debet", "Kredit", "Loppusaldo", "Ilmoitettu loppusaldo", "Erotus"],
    sv: [
      "Konto",
      "Namn",
      "Ingående saldo",
      "Debet",
      "Kredit",
      "Utgående saldo",
      "Uppgivet utgående saldo",
      "Differens",
    ],
    en: [
      "Account",
      "Name",
      "Opening balance",
      "Debit",
      "Credit",
      "Closing balance",
      "Declared closing balance",
      "Difference",
    ],
  });
  const { fi, sv } = headings("fixed-assets");
  expect([fi[9], sv[9]]).toEqual(["Poisto", "Avskrivning"]);
  expect(headings("journal").fi.slice(0, 4)).toEqual(["Tositelaji", "Tositenumero", "Tositepäivä", "Tili"]);
  expect(headings("journal").sv.slice(0, 4)).toEqual([
    "Verifikationsserie",
    "Verifikationsnummer",
    "Bokföringsdatum",
    "Konto",
  ]);
});

test("each structure has a name of its own", () => {
  const names = registeredTables.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
