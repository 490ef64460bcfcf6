/**
 * Where to go after signing in: a path of this console, or the home page for anything else.
 * `//host`, `/\host` and control characters, which browsers drop, would lead to another site.
 */
export function safeReturnTo(text: string | null | undefined): string {
  if (!text || text.length > 500 || !text.startsWith("/")) return "/";
  for (const character of text) if (character === "\\" || character < " " || character === "\u007f") return "/";
  const base = "http://console.invalid";
  if (!URL.canParse(text, base)) return "/";
  const { origin, pathname } = new URL(text, base);
  // `/.//host` is a path here, and `//host` to whoever leaves out the dot.
  return origin === base && !pathname.startsWith("//") ? text : "/";
}
