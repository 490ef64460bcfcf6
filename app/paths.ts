/** The only source of links. Each function gives a path within its own host (the console's or the portal's). */
const query = (params: Record<string, string | undefined>) => {
  const search = new URLSearchParams(Object.entries(params).filter((entry): entry is [string, string] => !!entry[1]));
  return search.size > 0 ? `?${search}` : "";
};

export const paths = {
  home: () => "/",

  signIn: (returnTo?: string, error?: string) => `/sign-in${query({ returnTo, error })}`,
  signedOut: () => "/sign-in?signedOut=1",
  /** The person who is here proves it anew, before an approval. */
  freshSignIn: (returnTo: string) => `/sign-in${query({ fresh: "1", returnTo })}`,
  signInStart: () => "/sign-in/start",
  signInCallback: () => "/sign-in/callback",
  signOut: () => "/sign-out",
  acceptInvitation: () => "/invitation",
  /** The token stays in the fragment, which no server, log or Referer sees. */
  invitationLink: (token: string) => `/invitation#${token}`,
  ownSessions: () => "/account/sessions",

  staff: () => "/admin/staff",
  staffMember: (id: string) => `/admin/staff/${id}`,
  staffInvite: () => "/admin/staff/invite",
  audit: (filters: Record<string, string | undefined> = {}) => `/audit${query(filters)}`,

  exports: (filters: Record<string, string | undefined> = {}) => `/exports${query(filters)}`,
  exportNew: (choice: { company?: string; q?: string } = {}) => `/exports/new${query(choice)}`,
  exportRequest: (id: string) => `/exports/${id}`,
  exportScope: (id: string) => `/exports/${id}/scope`,
  exportApproval: (id: string) => `/exports/${id}/approval`,
  /** Server-sent events. */
  exportProgress: (id: string) => `/exports/${id}/progress`,
  outbox: () => "/outbox",

  /** On the portal's host. The token stays in the fragment, which no server, log or Referer sees. */
  portalLink: (token: string) => `/d#${token}`,
  portal: (choice: { lang?: string; said?: string } = {}) => `/d${query(choice)}`,
  portalCode: (choice: { lang?: string; said?: string } = {}) => `/d/code${query(choice)}`,
  portalArchive: (choice: { lang?: string } = {}) => `/d/archive${query(choice)}`,
  portalDownload: () => "/d/download",
  portalSha512: () => "/d/sha512",
  portalSignOut: (choice: { lang?: string } = {}) => `/d/sign-out${query(choice)}`,
};
