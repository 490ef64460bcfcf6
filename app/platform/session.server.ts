/**
 * The console's cookies. `__Host-` makes the browser refuse them without Secure, with a Domain, or with a path other than
 * `/`, so no sibling host can plant one. Browsers treat http://localhost as secure enough for the demo.
 * Neither has an expiry that matters: the server decides when a session ends (NIST SP 800-63B-4, 5.1.1).
 */
export const SESSION_COOKIE = "__Host-huolto";
/** Binds a sign-in under way to the browser that began it. */
export const FLOW_COOKIE = "__Host-flow";
/** The portal's: the one archive, after the code. */
export const PORTAL_COOKIE = "__Host-dl";
/** The portal's, between opening the link and giving the code. */
export const PRESESSION_COOKIE = "__Host-dl-open";
/** An authority's, as the two above: its one package. */
export const DISCLOSURE_COOKIE = "__Host-dd";
export const DISCLOSURE_PRESESSION_COOKIE = "__Host-dd-open";

const ATTRIBUTES = "Path=/; Secure; HttpOnly; SameSite=Lax";
// base64url, the alphabet of our tokens: anything else in the cookie is not ours.
const TOKEN = /^[A-Za-z0-9_-]{1,128}$/;

/** @returns a Set-Cookie value. Without `maxAgeSeconds` the cookie lives as long as the browser. */
export function setCookie(name: string, token: string, { maxAgeSeconds }: { maxAgeSeconds?: number } = {}): string {
  if (!TOKEN.test(token)) throw new TypeError("A cookie holds a base64url token only.");
  return `${name}=${token}; ${ATTRIBUTES}${maxAgeSeconds === undefined ? "" : `; Max-Age=${maxAgeSeconds}`}`;
}

export const clearCookie = (name: string): string => `${name}=; ${ATTRIBUTES}; Max-Age=0`;

/**
 * @param header the request's Cookie header
 * @returns the token, or null where the cookie is absent, is not a token, or is there twice with different values
 */
export function readCookie(header: string | null | undefined, name: string): string | null {
  const values = new Set(
    (header ?? "")
      .split(";")
      .map((part) => part.trim())
      .filter((part) => part.startsWith(`${name}=`))
      .map((part) => part.slice(name.length + 1)),
  );
  const [value] = values;
  return values.size === 1 && value !== undefined && TOKEN.test(value) ? value : null;
}

export const readSessionCookie = (header: string | null | undefined) => readCookie(header, SESSION_COOKIE);
export const readFlowCookie = (header: string | null | undefined) => readCookie(header, FLOW_COOKIE);
