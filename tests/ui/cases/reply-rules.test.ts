import { expect, test } from "vitest";
import { withTemplate } from "#app/ui/cases/reply-rules.ts";

const replies = [
  { id: "ask", label: "Ask", text: { fi: "Hei,\nmilloin?", sv: "Hej!", en: "Hello" } },
  { id: "tell", label: "Tell", text: { fi: "Syy", sv: "Orsak", en: "The cause" } },
];

test("a template fills an empty field, and gives way to the next while nobody changed it", () => {
  expect(withTemplate("", replies, { templateId: "ask", language: "fi" })).toBe("Hei,\nmilloin?");
  expect(withTemplate(" \n", replies, { templateId: "ask", language: "sv" })).toBe("Hej!");
  // As a form without scripts sends it back.
  expect(withTemplate("Hei,\r\nmilloin?", replies, { templateId: "tell", language: "en" })).toBe("The cause");
});

test("what somebody wrote stays, with the template below it", () => {
  expect(withTemplate("Hei,\nmilloin? Ja missä?\n", replies, { templateId: "tell", language: "fi" })).toBe(
    "Hei,\nmilloin? Ja missä?\n\nSyy",
  );
});

test("a template or language that is not there changes nothing", () => {
  expect(withTemplate("Mine", replies, { templateId: "gone", language: "fi" })).toBe("Mine");
  expect(withTemplate("Mine", replies, { templateId: "ask", language: "xx" })).toBe("Mine");
});
