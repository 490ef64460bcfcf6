import type { ApiKeyPurpose } from "#app/domain/access/api-keys.ts";
import { Callout } from "../callout.tsx";
import { CopyButton } from "../copy-button.tsx";
import { ScrollArea } from "../scroll-area.tsx";

/** A key that was just made, the only time that it is shown, with the request that it is for. */
export function NewKey({ value, purpose, address }: { value: string; purpose: ApiKeyPurpose; address: string }) {
  return (
    <Callout tone="good" title="The key is made. It is shown this once: copy it now.">
      <p className="my-2">
        <code className="rounded bg-surface px-1.5 py-1 break-all select-all">{value}</code>
      </p>
      <CopyButton text={value} label="Copy the key" />
      <p>Keep it among the secrets of the program. With it, for example:</p>
      <ScrollArea label="An example with curl">
        <pre className="my-2 rounded border border-line bg-surface p-3 text-[13px]">{example(purpose, address)}</pre>
      </ScrollArea>
    </Callout>
  );
}

/** The key is in a variable, so that it stays out of the shell's history. */
function example(purpose: ApiKeyPurpose, address: string): string {
  const authorization = '-H "Authorization: Bearer $HUOLTO_KEY"';
  const head = `curl --fail-with-body ${address} \\\n  ${authorization}`;
  const json = (body: object) => `--json '${JSON.stringify(body, null, 2)}'`;
  switch (purpose) {
    case "bounces":
      return `${head} \\\n  -H "Content-Type: message/rfc822" --data-binary @bounce.eml`;
    case "edge":
      return `curl --fail-with-body "${address}?kind=haproxy" \\\n  ${authorization}`;
    case "cases":
      return `${head} \\\n  -H "Idempotency-Key: T-4711" \\\n  ${json({
        kind: "slowdown",
        businessId: "1234567-1",
        subject: "Payslips are slow",
        externalNumber: "T-4711",
        request: { operation: "Payslips", since: "2026-11-20T09:00", who: "everybody" },
      })}`;
    case "releases":
      return `${head} \\\n  ${json({
        version: "2026.48.0",
        kind: "weekly",
        commit: "4f2a9c1d",
        changes: [
          "fixed: The sum of a payslip",
          { section: "new", text: "Rows by keyboard", pages: ["/sales/orders"] },
        ],
      })}`;
  }
}
