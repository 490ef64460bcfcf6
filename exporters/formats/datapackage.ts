import type { Column, Table } from "../materials/table.ts";

type Described = Pick<Table, "name" | "title" | "description" | "columns" | "primaryKey" | "foreignKeys">;
export type CsvResource = { path: string; table: Described; rows: number; bytes: number };

/** The files of one year's folder, or of the top folder (""). */
export type DataPackageYear = { folder: string; resources: CsvResource[] };

/** A name and a meaning in three languages, as Frictionless lets one add them: English without an ending. */
export type DescribedInThree = {
  title: string;
  title_fi: string;
  title_sv: string;
  description?: string;
  description_fi?: string;
  description_sv?: string;
};
type Field = DescribedInThree & { name: string; type: Column["type"]; format?: "default" };
export type TableSchema = { fields: Field[]; missingValues: string[]; primaryKey?: string[] };

const field = ({ name, type, text: { fi, sv, en } }: Column): Field => ({
  name,
  type,
  ...(type === "date" && { format: "default" }),
  title: en[0],
  title_fi: fi[0],
  title_sv: sv[0],
  ...(en[1] !== undefined && { description: en[1] }),
  ...(fi[1] !== undefined && { description_fi: fi[1] }),
  ...(sv[1] !== undefined && { description_sv: sv[1] }),
});

/**
 * A table's Frictionless Table Schema by itself, without keys to tables that may not be there. `title` and `description` are
 * English, those with `_fi` and `_sv` Finnish and Swedish; a title is the column's heading in a book for spreadsheets in that language.
 */
export const tableSchema = (table: Described): TableSchema => ({
  fields: table.columns.map(field),
  missingValues: [""],
  ...(table.primaryKey && { primaryKey: table.primaryKey }),
});

/**
 * The Frictionless Data Package (profile "tabular-data-package", v1) of every CSV file in the archive: columns, types, keys.
 * Foreign keys only point at tables that are in the archive too.
 * @param created an instant, so that the descriptor does not depend on the clock
 */
export function dataPackage(input: { name: string; title: string; created: Date; years: DataPackageYear[] }): string {
  const resourceName = (folder: string, table: string) =>
    folder === "" ? table : `${folder.replaceAll("_", "-")}-${table}`;
  const resources = input.years.flatMap(({ folder, resources }) => {
    const present = new Set(resources.map((r) => r.table.name));
    return resources.map(({ path, table, bytes }) => ({
      profile: "tabular-data-resource",
      name: resourceName(folder, table.name),
      path,
      title: table.title,
      description: table.description,
      format: "csv",
      mediatype: "text/csv",
      encoding: "utf-8",
      bytes,
      dialect: {
        delimiter: ",",
        lineTerminator: "\r\n",
        quoteChar: '"',
        doubleQuote: true,
        header: true,
        caseSensitiveHeader: true,
      },
      schema: {
        ...tableSchema(table),
        ...foreignKeys(table, folder, present, resourceName),
      },
    }));
  });
  const descriptor = {
    profile: "tabular-data-package",
    name: input.name,
    title: input.title,
    created: input.created.toISOString(),
    resources,
  };
  return `${JSON.stringify(descriptor, null, 2)}\n`;
}

function foreignKeys(
  table: Described,
  folder: string,
  present: ReadonlySet<string>,
  name: (folder: string, table: string) => string,
) {
  const keys = (table.foreignKeys ?? [])
    .filter((k) => present.has(k.table))
    .map((k) => ({ fields: k.fields, reference: { resource: name(folder, k.table), fields: k.reference } }));
  return keys.length > 0 ? { foreignKeys: keys } : {};
}
