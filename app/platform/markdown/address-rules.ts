/** Which addresses a text may lead to. Own ones begin with /public/, which both of our hosts serve. */
export type LinkKind = "web" | "mail" | "own";

const OWN_IMAGE = /^\/public\/images\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.webp$/;
/** Of browsers' URL parser: a backslash is a slash there, and tabs and line breaks are nothing. */
const UNSAFE = /[\\\p{Cc}\s]/u;

/** @returns null for what is no link here: another scheme, an address within nobody's pages */
export function linkKind(href: string): LinkKind | null {
  if (UNSAFE.test(href)) return null;
  if (/^https?:\/\/[^/?#]/i.test(href)) return URL.canParse(href) ? "web" : null;
  if (/^mailto:[^@?]+@[^@?]+(\?.*)?$/i.test(href)) return "mail";
  return ownPath(href) === null ? null : "own";
}

/** An own address as a browser will ask for it, without query and fragment; null for any other. */
export function ownPath(href: string): string | null {
  if (!/^\/public(?:[/?#]|$)/.test(href) || UNSAFE.test(href)) return null;
  const { pathname, origin } = new URL(href, "https://own.invalid");
  // "/public/../admin" is no public page.
  return origin === "https://own.invalid" && /^\/public(?:\/|$)/.test(pathname) ? pathname : null;
}

/** The id of an uploaded image; null for any other address. */
export function ownImage(src: string): string | null {
  return OWN_IMAGE.exec(src)?.[1] ?? null;
}
