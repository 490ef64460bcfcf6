/** What no bookkeeping law asks for. Keeping or handing it over would need another ground (GDPR Article 5(1)(c) and (e)). */
export const neverIncluded = [
  { what: "user_log_ins", reason: "Log-ins and password hashes are not accounting material." },
  {
    what: "credentials",
    reason: "Keys and secrets of integrations are not accounting material and open other systems.",
  },
  { what: "internal_notes", reason: "The service provider's own notes are not the customer's accounting material." },
  { what: "drafts", reason: "A draft was never booked, so it backs no entry." },
  { what: "user_interface_settings", reason: "Settings and preferences are not accounting material." },
  {
    what: "read_logs",
    reason: "Logs of who looked at what are the service's security records, not accounting material.",
  },
  { what: "other_customers", reason: "Another company's books are never read for this archive." },
] as const;
export type NeverIncluded = (typeof neverIncluded)[number];
