import { expect, test } from "vitest";
import { type NavGroup, Shell } from "#app/ui/shell.tsx";
import { inPage } from "#tests/support/in-page.tsx";

const nav: NavGroup[] = [
  { name: null, items: [{ to: "/", label: "Home", icon: "home", end: true }] },
  {
    name: "Service",
    items: [
      { to: "/maintenance", label: "Maintenance", icon: "maintenance" },
      { to: "/maintenance/urgent", label: "Urgent maintenance", icon: "urgent" },
    ],
  },
  { name: "Exports", items: [] },
];
const person = { name: "Juuso", roles: "Release manager", href: "/me" };
/** The labels of the entries that are marked as the page one is on. */
const current = (at: string) =>
  [
    ...inPage(
      <Shell nav={nav} person={person} signOutAction="/sign-out">
        x
      </Shell>,
      at,
    ).matchAll(/<a[^>]*aria-current="page"[^>]*>.*?<\/svg>([^<]+)<\/a>/g),
  ].map(([, label]) => label);

test("one entry is where one is, also below another's address", () => {
  expect(current("/")).toEqual(["Home"]);
  expect(current("/maintenance")).toEqual(["Maintenance"]);
  expect(current("/maintenance/10000000-0000-4000-8000-000000000012")).toEqual(["Maintenance"]);
  expect(current("/maintenance/urgent")).toEqual(["Urgent maintenance"]);
});

test("many entries stand in named groups, a few without names, and a group without entries nowhere", () => {
  const shown = (groups: NavGroup[]) =>
    inPage(
      <Shell nav={groups} person={person} signOutAction="/sign-out">
        x
      </Shell>,
      "/",
    );
  const many: NavGroup = {
    name: "Announcements",
    items: Array.from({ length: 6 }, (_, at) => ({ to: `/a${at}`, label: `Entry ${at}`, icon: "bulletins" })),
  };
  const full = shown([...nav, many]);
  expect([...full.matchAll(/<ul aria-label="([^"]+)"/g)].map(([, name]) => name)).toEqual(["Service", "Announcements"]);
  expect(shown(nav)).not.toContain("Service");
});
