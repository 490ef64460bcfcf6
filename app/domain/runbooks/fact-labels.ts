import type { Permission } from "../access/permissions.ts";

/** What the console itself knows and a runbook may check; read by read-fact.server.ts. */
export const factLabels = {
  "backups.primary.age_hours": fact("Hours since the last backup to the primary system", "h", "health.view"),
  "backups.secondary.age_hours": fact("Hours since the last backup to the secondary system", "h", "health.view"),
  "backups.offsite.age_hours": fact("Hours since the last offsite backup", "h", "health.view"),
  "backups.instances": fact("Copies of the data", "copies", "health.view"),
  "backups.restore_test.age_days": fact("Days since a restore was last tried and passed", "days", "health.view"),
  "grafana.answers": fact("Grafana answers: 1, or 0", "", "health.view"),
  "incidents.open": fact("Open incidents", "", "health.view"),
  "on_call.people": fact("People on call now, or the desk in office hours", "", "on_call.view"),
  "windows.running": fact("Maintenance windows under way", "", "maintenance.view"),
  "windows.next.days": fact("Days until the next maintenance window", "days", "maintenance.view"),
  "windows.next.announced": fact("The next window is announced: 1, or 0", "", "maintenance.view"),
  "releases.newest.age_days": fact("Days since the last release", "days", "releases.view"),
  "bulletins.missing_weeks": fact("Weeks that have no bulletin and should", "", "bulletins.view"),
  "mailings.waiting": fact("Mails of mailings that wait to be sent", "", "bulletins.view"),
  "mailings.failed": fact("Mails of mailings that failed in the last 7 days", "", "bulletins.view"),
  "messages.waiting_minutes": fact("Minutes that the oldest unsent message waits", "min", "health.view"),
  "messages.given_up": fact("Messages given up in the last 24 hours", "", "health.view"),
  "exports.failed": fact("Exports that stand failed", "", "health.view"),
  "exports.running": fact("Exports that run now", "", "health.view"),
  "edge.balancers": fact("Balancers that report", "", "ip_restrictions.view"),
  "edge.balancers_behind": fact("Balancers without the newest IP list", "", "ip_restrictions.view"),
  "edge.report_age_minutes": fact("Minutes since the quietest balancer reported", "min", "ip_restrictions.view"),
  "ip_restrictions.in_force": fact("The customer's IP lists in force", "", "ip_restrictions.view"),
  "api_keys.oldest_days": fact("Age of the oldest API key in use", "days", "api_keys.manage"),
} as const;
export type FactName = keyof typeof factLabels;
export const factNames = Object.keys(factLabels) as FactName[];

/** Facts that are about the run's customer. */
export const customerFacts: readonly FactName[] = ["ip_restrictions.in_force"];

function fact(what: string, unit: string, permission: Permission) {
  return { what, unit, permission };
}
