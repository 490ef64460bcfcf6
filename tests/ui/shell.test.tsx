import { expect, test } from "vitest";
import { type NavItem, Shell } from "#app/ui/shell.tsx";
import { inPage } from "#tests/support/in-page.tsx";

const nav: NavItem[] = [
  { to: "/", label: "Home", icon: "home", end: true },
  { to: "/maintenance", label: "Maintenance", icon: "maintenance" },
  { to: "/maintenance/urgent", label: "Urgent maintenance", icon: "urgent" },
];
/** The labels of the entries that are marked as the page one is on. */
const current = (at: string) =>
  [
    ...inPage(
      <Shell nav={nav} person={{ name: "Juuso", roles: "Release manager", href: "/me" }} signOutAction="/sign-out">
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
