import type { LatencyCalendar, LatencyCustomers, LatencyPages, LatencyParts, PageChange } from "../latency-types.ts";
import { type ColumnOf, fileTable, type LatencyFile } from "./file-table.ts";

/** The list of pages as it is sorted and filtered on screen, and those that changed most. */
export function pagesFile(pages: LatencyPages): LatencyFile {
  const changes: ColumnOf<PageChange>[] = [
    { header: "Page", kind: "text", of: ({ page }) => page },
    { header: "Client kind", kind: "text", of: ({ client }) => client },
    { header: "Requests", kind: "count", of: ({ requests }) => requests },
    { header: "Average before (s)", kind: "seconds", of: ({ before }) => before },
    { header: "Average after (s)", kind: "seconds", of: ({ after }) => after },
    { header: "Change (s)", kind: "seconds", of: ({ before, after }) => after - before },
  ];
  return {
    view: "pages",
    title: "Latency by page",
    periodKey: pages.period.key,
    about: [
      ["Period", pages.period.label],
      ["Compared with", pages.previous.label],
      ["Filter", pages.filter || "None"],
      ["Sorted by", `${pages.sort}, ${pages.descending ? "greatest" : "smallest"} first`],
      ["Rows", `${pages.rows?.length ?? 0} of the ${pages.matching} that match`],
      ["A change needs", `${pages.minimumRequests} requests in both periods`],
      ["Target", `${pages.target} s`],
    ],
    tables: [
      fileTable(
        "list",
        "Pages",
        [
          { header: "Page", kind: "text", of: ({ page }) => page },
          { header: "Client kind", kind: "text", of: ({ client }) => client },
          { header: "Requests", kind: "count", of: ({ requests }) => requests },
          { header: "Average (s)", kind: "seconds", of: ({ average }) => average },
          { header: "Over target (s)", kind: "seconds", of: ({ overTarget }) => overTarget },
          { header: "Within target (share)", kind: "share", of: ({ withinShare }) => withinShare },
          { header: "Lost over target (s)", kind: "count", of: ({ secondsLost }) => secondsLost },
          { header: "Change of average (s)", kind: "seconds", of: ({ change }) => change },
        ],
        pages.rows ?? [],
      ),
      fileTable("regressed", "Most regressed", changes, pages.regressed),
      fileTable("improved", "Most improved", changes, pages.improved),
    ],
    provenance: pages.provenance,
  };
}

/** Servers and dependencies. */
export function partsFile(parts: LatencyParts): LatencyFile {
  const rows = [
    ...(parts.nodes.rows ?? []).map((row) => ({ ...row, kind: "server", errorShare: null, up: null })),
    ...(parts.dependencies.rows ?? []).map((row) => ({ ...row, kind: "dependency" })),
  ];
  return {
    view: "parts",
    title: "Latency by part",
    periodKey: parts.window,
    about: [
      ["Averages over", parts.window],
      ["Target of the service", `${parts.target} s`],
    ],
    tables: [
      fileTable(
        "list",
        "Parts",
        [
          { header: "Kind", kind: "text", of: ({ kind }) => kind },
          { header: "Name", kind: "text", of: ({ name }) => name },
          { header: "Role", kind: "text", of: ({ role }) => role },
          { header: "Average (s)", kind: "seconds", of: ({ average }) => average },
          { header: "Average before (s)", kind: "seconds", of: ({ before }) => before },
          { header: "Failed (share)", kind: "share", of: ({ errorShare }) => errorShare },
          { header: "Answers", kind: "text", of: ({ up }) => (up === null ? null : up ? "yes" : "no") },
        ],
        rows,
      ),
    ],
    provenance: [parts.nodes.provenance, parts.dependencies.provenance],
  };
}

/** The customers that lost most; `clients` is one line for each of their client kinds. */
export function customersFile(customers: LatencyCustomers): LatencyFile {
  return {
    view: "customers",
    title: "Customers by seconds lost",
    periodKey: customers.period.key,
    about: [
      ["Period", customers.period.label],
      ["A customer needs", `${customers.minimumRequests} requests to be listed`],
      ["Target", `${customers.target} s`],
    ],
    tables: [
      fileTable(
        "list",
        "Customers",
        [
          { header: "Business id", kind: "text", of: ({ customer }) => customer },
          { header: "Customer", kind: "text", of: ({ name }) => name },
          { header: "Requests", kind: "count", of: ({ requests }) => requests },
          { header: "Average (s)", kind: "seconds", of: ({ average }) => average },
          { header: "Within target (share)", kind: "share", of: ({ withinShare }) => withinShare },
          { header: "Lost over target (s)", kind: "count", of: ({ secondsLost }) => secondsLost },
          { header: "Of the list's loss (share)", kind: "share", of: ({ shareOfLoss }) => shareOfLoss },
        ],
        customers.rows ?? [],
      ),
      fileTable(
        "clients",
        "By client kind",
        [
          { header: "Business id", kind: "text", of: ({ customer }) => customer },
          { header: "Customer", kind: "text", of: ({ name }) => name },
          { header: "Client kind", kind: "text", of: ({ client }) => client },
          { header: "Requests", kind: "count", of: ({ requests }) => requests },
          { header: "Average (s)", kind: "seconds", of: ({ average }) => average },
          { header: "Lost over target (s)", kind: "count", of: ({ secondsLost }) => secondsLost },
        ],
        (customers.rows ?? []).flatMap(({ customer, name, clients }) =>
          clients.map((client) => ({ customer, name, ...client })),
        ),
      ),
    ],
    provenance: customers.provenance,
  };
}

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** Days of the last year, and the hours of the week. */
export function calendarFile(calendar: LatencyCalendar): LatencyFile {
  const hours = calendar.hoursOfWeek.flatMap((values, day) =>
    values.map((average, hour) => ({ weekday: weekdays[day]!, hour, average })),
  );
  return {
    view: "calendar",
    title: "Latency by day and hour",
    periodKey: calendar.period.key,
    about: [
      ["Hours of the week over", calendar.period.label],
      ["Client kind", calendar.view.client || "all"],
      ["Target", `${calendar.target} s`],
      ["History", calendar.history.words ?? "Complete"],
    ],
    tables: [
      fileTable(
        "days",
        "Days",
        [
          { header: "Day", kind: "day", of: ({ day }) => day },
          { header: "Average (s)", kind: "seconds", of: ({ value }) => value },
          { header: "Requests", kind: "count", of: ({ requests }) => requests },
          { header: "Announced window", kind: "text", of: ({ window }) => (window ? "yes" : "no") },
          { header: "Releases", kind: "text", of: ({ releases }) => releases.join(" ") },
        ],
        calendar.days,
      ),
      fileTable(
        "hours",
        "Hours of the week",
        [
          { header: "Weekday", kind: "text", of: ({ weekday }) => weekday },
          { header: "Hour (Helsinki)", kind: "count", of: ({ hour }) => hour },
          { header: "Average (s)", kind: "seconds", of: ({ average }) => average },
        ],
        hours,
      ),
    ],
    provenance: [calendar.provenance],
  };
}
