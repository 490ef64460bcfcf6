import { expect, test } from "vitest";
import { CustomerFinder } from "#app/ui/customers/customer-finder.tsx";
import { FinderContent } from "#app/ui/customers/finder-dialog.tsx";
import { FinderList } from "#app/ui/customers/finder-list.tsx";
import { movedTo, opensFinder, searchStatus } from "#app/ui/customers/finder-rules.ts";
import { htmlOf, textOf } from "#tests/support/render.tsx";
import { markupFaults } from "#tests/support/sound-markup.ts";

const key = (
  name: string,
  held: Partial<Record<"ctrlKey" | "metaKey" | "altKey" | "defaultPrevented", boolean>> = {},
) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  defaultPrevented: false,
  ...held,
});
const free = { typing: false, shortcuts: true };

test("/ and Ctrl-K or Cmd-K open the finder; nothing does while somebody types, or with shortcuts turned off", () => {
  for (const event of [
    key("/"),
    key("k", { ctrlKey: true }),
    key("k", { metaKey: true }),
    key("K", { ctrlKey: true }),
  ]) {
    expect(opensFinder(event, free)).toBe(true);
    expect(opensFinder(event, { ...free, typing: true })).toBe(false);
    expect(opensFinder(event, { ...free, shortcuts: false })).toBe(false);
    expect(opensFinder({ ...event, defaultPrevented: true }, free)).toBe(false);
    expect(opensFinder({ ...event, altKey: true }, free)).toBe(false);
  }
  expect(opensFinder(key("k"), free)).toBe(false);
  expect(opensFinder(key("/", { ctrlKey: true }), free)).toBe(false);
});

test("arrows go round the list; other keys stay the field's", () => {
  expect(movedTo("ArrowDown", 0, 3)).toBe(1);
  expect(movedTo("ArrowDown", 2, 3)).toBe(0);
  expect(movedTo("ArrowUp", 0, 3)).toBe(2);
  expect(movedTo("ArrowUp", 2, 3)).toBe(1);
  expect(movedTo("ArrowDown", 0, 0)).toBeNull();
  expect(movedTo("Home", 1, 3)).toBeNull();
});

const customer = { businessId: "9000202-5", name: "Kuusikummun Tukku Oy", country: "FI", ended: false };

test("each state of the search is said in words", () => {
  expect(searchStatus({ state: "idle" })).toBe("");
  expect(searchStatus({ state: "looking", found: [customer] })).toBe("Looking…");
  expect(searchStatus({ state: "found", found: [customer], none: false })).toBe("1 customer");
  expect(searchStatus({ state: "found", found: Array(3).fill(customer), none: false })).toBe("3 customers");
  expect(searchStatus({ state: "found", found: Array(12).fill(customer), none: false })).toBe("12 customers or more");
  expect(searchStatus({ state: "found", found: [], none: false })).toMatch(/^No customer matches\./);
  expect(searchStatus({ state: "found", found: [], none: true })).toMatch(/^No customers are known yet/);
  expect(searchStatus({ state: "failed", message: "You are signed out." })).toBe("You are signed out.");
});

test("the options are a listbox in which one is chosen; whoever has ended says so", () => {
  const html = htmlOf(
    <FinderList
      id="list"
      found={[customer, { ...customer, businessId: "9000303-1", name: "Leipomo Sinipiika Ky", ended: true }]}
      active={1}
      dimmed={false}
      onChoose={() => {}}
    />,
  );
  expect(html).toMatch(/^<div id="list" role="listbox" aria-label="Customers"/);
  expect([...html.matchAll(/role="option"[^>]*aria-selected="(\w+)"/g)].map(([, chosen]) => chosen)).toEqual([
    "false",
    "true",
  ]);
  expect(textOf(html)).toContain("Ended");
});

test("the dialog's field is a labelled combobox with a status; its shortcuts can be turned off where it says them", () => {
  const html = htmlOf(
    <main>
      <h1>Page</h1>
      <FinderContent onDone={() => {}} />
    </main>,
  );
  expect(markupFaults(html)).toEqual([]);
  expect(html).toContain('role="combobox"');
  expect(html).toContain('aria-expanded="false"');
  expect(html).toContain('role="status"');
  expect(textOf(html)).toContain("Shortcuts: / and Ctrl K open this from any page");
});

test("without scripts nothing of it is sent", () => {
  expect(htmlOf(<CustomerFinder />)).toBe("");
});
