/** Grafana's own rule for uids of data sources, folders and dashboards. */
export const UID = /^[A-Za-z0-9_-]{1,40}$/;

/**
 * Where Grafana is. A path prefix (Grafana behind a proxy's sub-path) is kept.
 * @returns a URL whose path ends in a slash, or null for an address that could lead elsewhere: credentials, a query, another scheme
 */
export function grafanaBase(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const plain = ["http:", "https:"].includes(url.protocol) && !url.username && !url.password;
  // An empty query or fragment does not show in `search` and `hash`.
  if (!plain || /[?#]/.test(text)) return null;
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

/** Whether a host is this machine itself, so that a token sent to it in the clear crosses no network. */
export const isLoopback = ({ hostname }: URL): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
