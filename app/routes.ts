import { index, layout, type RouteConfig, route } from "@remix-run/route-config";

/**
 * Every page of the product. Two addresses are served before these by app/server.ts because they stream files or must
 * answer without a session: the archive's download (/d/download) and the health endpoints (/healthz, /readyz, /metrics).
 */
export default [
  layout("routes/console.tsx", [
    index("routes/home.tsx"),
    route("account/sessions", "routes/account/sessions.tsx"),
    route("admin/staff", "routes/admin/staff.tsx"),
    route("admin/staff/invite", "routes/admin/invite.tsx"),
    route("admin/staff/:id", "routes/admin/staff-member.tsx"),
    route("audit", "routes/admin/audit.tsx"),
    route("exports", "routes/exports/list.tsx"),
    route("exports/new", "routes/exports/new.tsx"),
    route("exports/:id", "routes/exports/request.tsx"),
    route("exports/:id/scope", "routes/exports/scope.tsx"),
    route("exports/:id/approval", "routes/exports/approval.tsx"),
    route("outbox", "routes/outbox.tsx"),
    route("health/source", "routes/health/source.tsx"),
    route("health", "routes/health/overview.tsx"),
    route("health/components", "routes/health/components.tsx"),
    route("health/components/:key", "routes/health/component.tsx"),
    route("health/components/:key/edit", "routes/health/component-edit.tsx"),
    route("health/new-component", "routes/health/component-new.tsx"),
    route("health/backups", "routes/health/backups.tsx"),
    route("health/on-call", "routes/health/on-call.tsx"),
    route("service-facts", "routes/service-facts.tsx"),
    route("health/incidents", "routes/health/incidents/list.tsx"),
    route("health/incidents/:number", "routes/health/incidents/incident.tsx"),
    route("health/new-incident", "routes/health/incidents/new.tsx"),
    route("latency/report", "routes/latency/report.tsx"),
  ]),
  route("latency/file", "routes/latency/file.ts"),
  route("latency/report.pdf", "routes/latency/report-file.ts"),
  route("exports/:id/progress", "routes/exports/progress.ts"),
  route("on-call/:token.ics", "routes/on-call-feed.ts"),
  route("sign-in", "routes/auth/sign-in.tsx"),
  route("sign-in/start", "routes/auth/start.ts"),
  route("sign-in/callback", "routes/auth/callback.ts"),
  route("sign-out", "routes/auth/sign-out.ts"),
  route("invitation", "routes/auth/invitation.tsx"),
  // The customers' portal, on a host of its own.
  route("d", "routes/portal/open.tsx"),
  route("d/code", "routes/portal/code.tsx"),
  route("d/archive", "routes/portal/archive.tsx"),
  route("d/sha512", "routes/portal/sha512.ts"),
  route("d/sign-out", "routes/portal/sign-out.ts"),
  route("*", "routes/not-found.tsx"),
] satisfies RouteConfig;
