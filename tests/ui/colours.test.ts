import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** The tokens of one theme, as app.css writes them. */
function tokens(theme: "light" | "dark"): Record<string, string> {
  const css = readFileSync("app/styles/app.css", "utf8");
  const blocks = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => block!);
  const block = blocks.find((text) => text.includes(`color-scheme: ${theme}`))!;
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name!, hex!]));
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.2, contrast ratio. */
function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Text on its ground: 4.5:1 (WCAG 1.4.3). */
const texts = [
  ...["slow", "partial", "bad", "maintenance"].map((state) => [state, `${state}-soft`]),
  ...["ink", "muted", "accent", "warn", "bad", "chart-1", "chart-2", "chart-3"].flatMap((ink) =>
    ["page", "surface"].map((ground) => [ink, ground]),
  ),
  ["ink", "raised"],
  ["muted", "raised"],
  ...[1, 2, 3, 4, 5].map((step) => [`heat-ink-${step}`, `heat-${step}`]),
] as [string, string][];

/** Lines, bars and shapes that carry meaning: 3:1 (WCAG 1.4.11). */
const shapes = [
  ...[1, 2, 3, 4, 5].map((line) => `chart-${line}`),
  "quiet",
  "slow",
  "partial",
  "bad",
  "maintenance",
  "muted",
  "line-strong",
].flatMap((shape) => ["page", "surface"].map((ground) => [shape, ground])) as [string, string][];

describe.each(["light", "dark"] as const)("%s theme", (theme) => {
  const colours = tokens(theme);
  const below = (pairs: [string, string][], least: number) =>
    pairs
      .map(([a, b]) => [`${a} on ${b}`, contrast(colours[a]!, colours[b]!)] as const)
      .filter(([, ratio]) => !(ratio >= least))
      .map(([pair, ratio]) => `${pair}: ${ratio.toFixed(2)}`);

  test("text stands out from its ground", () => expect(below(texts, 4.5)).toEqual([]));
  test("lines and shapes stand out from theirs", () => expect(below(shapes, 3)).toEqual([]));
  test("the third heat step is plainly another than the second: there the target is missed", () => {
    const warmth = (hex: string) => Number.parseInt(hex.slice(1, 3), 16) - Number.parseInt(hex.slice(5, 7), 16);
    expect([1, 2, 3, 4, 5].map((step) => warmth(colours[`heat-${step}`]!) > 0)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
  });
});

test("black on white is 21 to 1, so that the measure itself is right", () =>
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5));
