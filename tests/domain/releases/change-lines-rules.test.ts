import fc from "fast-check";
import { expect, test } from "vitest";
import { changesFromLines, linesOfChanges } from "#app/domain/releases/change-lines-rules.ts";
import { changesSchema, itemsOf } from "#app/domain/releases/release-schema.ts";

test.each([
  [
    "fixed: The sum [/payroll, /api/payslips]",
    { section: "fixed", text: "The sum", pages: ["/payroll"], apis: ["/api/payslips"] },
  ],
  [
    "The order [/orders/[id], /api/orders/[id]]",
    { text: "The order", pages: ["/orders/[id]"], apis: ["/api/orders/[id]"] },
  ],
  ["new: A field [beta] for notes", { section: "new", text: "A field [beta] for notes", pages: [], apis: [] }],
  ["A list of rows[0]", { text: "A list of rows[0]", pages: [], apis: [] }],
  ["A field [beta] []", { text: "A field [beta]", pages: [], apis: [] }],
])("%s", (line, change) => {
  expect(changesFromLines(line)).toEqual([change]);
});

test("what was recorded is the same when its lines are sent again unchanged, whatever is in it", () => {
  const words = fc.array(fc.constantFrom("a", " ", "[", "]", ",", ":", "new", "/orders/[id]", "ä", "[beta]"), {
    maxLength: 8,
  });
  const word = words.map((pieces) => pieces.join(""));
  const change = fc.record({
    section: fc.constantFrom("new", "improved", "fixed", "urgent", "coming"),
    text: word,
    pages: fc.array(
      word.map((name) => `/${name}`),
      { maxLength: 3 },
    ),
    apis: fc.array(
      word.map((name) => `/api/${name}`),
      { maxLength: 3 },
    ),
  });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (given) => {
      const parsed = changesSchema.safeParse(given);
      if (!parsed.success) return;
      const items = itemsOf(parsed.data, "weekly");
      if (items.some(({ pages }) => pages.some((page) => page.startsWith("/api/")))) return;
      expect(itemsOf(changesSchema.parse(changesFromLines(linesOfChanges(items))), "weekly")).toEqual(items);
    }),
    { numRuns: 2000 },
  );
});
