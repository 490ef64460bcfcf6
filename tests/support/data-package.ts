import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";

const published = JSON.parse(
  readFileSync(new URL("../exporters/frictionless/tabular-data-package.json", import.meta.url), "utf8"),
) as Record<string, unknown>;
// It says draft-04, which ajv no longer knows by name; none of what changed since is in it.
const { $schema: _, ...schema } = published;
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const isDataPackage = ajv.compile(schema);

/** What Frictionless' published JSON schema has to say. */
export function dataPackageProblems(text: string): string[] {
  isDataPackage(JSON.parse(text));
  return (isDataPackage.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);
}
