import { daysOff } from "../../profile/days-off.ts";
import type { ServiceCtx } from "../context.ts";
import { tellUnfeasibleBy } from "./clock-rules.ts";

/** The last day to tell the customer of a transition longer than 30 days, by the public holidays of the service's country. */
export const tellBy = ({ profile }: Pick<ServiceCtx, "profile">, askedOn: string): string =>
  tellUnfeasibleBy(askedOn, (on) => daysOff(profile.service.country, [], Number(on.slice(0, 4))).has(on));
