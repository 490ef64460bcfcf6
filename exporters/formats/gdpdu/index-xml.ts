import type { Column, ForeignKey, Table } from "../../materials/table.ts";
import { DTD_NAME } from "./dtd.ts";

type Described = Pick<Table, "name" | "title" | "description" | "columns" | "primaryKey" | "foreignKeys">;

export type GdpduIndex = {
  company: { name: string; businessId: string; location: string };
  /** YYYY-MM-DD */
  startsOn: string;
  endsOn: string;
  /** CSV files beside the index, in the order in which they are to be read. */
  tables: readonly Described[];
};

const DAYS = "YYYY-MM-DD";
/** Money's, where a column says nothing else. */
const DECIMALS = 2;

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot hold these
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

const element = (name: string, text: string): string =>
  `<${name}>${text
    .toWellFormed()
    .replace(FORBIDDEN, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")}</${name}>`;

/**
 * The index by which IDEA and other audit programs load the year's CSV files (GDPdU data description of 1 September 2004, also GoBD):
 * names, types and keys of every column.
 */
export function gdpduIndex({ company, startsOn, endsOn, tables }: GdpduIndex): string {
  const keys = new Map(tables.map((table) => [table.name, primaryKey(table)]));
  const validity = `<Validity><Range>${element("From", startsOn)}${element("To", endsOn)}</Range>${element("Format", DAYS)}</Validity>`;
  const table = (t: Described): string =>
    `<Table>${element("URL", `${t.name}.csv`)}${element("Name", t.name)}${element("Description", `${t.title}: ${t.description}`)}${validity}` +
    // The first line has the columns' names.
    `<UTF8/>${element("DecimalSymbol", ".")}${element("DigitGroupingSymbol", ",")}<Range>${element("From", "2")}</Range>\n` +
    "<VariableLength><ColumnDelimiter>,</ColumnDelimiter><RecordDelimiter>&#13;&#10;</RecordDelimiter><TextEncapsulator>&quot;</TextEncapsulator>\n" +
    t.columns.map((c) => `${column(c, keys.get(t.name)!.includes(c.name))}\n`).join("") +
    (t.foreignKeys ?? []).map((k) => foreignKey(k, keys)).join("") +
    "</VariableLength></Table>\n";
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE DataSet SYSTEM "${DTD_NAME}">\n` +
    `<DataSet>${element("Version", "1.0")}\n<DataSupplier>${element("Name", company.name)}${element("Location", company.location)}` +
    `${element("Comment", `${company.businessId}, ${startsOn} - ${endsOn}`)}</DataSupplier>\n` +
    `<Media>${element("Name", `${startsOn} - ${endsOn}`)}\n${tables.map(table).join("")}</Media></DataSet>\n`
  );
}

/** The description puts a key's columns first, in the order of the file: a key elsewhere in the file cannot be told. */
function primaryKey({ columns, primaryKey: key = [] }: Described): string[] {
  const first = columns.slice(0, key.length).map((c) => c.name);
  return first.every((name, i) => name === key[i]) ? first : [];
}

function column({ name, text, type, decimals = DECIMALS }: Column, inKey: boolean): string {
  const tag = inKey ? "VariablePrimaryKey" : "VariableColumn";
  const types: Record<Column["type"], string> = {
    string: "<AlphaNumeric/>",
    boolean: "<AlphaNumeric/>",
    date: `<Date>${element("Format", DAYS)}</Date>`,
    integer: "<Numeric/>",
    number: `<Numeric>${element("Accuracy", String(decimals))}</Numeric>`,
  };
  return `<${tag}>${element("Name", name)}${element("Description", text.en.join(": "))}${types[type]}</${tag}>`;
}

function foreignKey({ fields, table, reference }: ForeignKey, keys: ReadonlyMap<string, string[]>): string {
  const key = keys.get(table) ?? [];
  if (key.length !== reference.length || !key.every((name, i) => name === reference[i])) return "";
  const aliases = fields.flatMap((from, i) =>
    from === reference[i] ? [] : [`<Alias>${element("From", from)}${element("To", reference[i]!)}</Alias>`],
  );
  return `<ForeignKey>${fields.map((f) => element("Name", f)).join("")}${element("References", table)}${aliases.join("")}</ForeignKey>\n`;
}
