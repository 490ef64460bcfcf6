import { type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { roleLabels } from "#app/domain/access/labels.ts";
import { roles } from "#app/domain/access/permissions.ts";
import { needsSecondAdministrator } from "#app/domain/access/role-rules.ts";
import { DomainError } from "#app/domain/errors.ts";
import { approveRole } from "#app/domain/identity/approve-role.server.ts";
import { deactivateStaff } from "#app/domain/identity/deactivate-staff.server.ts";
import { endStaffSessions } from "#app/domain/identity/end-staff-sessions.server.ts";
import { proposeRole } from "#app/domain/identity/propose-role.server.ts";
import { reactivateStaff } from "#app/domain/identity/reactivate-staff.server.ts";
import { readStaffMember } from "#app/domain/identity/read-staff-member.server.ts";
import { refuseRole } from "#app/domain/identity/refuse-role.server.ts";
import { removeRole } from "#app/domain/identity/remove-role.server.ts";
import { renewInvitation } from "#app/domain/identity/renew-invitation.server.ts";
import { paths } from "#app/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { SelectField } from "#app/ui/field.tsx";
import { Instant } from "#app/ui/instant.tsx";
import { InvitationLink } from "#app/ui/invitation-link.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Facts, Panel } from "#app/ui/panel.tsx";
import { RoleRow } from "#app/ui/role-row.tsx";
import { Tag } from "#app/ui/tag.tsx";
import { staffAction, staffLoader } from "../guard.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.person.displayName ?? "Member of staff"} · Huolto` },
];

export const loader = staffLoader("staff.view", async ({ ctx, params }) => {
  const person = await readStaffMember(ctx, { staffId: params.id ?? "" });
  return {
    now: ctx.clock.now(),
    person,
    me: ctx.actor.id,
    formToken: ctx.actor.formToken,
    mayManage: ctx.actor.permissions.has("staff.manage"),
    mayAudit: ctx.actor.permissions.has("audit.view"),
  };
});

export const action = staffAction("staff.manage", async ({ ctx, request, params, context }) => {
  const form = await request.formData();
  const staffId = params.id ?? "";
  const role = String(form.get("role") ?? "") as never;
  switch (form.get("intent")) {
    case "propose":
      await proposeRole(ctx, { staffId, role });
      break;
    case "approve":
      await approveRole(ctx, { staffId, role, formToken: String(form.get("formToken") ?? "") });
      break;
    case "refuse":
      await refuseRole(ctx, { staffId, role });
      break;
    case "remove":
      await removeRole(ctx, { staffId, role });
      break;
    case "deactivate":
      await deactivateStaff(ctx, { staffId });
      break;
    case "reactivate":
      await reactivateStaff(ctx, { staffId });
      break;
    case "end-sessions":
      await endStaffSessions(ctx, { staffId });
      break;
    case "invite": {
      const invitation = await renewInvitation(ctx, { staffId });
      return {
        ok: true as const,
        link: context.env.PUBLIC_ORIGIN + paths.invitationLink(invitation.token),
        expiresAt: invitation.expiresAt,
      };
    }
    default:
      throw new DomainError("invalid", "This button is not known. Reload the page.");
  }
  return redirect(paths.staffMember(staffId));
});

const states = {
  active: <Tag tone="good">Active</Tag>,
  invited: <Tag tone="waiting">Invited</Tag>,
  deactivated: <Tag tone="ended">Deactivated</Tag>,
};

export default function StaffMember() {
  const { person, me, formToken, mayManage, mayAudit, now } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const error = result && "error" in result ? result.error : undefined;
  const oneself = person.id === me;
  const free = roles.filter((role) => !person.roles.some((held) => held.role === role));
  const active = person.state !== "deactivated";
  return (
    <>
      <PageHeader
        above={<Link to={paths.staff()}>Staff</Link>}
        title={
          <span className="flex flex-wrap items-center gap-3">
            {person.displayName} <span className="text-sm font-normal tracking-normal">{states[person.state]}</span>
          </span>
        }
        lead={oneself ? "This is you: other administrators see to your roles." : undefined}
        actions={
          mayAudit && (
            <Link className="text-accent underline" to={paths.audit({ actor: person.id })}>
              What this person did
            </Link>
          )
        }
      />
      <div className="flex flex-col gap-5">
        {error && (
          <Callout tone="bad" title="Nothing was changed">
            {error.message}{" "}
            {error.code === "fresh_sign_in_needed" && (
              <Link to={paths.freshSignIn(paths.staffMember(person.id))}>Sign in again</Link>
            )}
          </Callout>
        )}
        {result && "link" in result && <InvitationLink link={result.link} expiresAt={result.expiresAt} />}

        <Panel title="Roles" flush>
          {person.roles.length === 0 && (
            <p className="px-4 py-3.5 text-muted">No role: the person can sign in and do nothing.</p>
          )}
          {person.roles.length > 0 && (
            <ul className="divide-y divide-line">
              {person.roles.map((held) => (
                <RoleRow
                  key={held.role}
                  held={held}
                  personId={person.id}
                  me={me}
                  formToken={formToken}
                  mayManage={mayManage}
                />
              ))}
            </ul>
          )}
          {mayManage && active && !oneself && free.length > 0 && (
            <Form method="post" className="flex flex-wrap items-end gap-3 border-t border-line px-4 py-3.5">
              <input type="hidden" name="intent" value="propose" />
              <div className="w-full sm:w-80">
                <SelectField
                  name="role"
                  label="Give a role"
                  options={free.map((role) => [
                    role,
                    `${roleLabels[role]}${needsSecondAdministrator(role) ? " (needs a second administrator)" : ""}`,
                  ])}
                />
              </div>
              <Button>Give</Button>
            </Form>
          )}
        </Panel>

        <Panel title="Account">
          <Facts
            items={[
              ["E-mail", person.email],
              ["Account made", <Instant key="made" at={person.createdAt} />],
              [
                "Identity",
                person.state === "invited" ? (
                  person.invitationExpiresAt ? (
                    <span key="identity">
                      Not known yet; the invitation works until <Instant at={person.invitationExpiresAt} />
                    </span>
                  ) : (
                    "Not known yet, and the invitation has expired: make a new one"
                  )
                ) : (
                  "Known since the first sign-in"
                ),
              ],
              [
                "Open sessions",
                person.sessions.length === 0 ? (
                  "None"
                ) : (
                  <span key="sessions">
                    {person.sessions.length}, last used <Instant at={person.sessions[0]!.lastSeenAt} now={now} />
                  </span>
                ),
              ],
            ]}
          />
          {mayManage && (
            <div className="mt-4 flex flex-wrap gap-2 border-t border-line pt-3.5">
              {person.state === "invited" && <Intent name="invite">New invitation link</Intent>}
              {person.sessions.length > 0 && !oneself && <Intent name="end-sessions">End all sessions</Intent>}
              {!active && <Intent name="reactivate">Reactivate, without roles</Intent>}
              {active && (
                <Intent
                  name="deactivate"
                  look="danger"
                  disabledReason={oneself ? "Another administrator has to do this." : undefined}
                >
                  Deactivate: ends sessions, removes roles
                </Intent>
              )}
            </div>
          )}
        </Panel>
      </div>
    </>
  );
}

function Intent({
  name,
  children,
  ...button
}: { name: string; children: string } & Partial<Parameters<typeof Button>[0]>) {
  return (
    <Form method="post">
      <Button {...button} name="intent" value={name}>
        {children}
      </Button>
    </Form>
  );
}
