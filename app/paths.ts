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
  /** What an officer leaves out or keeps longer, with the reason. */
  exportAdjust: (id: string) => `/exports/${id}/scope/adjust`,
  /** The dates of the switch (Data Act Article 25). */
  exportDates: (id: string) => `/exports/${id}/dates`,
  exportErasure: (id: string) => `/exports/${id}/erasure`,
  exportCertificate: (id: string) => `/exports/${id}/erasure-certificate.pdf`,
  exportReceipt: (id: string, download: string) => `/exports/${id}/receipts/${download}`,
  /** Every date that is coming, for an officer's calendar; the address is the secret. */
  exportCalendar: (token: string) => `/exports/calendar/${token}.ics`,
  outbox: () => "/outbox",

  health: () => "/health",
  components: () => "/health/components",
  component: (key: string) => `/health/components/${key}`,
  componentEdit: (key: string) => `/health/components/${key}/edit`,
  componentNew: () => "/health/new-component",
  /** What Grafana answers to what the console asks: for the platform team. */
  source: () => "/health/source",
  incidents: (filters: Record<string, string | undefined> = {}) => `/health/incidents${query(filters)}`,
  incidentNew: (from: { component?: string; alert?: string } = {}) => `/health/new-incident${query(from)}`,
  incident: (number: number) => `/health/incidents/${number}`,
  backups: (failure: Record<string, string | undefined> = {}) => `/health/backups${query(failure)}`,
  onCall: (choice: { week?: string } = {}) => `/health/on-call${query(choice)}`,
  /** A calendar program's: the token is the permission. */
  onCallFeed: (token: string) => `/on-call/${token}.ics`,
  serviceFacts: () => "/service-facts",
  latency: (view: Record<string, string | undefined> = {}) => `/latency${query(view)}`,
  latencyPages: (view: Record<string, string | undefined> = {}) => `/latency/pages${query(view)}`,
  latencyCustomers: (view: Record<string, string | undefined> = {}) => `/latency/customers${query(view)}`,
  latencyParts: (view: Record<string, string | undefined> = {}) => `/latency/parts${query(view)}`,
  latencyCalendar: (view: Record<string, string | undefined> = {}) => `/latency/calendar${query(view)}`,
  /** What a latency page shows, as a file. */
  latencyFile: (view: Record<string, string | undefined>) => `/latency/file${query(view)}`,
  latencyReport: (month?: string) => `/latency/report${query({ month })}`,
  latencyReportFile: (month: string, language: string) => `/latency/report.pdf${query({ month, language })}`,

  maintenance: (view: { year?: string } = {}) => `/maintenance${query(view)}`,
  maintenanceWindow: (id: string) => `/maintenance/${id}`,
  maintenanceUrgent: () => "/maintenance/urgent",
  releases: (filters: Record<string, string | undefined> = {}) => `/releases${query(filters)}`,
  release: (version: string) => `/releases/${encodeURIComponent(version)}`,
  releaseNew: () => "/releases/new",
  apiKeys: () => "/releases/keys",
  /** For programs, with a key. */
  apiReleases: () => "/api/releases",
  apiBounces: () => "/api/bounces",
  bulletins: (filters: Record<string, string | undefined> = {}) => `/bulletins${query(filters)}`,
  bulletinNew: (from: { kind?: string; week?: string } = {}) => `/bulletins/new${query(from)}`,
  bulletin: (id: string) => `/bulletins/${id}`,
  bulletinEdit: (id: string, view: { language?: string } = {}) => `/bulletins/${id}/edit${query(view)}`,
  bulletinVersions: (id: string, between: { from?: string; to?: string; language?: string } = {}) =>
    `/bulletins/${id}/versions${query(between)}`,
  /** What the editor keeps and saves by itself. */
  bulletinDraft: (id: string) => `/bulletins/${id}/draft`,
  bulletinPreview: () => "/bulletins/preview",
  /** Takes an image's bytes as the body. */
  bulletinImages: () => "/bulletins/images",
  mailings: (page: { before?: string } = {}) => `/mailings${query(page)}`,
  mailing: (id: string) => `/mailings/${id}`,

  customers: (search: { q?: string } = {}) => `/customers${query(search)}`,
  /** JSON, for the finder that opens from anywhere. */
  customerFinder: (q: string) => `/customers/find${query({ q })}`,
  customer: (businessId: string) => `/customers/${encodeURIComponent(businessId)}`,
  cases: (filters: Record<string, string | undefined> = {}) => `/cases${query(filters)}`,
  caseNew: (from: { kind?: string; customer?: string } = {}) => `/cases/new${query(from)}`,
  case: (number: number) => `/cases/${number}`,
  /** Takes a file from the page's own script. */
  caseAttachments: (number: number) => `/cases/${number}/attachments`,
  caseAttachment: (number: number, id: string) => `/cases/${number}/attachments/${id}`,
  webhooks: (view: { log?: string; before?: string } = {}) => `/cases/webhooks${query(view)}`,
  apiCases: () => "/api/cases",
  apiCase: (number: number) => `/api/cases/${number}`,
  diagnosis: (from: Record<string, string | undefined> = {}) => `/diagnosis${query(from)}`,
  ipRestrictions: (filters: { q?: string; state?: string } = {}) => `/ip-restrictions${query(filters)}`,
  ipRestriction: (id: string) => `/ip-restrictions/${id}`,
  ipRestrictionNew: (from: { customer?: string; case?: string } = {}) => `/ip-restrictions/new${query(from)}`,
  /** Whether an address may sign in to a customer, and which entry says so. */
  ipAddressTest: (test: { customer?: string; address?: string } = {}) => `/ip-restrictions/test${query(test)}`,
  edge: () => "/ip-restrictions/balancers",
  /** For the balancers' agents, with a key. */
  apiEdgeArtefact: () => "/api/edge/artefact",
  apiEdgeReport: () => "/api/edge/report",
  /** For a proxy that asks before each request. */
  forwardAuth: () => "/api/edge/authorize",
  disclosures: () => "/disclosures",
  disclosure: (id: string) => `/disclosures/${id}`,
  runbooks: (filters: { q?: string; kind?: string; component?: string } = {}) => `/runbooks${query(filters)}`,
  /** `case`, `incident`: a number; `window`: an id. What a run started there is for. */
  runbook: (id: string, view: Record<string, string | undefined> = {}) => `/runbooks/${id}${query(view)}`,
  runbookRun: (id: string, view: Record<string, string | undefined> = {}) => `/runbooks/runs/${id}${query(view)}`,

  // What anybody may read, on both hosts. Mails and feeds name the customers' host.
  publicHome: (choice: { lang?: string } = {}) => `/public${query(choice)}`,
  publicMaintenance: (choice: { lang?: string } = {}) => `/public/maintenance${query(choice)}`,
  publicMaintenanceFeed: (format: "ics" | "atom" | "json", choice: { lang?: string } = {}) =>
    `/public/maintenance.${format}${query(choice)}`,
  publicBulletins: (choice: { lang?: string; q?: string; page?: string } = {}) => `/public/bulletins${query(choice)}`,
  publicBulletin: (slug: string, choice: { lang?: string } = {}) => `/public/bulletins/${slug}${query(choice)}`,
  publicBulletinsFeed: (language: string, format: "atom" | "rss" | "json") => `/public/bulletins/${language}.${format}`,
  publicAnnouncements: (choice: { lang?: string; q?: string; page?: string } = {}) =>
    `/public/announcements${query(choice)}`,
  publicAnnouncement: (slug: string, choice: { lang?: string } = {}) => `/public/announcements/${slug}${query(choice)}`,
  publicAnnouncementsFeed: (language: string, format: "atom" | "rss" | "json") =>
    `/public/announcements/${language}.${format}`,
  /** The register of formats and structures in which data can be had (Data Act Article 26); the address does not change. */
  publicArchiveFormats: (choice: { lang?: string } = {}) => `/public/archive-formats${query(choice)}`,
  publicArchiveFormatsJson: () => "/public/archive-formats.json",
  publicArchiveSchema: (table: string) => `/public/archive-formats/schemas/${table}.json`,
  /** The keys that archives were and are signed with. */
  publicArchiveKeys: (choice: { lang?: string } = {}) => `/public/archive-keys${query(choice)}`,
  publicArchiveKey: (fingerprint: string) => `/public/archive-keys/${fingerprint}.pem`,
  publicImage: (id: string) => `/public/images/${id}.webp`,
  subscribe: (choice: { lang?: string; topic?: string; said?: string } = {}) => `/public/subscribe${query(choice)}`,
  /** The token stays in the fragment, which no server, log or Referer sees. */
  subscriptionConfirm: (token: string, lang: string) => `/public/subscription/confirm?lang=${lang}#${token}`,
  /** A person's own topics, and leaving. In every mail, so in the query: mail programs drop fragments of List-Unsubscribe. */
  subscription: (token: string, choice: { lang?: string; said?: string; leave?: string } = {}) =>
    `/public/subscription${query({ token, ...choice })}`,
  /** RFC 8058: a mail program posts here by itself. */
  unsubscribeOneClick: (token: string) => `/public/unsubscribe?token=${token}`,

  /** On the portal's host. The token stays in the fragment, which no server, log or Referer sees. */
  portalLink: (token: string) => `/d#${token}`,
  portal: (choice: { lang?: string; said?: string } = {}) => `/d${query(choice)}`,
  portalCode: (choice: { lang?: string; said?: string } = {}) => `/d/code${query(choice)}`,
  portalArchive: (choice: { lang?: string } = {}) => `/d/archive${query(choice)}`,
  portalDownload: (part?: number) => `/d/download${part && part > 1 ? `?part=${part}` : ""}`,
  portalSha512: () => "/d/sha512",
  portalSha512Signature: () => "/d/sha512.sig",
  /** Opened from a listed network by whoever asked for the restriction; the token stays in the fragment. */
  ipConfirm: (token: string, choice: { lang?: string } = {}) => `/d/networks${query(choice)}#${token}`,
  ipNetworks: (choice: { lang?: string } = {}) => `/d/networks${query(choice)}`,
  /** An authority's own link to its package. */
  disclosureLink: (token: string) => `/d/disclosure#${token}`,
  portalDisclosure: (choice: { lang?: string; said?: string } = {}) => `/d/disclosure${query(choice)}`,
  portalDisclosureCode: (choice: { lang?: string; said?: string } = {}) => `/d/disclosure/code${query(choice)}`,
  portalDisclosurePackage: (choice: { lang?: string } = {}) => `/d/disclosure/package${query(choice)}`,
  portalDisclosureDownload: () => "/d/disclosure/download",
  portalDisclosureSha512: () => "/d/disclosure/sha512",
  portalDisclosureSignOut: (choice: { lang?: string } = {}) => `/d/disclosure/sign-out${query(choice)}`,
  portalSignOut: (choice: { lang?: string } = {}) => `/d/sign-out${query(choice)}`,
};
