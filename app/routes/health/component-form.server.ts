import type { ComponentInput } from "#app/domain/health/catalogue/component-schema.ts";
import { listComponents } from "#app/domain/health/catalogue/list-components.server.ts";
import type { ComponentContent } from "#app/domain/health/component-content.ts";
import type { ServiceCtx } from "#app/domain/context.ts";
import { componentPurposes } from "#app/profile/component-purposes.ts";
import { purposes } from "#app/profile/purposes.ts";

const ROWS_MAX = 60;

/** The rows `prefix.0.*`, `prefix.1.*` ... of a form, each with the fields, as typed. */
function rowsOf<F extends string>(form: FormData, prefix: string, fields: readonly F[]): Record<F, string>[] {
  const rows: Record<F, string>[] = [];
  for (let i = 0; i < ROWS_MAX && form.has(`${prefix}.${i}.${fields[0]}`); i += 1) {
    const typed = fields.map((field) => [field, String(form.get(`${prefix}.${i}.${field}`) ?? "")]);
    rows.push(Object.fromEntries(typed) as Record<F, string>);
  }
  return rows;
}

/** A component's form as the verbs take it; faults are the verbs' to tell. */
export function typedComponent(form: FormData): ComponentInput & { key: string; reason: string } {
  const text = (name: string) => String(form.get(name) ?? "");
  return {
    key: text("key"),
    nameEn: text("nameEn"),
    nameFi: text("nameFi"),
    nameSv: text("nameSv"),
    kind: text("kind") as ComponentInput["kind"],
    ownerTeam: text("ownerTeam"),
    customerFacing: form.has("customerFacing"),
    dependsOn: [...form.keys()].flatMap((name) => (name.startsWith("dependsOn.") ? [name.slice(10)] : [])),
    links: rowsOf(form, "links", ["label", "href"]),
    alertMatchers: rowsOf(form, "alertMatchers", ["name", "value"]),
    queries: rowsOf(form, "queries", ["purpose", "filters", "slowAbove", "partialBelow", "downBelow"]),
    reason: text("reason"),
  };
}

/** The form's fields for a component as it is. */
export function valuesOf(component: ComponentContent): Record<string, string> {
  const values: Record<string, string> = {
    nameEn: component.name.en,
    nameFi: component.name.fi,
    nameSv: component.name.sv,
    kind: component.kind,
    ownerTeam: component.ownerTeam,
  };
  if (component.customerFacing) values.customerFacing = "on";
  for (const key of component.dependsOn) values[`dependsOn.${key}`] = "on";
  for (const [i, { label, href }] of component.links.entries()) {
    values[`links.${i}.label`] = label;
    values[`links.${i}.href`] = href;
  }
  for (const [i, { name, value }] of component.alertMatchers.entries()) {
    values[`alertMatchers.${i}.name`] = name;
    values[`alertMatchers.${i}.value`] = value;
  }
  for (const [i, { purpose, filters, ...limits }] of component.queries.entries()) {
    values[`queries.${i}.purpose`] = purpose;
    values[`queries.${i}.filters`] = Object.entries(filters)
      .map(([name, value]) => `${name}=${value}`)
      .join(", ");
    for (const [name, limit] of Object.entries(limits)) values[`queries.${i}.${name}`] = String(limit);
  }
  return values;
}

const units = { seconds: "s", share: "0 to 1", count: "count", up: "1 or 0", info: "" };

/** What the form offers to choose from. @param self the key of the component itself, which cannot depend on itself */
export async function choices(ctx: ServiceCtx, self: string | null) {
  const components = await listComponents(ctx);
  return {
    components: components
      .filter(({ key, retired }) => !retired && key !== self)
      .map(({ key, name }) => ({ key, name: name.en })),
    purposes: componentPurposes.map((name) => ({
      name,
      what: purposes[name].what,
      unit: units[purposes[name].unit],
      labels: purposes[name].labels.join(", "),
    })),
  };
}

/** A button that asks for more rows: the page comes back with what was typed and two blank rows more. */
export async function moreRows(request: Request): Promise<Record<string, string> | null> {
  const form = await request.clone().formData();
  if (!form.has("more")) return null;
  return Object.fromEntries([...form].filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
