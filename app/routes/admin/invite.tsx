import type { MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData } from "@remix-run/react";
import { inviteStaff } from "#app/domain/identity/invite-staff.server.ts";
import { paths } from "#app/paths.ts";
import { Button, buttonClass } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { TextField } from "#app/ui/field.tsx";
import { InvitationLink } from "#app/ui/invitation-link.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Panel } from "#app/ui/panel.tsx";
import { staffAction, staffLoader } from "../guard.server.ts";

export const meta: MetaFunction = () => [{ title: "Invite a person · Huolto" }];

export const loader = staffLoader("staff.manage", async () => null);

export const action = staffAction("staff.manage", async ({ ctx, request, context }) => {
  const form = await request.formData();
  const displayName = String(form.get("displayName") ?? "");
  const invitation = await inviteStaff(ctx, { displayName, email: String(form.get("email") ?? "").trim() });
  return {
    ok: true as const,
    staffId: invitation.staffId,
    displayName: displayName.trim(),
    link: context.env.PUBLIC_ORIGIN + paths.invitationLink(invitation.token),
    expiresAt: invitation.expiresAt,
  };
});

export default function Invite() {
  const result = useActionData<typeof action>();
  const above = <Link to={paths.staff()}>Staff</Link>;
  if (result?.ok) {
    return (
      <>
        <PageHeader
          above={above}
          title={`${result.displayName} is invited`}
          lead="The person has no role yet: give one next."
        />
        <div className="flex max-w-2xl flex-col gap-4">
          <InvitationLink link={result.link} expiresAt={result.expiresAt} />
          <div>
            <Link to={paths.staffMember(result.staffId)} className={buttonClass("primary")}>
              Give roles
            </Link>
          </div>
        </div>
      </>
    );
  }
  const error = (field: string) => (result?.error.field === field ? result.error.message : undefined);
  return (
    <>
      <PageHeader
        above={above}
        title="Invite a person"
        lead="You get a link to hand over. The person identifies by it once, and is recognised by that identity from then on."
      />
      <div className="max-w-lg">
        <Panel>
          <Form method="post" className="flex flex-col gap-4">
            {result && !result.error.field && <Callout tone="bad">{result.error.message}</Callout>}
            <TextField
              name="displayName"
              label="Name"
              hint="What colleagues see."
              defaultValue={result?.values.displayName}
              error={error("displayName")}
              autoComplete="off"
              required
              maxLength={200}
            />
            <TextField
              name="email"
              type="email"
              label="E-mail at work"
              hint="To reach the person. It plays no part in signing in."
              defaultValue={result?.values.email}
              error={error("email")}
              autoComplete="off"
              required
            />
            <div className="flex gap-2">
              <Button look="primary">Make the invitation</Button>
              <Link to={paths.staff()} className={buttonClass("quiet")}>
                Cancel
              </Link>
            </div>
          </Form>
        </Panel>
      </div>
    </>
  );
}
