import type { DemoPerson } from "./people.ts";

export type BrokerLogin = { acr?: string; amr: string[]; ts?: number };
/** What a person of the broker makes of the sign-in that was asked for; `idp` is the method's bare name. */
export type BrokerPerson = DemoPerson & { login?: (idp: string) => BrokerLogin };

const faulty = (subject: string, what: string, login: (idp: string) => BrokerLogin): BrokerPerson => ({
  subject: `fault-${subject}`,
  name: `Fault ${subject}`,
  email: `${subject}@fault.example`,
  role: null,
  more: [],
  what,
  login,
});

/**
 * People for whom the broker answers as a broker in good order would not: the console has to refuse each. They are offered
 * only with BROKER_TEST_FAULTS=1, and there under the id of whichever account the test has bound to them.
 */
export const faultyPeople: readonly BrokerPerson[] = [
  faulty("weak-acr", "One factor only", (idp) => ({ acr: "loa:low", amr: [idp] })),
  faulty("missing-acr", "No level of assurance", (idp) => ({ amr: ["mfa", idp] })),
  faulty("stale", "Identified an hour ago", (idp) => ({
    acr: "loa:substantial",
    amr: ["mfa", idp],
    ts: Math.floor(Date.now() / 1000) - 3600,
  })),
  faulty("foreign-idp", "Signed in by a provider that is not one of ours", () => ({
    acr: "loa:substantial",
    amr: ["mfa", "azuread"],
  })),
];
