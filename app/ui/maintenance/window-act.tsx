import { Form } from "@remix-run/react";
import type { WindowAction, WindowAvailability } from "#app/domain/maintenance/window-states.ts";
import { Button } from "../button.tsx";

/** A button that does one thing with the window as the person saw it; closed with its reason where it cannot be done. */
export function WindowAct({
  version,
  intent,
  availability,
  ...button
}: { version: number; intent: WindowAction; availability: WindowAvailability } & Parameters<typeof Button>[0]) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="version" value={version} />
      <Button
        {...button}
        name="intent"
        value={intent}
        disabledReason={availability.allowed ? undefined : availability.reason}
      />
    </Form>
  );
}
