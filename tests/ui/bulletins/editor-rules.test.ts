import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyContent } from "#app/domain/bulletins/content-schema.ts";
import {
  contentOf,
  fieldNames,
  fieldWords,
  splitNames,
  valuesOf,
} from "#app/ui/bulletins/editor/content-form-rules.ts";
import { afterSave, bothTexts, conflictsOf, differing, safety } from "#app/ui/bulletins/editor/editing-rules.ts";
import { bold, type Edit, image, link, list, type Marked } from "#app/ui/bulletins/editor/markdown-edit-rules.ts";

const values = (more: Record<string, string> = {}) => ({ ...valuesOf(emptyContent()), ...more });

test("a form's fields are the content and back, whatever is written", () => {
  const content = emptyContent();
  content.texts.fi = {
    title: "Viikko 47",
    lead: "Nopeampi.",
    sections: { new: "- A", improved: "B", fixed: "", urgent: "C", coming: "D" },
    translated: true,
  };
  content.pages = ["Sales invoices", "Payments"];
  content.apis = ["/customers"];
  const form = valuesOf(content);
  expect(form).toMatchObject({
    "fi.title": "Viikko 47",
    "fi.translated": "yes",
    "sv.translated": "",
    "fi.coming": "D",
  });
  expect(form.pages).toBe("Sales invoices\nPayments");
  expect(contentOf(form)).toEqual(content);
  expect(Object.keys(form).sort()).toEqual([...fieldNames].sort());
  expect(contentOf({})).toEqual(emptyContent());
});

test("names stand one a line or with commas, each once", () => {
  expect(splitNames(" Sales invoices, Payments\r\nPayments,\n\n VAT ")).toEqual(["Sales invoices", "Payments", "VAT"]);
  expect(splitNames(" \n, ")).toEqual([]);
});

test("a field is called as people call it", () => {
  expect(fieldWords("sv", "title")).toBe("Swedish, title");
  expect(fieldWords(null, "apis")).toBe("APIs");
});

test("what is typed is unsaved, then one's own draft, then a version", () => {
  const base = values({ "fi.title": "A" });
  const typed = values({ "fi.title": "B" });
  expect(safety(base, base, null)).toBe("saved");
  expect(safety(typed, base, null)).toBe("unsaved");
  expect(safety(typed, base, values({ "fi.title": "A" }))).toBe("unsaved");
  expect(safety(typed, base, typed)).toBe("autosaved");
  // Taken back by hand: nothing to lose, although the draft says otherwise.
  expect(safety(base, base, typed)).toBe("saved");
});

test("how a browser ends its lines, space at the end, and how names are parted change nothing", () => {
  expect(
    differing(values({ "fi.new": "a\r\nb \n", pages: "A, B" }), values({ "fi.new": "a\nb", pages: "A\nB" })),
  ).toEqual([]);
  expect(differing(values({ "fi.new": "a\n\nb" }), values({ "fi.new": "a\nb" }))).toEqual(["fi.new"]);
});

test("after a save what others wrote comes into the fields, and what was typed meanwhile stays", () => {
  const sent = values({ "fi.title": "Mine", "fi.new": "old", "sv.lead": "x" });
  const typed = { ...sent, "fi.title": "Mine, further", "sv.lead": "typed on" };
  const answered = { ...sent, "fi.new": "Jonna's", "sv.lead": "Jonna's too" };
  expect(afterSave(typed, sent, answered)).toEqual({
    fill: { "fi.new": "Jonna's" },
    clashes: [{ name: "sv.lead", language: "sv", field: "lead", base: "x", mine: "typed on", theirs: "Jonna's too" }],
  });
});

const some = fc.record(
  Object.fromEntries(
    ["fi.title", "fi.new", "sv.lead", "pages"].map((name) => [name, fc.constantFrom("", "a", "b", "c")]),
  ),
);

test("whatever was typed while a save was under way, nothing that either wrote is lost", () => {
  fc.assert(
    fc.property(some, some, some, (typed, sent, answered) => {
      const { fill, clashes } = afterSave(values(typed), values(sent), values(answered));
      for (const name of Object.keys(typed)) {
        const shown = fill[name] ?? typed[name]!;
        const clash = clashes.find((conflict) => conflict.name === name);
        const told = clash ? [clash.mine, clash.theirs] : [shown];
        if (typed[name] !== sent[name]) expect(told).toContain(typed[name]);
        if (answered[name] !== sent[name]) expect(told).toContain(answered[name]);
        // Nobody's change is a reason to ask.
        if (typed[name] === sent[name] || answered[name] === sent[name]) expect(clash).toBeUndefined();
      }
    }),
  );
});

test("a conflict that the server tells has the form's field", () => {
  const conflict = { field: "lead", base: "a", mine: "b", theirs: "c" };
  expect(conflictsOf([{ ...conflict, language: "sv" }])[0]!.name).toBe("sv.lead");
  expect(conflictsOf([{ ...conflict, field: "pages", language: null }])[0]!.name).toBe("pages");
});

test("both texts in one have every line once", () => {
  expect(bothTexts({ field: "new", theirs: "- A\n- B", mine: "- A\n- C" })).toBe("- A\n- B\n- C");
  expect(bothTexts({ field: "lead", theirs: "Theirs.", mine: "Mine." })).toBe("Theirs.\n\nMine.");
  expect(bothTexts({ field: "title", theirs: "Week 47", mine: "Faster pages" })).toBe("Week 47 / Faster pages");
  expect(bothTexts({ field: "new", theirs: "- A\n- B", mine: "- A" })).toBe("- A\n- B");
  expect(bothTexts({ field: "new", theirs: "", mine: "- A" })).toBe("- A");
});

const line = fc.constantFrom("- a", "- b", "c", "d e", "");
const lines = fc.array(line, { maxLength: 5 }).map((all) => all.join("\n"));

test("no line of either text is lost", () => {
  fc.assert(
    fc.property(lines, lines, (mine, theirs) => {
      const both = bothTexts({ field: "new", mine, theirs }).split("\n");
      for (const one of [...mine.split("\n"), ...theirs.split("\n")]) if (one.trim()) expect(both).toContain(one);
    }),
  );
});

/** A text with `[` and `]` around what is marked, before and after. */
function after(marked: string, edit: (of: Marked) => Edit): string {
  const from = marked.indexOf("‹");
  const to = marked.indexOf("›") - 1;
  const text = marked.replace("‹", "").replace("›", "");
  const made = edit({ text, from, to });
  const result = text.slice(0, made.from) + made.insert + text.slice(made.to);
  const [start, end] = made.select;
  return `${result.slice(0, start)}‹${result.slice(start, end)}›${result.slice(end)}`;
}

test.each<[string, (of: Marked) => Edit, string]>([
  ["a ‹word› b", bold, "a **‹word›** b"],
  ["a **‹word›** b", bold, "a ‹word› b"],
  ["‹›", bold, "**‹›**"],
  ["one\ntw‹›o", list, "one\n- two‹›"],
  ["‹one\ntwo›\nthree", list, "‹- one\n- two›\nthree"],
  ["‹- one\n- two›", list, "‹one\ntwo›"],
  ["see ‹the page›", link, "see [the page](‹https://›)"],
  ["‹https://a.example/b›", link, "[‹›](https://a.example/b)"],
  ["‹›", link, "[‹›](https://)"],
  [
    "Text‹›",
    (of) => image(of, " A [new] button\n", "/public/images/1.webp"),
    "Text\n\n![A \\[new\\] button](/public/images/1.webp)\n‹›",
  ],
])("%s", (marked, edit, expected) => {
  expect(after(marked, edit)).toBe(expected);
});
