import { expect, test } from "vitest";
import { completenessTexts } from "#exporters/formats/texts/completeness.ts";

test("one remark is told of in the singular", () => {
  expect(completenessTexts.fi.someToSee(1)).toMatch(/on 1 huomio, joka on lueteltu tilikausittain\.$/);
  expect(completenessTexts.fi.someToSee(27)).toMatch(/on 27 huomiota, jotka on lueteltu tilikausittain\.$/);
  expect(completenessTexts.en.someToSee(1)).toContain("there is 1 remark");
});
