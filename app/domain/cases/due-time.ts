import type { Profile } from "../../profile/profile-schema.ts";
import { afterOfficeHours } from "../on-call/office-hours.ts";
import { officeOf } from "../on-call/read-on-call.server.ts";
import type { CaseKind, Priority } from "./case-kinds.ts";
import { kindDefinitions } from "./kind-definitions.ts";

/** When a case is due: the kind's hours for its priority, counted in the office's hours of the profile. */
export function dueTime(profile: Profile, of: { kind: CaseKind; priority: Priority; from: Date }): Date {
  return afterOfficeHours(officeOf(profile), of.from, kindDefinitions[of.kind].dueHours[of.priority]);
}
