import { afterEach, beforeEach, expect, vi } from "vitest";

// Nothing in the house writes to console.error in normal running: a test during which something does has found a defect.
let errors: unknown[][] = [];
beforeEach(() => {
  errors = [];
  vi.spyOn(console, "error").mockImplementation((...args) => void errors.push(args));
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(errors, "console.error was called").toEqual([]);
});
