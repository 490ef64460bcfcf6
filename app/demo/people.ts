import type { Role } from "../domain/access/permissions.ts";

/** Invented people of the demo. The names say what they do, in Finnish, and belong to nobody. */
export type DemoPerson = {
  /** The demo broker's stable id of the person. */
  subject: string;
  name: string;
  email: string;
  /** None: has no account until an invitation is accepted. */
  role: Role | null;
  /** Held beside the role. */
  more: readonly Role[];
  what: string;
};

const person = (
  subject: string,
  name: string,
  role: Role | null,
  what: string,
  more: readonly Role[] = [],
): DemoPerson => ({
  subject: `demo-${subject}`,
  name,
  email: `${name.toLowerCase().replace(" ", ".").replaceAll("ä", "a").replaceAll("ö", "o")}@huolto.example`,
  role,
  more,
  what,
});

export const demoPeople: readonly DemoPerson[] = [
  person("veera", "Veera Vientilä", "export_officer", "Export officer, of payroll too", ["payroll_officer"]),
  person("onni", "Onni Arkistola", "export_officer", "Export officer; approves what the other asks for", [
    "payroll_officer",
  ]),
  person("vilma", "Vilma Vientiranta", "export_officer", "Export officer, of the books alone"),
  person("aino", "Aino Avainniemi", "administrator", "Administrator"),
  person("arvo", "Arvo Avainsaari", "administrator", "Administrator; approves what the other proposes"),
  person("pirkko", "Pirkko Palvelusto", "customer_service", "Customer service agent"),
  person("paivi", "Päivi Palvelija", "customer_service", "Customer service agent; decides what the other proposes"),
  person("juuso", "Juuso Julkaisula", "release_manager", "Release manager"),
  person("jonna", "Jonna Julkaisulahti", "release_manager", "Release manager; reviews what the other writes"),
  person("alma", "Alma Alustala", "platform", "Platform team"),
  person("pasi", "Pasi Palvelinmaa", "platform", "Platform team; on call in turn"),
  person("katri", "Katri Konesalo", "platform", "Platform team; on call in turn"),
  person("tarmo", "Tarmo Tarkastola", "auditor", "Auditor"),
  person("ulla", "Ulla Uusikas", null, "No account yet; accepts an invitation"),
];
