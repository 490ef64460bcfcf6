const browsers: [name: string, sign: RegExp][] = [
  ["Edge", /\bEdg(e|A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Firefox", /\b(Firefox|FxiOS)\//],
  ["Chrome", /\b(Chrome|CriOS|HeadlessChrome)\//],
  ["Safari", /\bSafari\//],
];
const systems: [name: string, sign: RegExp][] = [
  ["Android", /Android/],
  ["iPhone", /iPhone/],
  ["iPad", /iPad/],
  ["Windows", /Windows NT/],
  ["Mac", /Mac OS X/],
  ["Linux", /Linux/],
];

/** `Firefox on Windows`: enough to know one's own browsers again. The header is the browser's own claim, no proof. */
export function browserName(userAgent: string): string {
  const of = (list: [string, RegExp][]) => list.find(([, sign]) => sign.test(userAgent))?.[0];
  const browser = of(browsers) ?? "Unknown browser";
  const system = of(systems);
  return system ? `${browser} on ${system}` : browser;
}
