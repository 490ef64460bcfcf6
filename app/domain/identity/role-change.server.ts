import { z } from "zod";
import { type Role, roles } from "../access/permissions.ts";

/** What the verbs on one person's one role take. */
export const roleChangeSchema = z.object({
  staffId: z.uuid(),
  role: z.enum(roles, "Choose one of the listed roles."),
});
export type RoleChange = z.infer<typeof roleChangeSchema>;

/** How the trail names a role of a person. */
export const roleTarget = (change: { staffId: string; role: Role }) => ({ kind: "staff", id: change.staffId });
