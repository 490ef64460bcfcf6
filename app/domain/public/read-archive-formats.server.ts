import { type LawRegister, lawRegister } from "#exporters/law/register.ts";
import { archiveRegister, REGISTER_CHANGED_ON, REGISTER_VERSION, type RegisteredFormat } from "#exporters/register.ts";
import { type RegisteredTable, registeredTables } from "#exporters/registered-tables.ts";

export type ArchiveFormats = {
  version: string;
  /** YYYY-MM-DD. */
  changedOn: string;
  formats: readonly RegisteredFormat[];
  tables: readonly RegisteredTable[];
  /** How long each thing is kept, by country, with where each rule was read. */
  laws: readonly LawRegister[];
};

/** The register of formats and structures (Data Act Article 26): the same for everybody. */
export const readArchiveFormats = (): ArchiveFormats => ({
  version: REGISTER_VERSION,
  changedOn: REGISTER_CHANGED_ON,
  formats: archiveRegister,
  tables: registeredTables,
  laws: lawRegister(),
});

/** The Frictionless Table Schema of one CSV file, or null when there is no such file. */
export const readArchiveSchema = (name: string): RegisteredTable | null =>
  registeredTables.find((table) => table.name === name) ?? null;
