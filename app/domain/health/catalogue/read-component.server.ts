import { desc, eq } from "drizzle-orm";
import { componentVersion } from "#db/schema/health.ts";
import { staff } from "#db/schema/identity.ts";
import { requirePermission } from "../../access/require-permission.ts";
import type { Ctx } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import type { ComponentContent } from "../component-content.ts";
import { type CataloguedComponent, loadCatalogue } from "../load-catalogue.server.ts";
import { changesBetween, type ComponentVersion } from "./version-rules.ts";

const VERSIONS_MAX = 50;

/**
 * A component as the catalogue has it, with its last 50 versions, newest first.
 * @throws DomainError `not_found`
 */
export async function readComponent(
  ctx: Ctx,
  { key }: { key: string },
): Promise<{
  component: CataloguedComponent;
  dependants: { key: string; name: string }[];
  versions: ComponentVersion[];
}> {
  const { db } = requirePermission(ctx, "health.view");
  const catalogue = await loadCatalogue(db, { retired: true });
  const component = catalogue.find((one) => one.key === key);
  if (!component) throw new DomainError("not_found", "There is no such component.");
  const rows = await db
    .select({
      version: componentVersion.version,
      content: componentVersion.content,
      by: staff.displayName,
      at: componentVersion.changedAt,
      reason: componentVersion.reason,
    })
    .from(componentVersion)
    .leftJoin(staff, eq(staff.id, componentVersion.changedBy))
    .where(eq(componentVersion.componentId, component.id))
    .orderBy(desc(componentVersion.version))
    .limit(VERSIONS_MAX + 1);
  const versions = rows.slice(0, VERSIONS_MAX).map((row, i): ComponentVersion => {
    const content = row.content as ComponentContent;
    const before = rows[i + 1]?.content as ComponentContent | undefined;
    return { ...row, at: row.at.toISOString(), content, changes: before ? changesBetween(before, content) : [] };
  });
  const dependants = catalogue
    .filter((one) => !one.retired && one.dependsOn.includes(key))
    .map((one) => ({ key: one.key, name: one.name.en }));
  return { component, dependants, versions };
}
