import { approvingRoles, type Role } from "./permissions.ts";

/**
 * Roles that are held alone: an administrator does no other role's work, an auditor changes nothing
 * (`product.md`, "must never be able to").
 */
export const soleRoles: readonly Role[] = ["administrator", "auditor"];

/** @returns the role among those held (or proposed) that cannot be held together with the wanted one */
export function conflictingRole(held: Iterable<Role>, wanted: Role): Role | undefined {
  for (const role of held) {
    if (role !== wanted && (soleRoles.includes(role) || soleRoles.includes(wanted))) return role;
  }
  return undefined;
}

export const needsSecondAdministrator = (role: Role): boolean => approvingRoles.includes(role);
