import { Form } from "@remix-run/react";
import type { IpAction } from "#app/domain/ip-restrictions/ip-states.ts";
import type { RestrictionView } from "#app/domain/ip-restrictions/restriction-view.ts";
import { Button } from "../button.tsx";

/** A button that does one step with the list as the person saw it. */
export function StepForm({
  list,
  intent,
  disabledReason,
  ...button
}: { list: RestrictionView; intent: IpAction } & Parameters<typeof Button>[0]) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="version" value={list.rowVersion} />
      <Button {...button} name="intent" value={intent} disabledReason={disabledReason} />
    </Form>
  );
}
