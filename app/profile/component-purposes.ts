import { type PurposeName, purposeNames, purposes } from "./purposes.ts";

/** What can be asked about a component at any moment with nothing more than labels. */
const fillable: readonly string[] = ["window", "filters", "by", "target"];

/** The purposes that a component's queries may name: one number about the present, chosen by labels. */
export const componentPurposes: readonly PurposeName[] = purposeNames.filter((name) => {
  const { placeholders } = purposes[name];
  // An hour or a month that has passed calls a component slow long after it was; a customer is no component.
  const aboutNow = !/[._](hour|period)(_|$)|^customer\./.test(name);
  return (
    aboutNow &&
    placeholders.some((taken) => taken === "filters") &&
    placeholders.every((taken) => fillable.includes(taken))
  );
});

export const notForComponents = (purpose: string) =>
  `${purpose} gives no single number about the present; a component can use ${componentPurposes.join(", ")}`;
