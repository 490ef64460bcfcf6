import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { roleLabels } from "#app/domain/access/labels.ts";
import type { Role } from "#app/domain/access/permissions.ts";
import { Button, type ButtonLook } from "#app/ui/button.tsx";
import { Instant } from "#app/ui/instant.tsx";
import { Tag } from "#app/ui/tag.tsx";

type Held = {
  role: Role;
  state: "proposed" | "active";
  proposedBy: { id: string; displayName: string } | null;
  proposedAt: Date | string;
  approvedBy: { id: string; displayName: string } | null;
  approvedAt: Date | string | null;
};

/** One role of a person: how it came about, and what this administrator may do about it. */
export function RoleRow(props: { held: Held; personId: string; me: string; formToken: string; mayManage: boolean }) {
  const { held, personId, me, formToken, mayManage } = props;
  const proposed = held.state === "proposed";
  const own = held.proposedBy?.id === me;
  const reason =
    personId === me
      ? "The role is for you: another administrator has to approve it."
      : own
        ? "You proposed it: another administrator has to approve it."
        : undefined;
  const button = (intent: string, look: ButtonLook, text: ReactNode, disabledReason?: string) => (
    <Form method="post">
      <input type="hidden" name="role" value={held.role} />
      {intent === "approve" && <input type="hidden" name="formToken" value={formToken} />}
      <Button
        name="intent"
        value={intent}
        look={look}
        disabledReason={disabledReason}
        aria-label={`${text}: ${roleLabels[held.role]}`}
      >
        {text}
      </Button>
    </Form>
  );
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {roleLabels[held.role]} {proposed && <Tag tone="waiting">Waits for approval</Tag>}
        </p>
        <p className="text-[13px] text-muted">
          {held.proposedBy ? (
            <>
              {proposed || held.approvedBy ? "Proposed" : "Given"} by {held.proposedBy.displayName},{" "}
              <Instant at={held.proposedAt} />
            </>
          ) : (
            <>
              Given when the installation began, <Instant at={held.proposedAt} />
            </>
          )}
          {held.approvedBy && held.approvedAt && (
            <>
              {" · "}Approved by {held.approvedBy.displayName}, <Instant at={held.approvedAt} />
            </>
          )}
        </p>
      </div>
      {mayManage && (
        <div className="flex flex-wrap items-center gap-2">
          {proposed && button("approve", "primary", "Approve", reason)}
          {proposed && button("refuse", "secondary", own ? "Withdraw" : "Refuse")}
          {!proposed && button("remove", "secondary", "Remove")}
        </div>
      )}
    </li>
  );
}
