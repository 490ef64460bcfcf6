import type { ApiKeyPurpose } from "#app/domain/access/api-keys.ts";
import { Callout } from "../callout.tsx";
import { ScrollArea } from "../scroll-area.tsx";

/** A key that was just made, the only time that it is shown, with the request that it is for. */
export function NewKey({ value, purpose, address }: { value: string; purpose: ApiKeyPurpose; address: string }) {
  return (
    <Callout tone="good" title="The key is made. It is shown this once: copy it now.">
      <p className="my-2">
        <code className="rounded bg-surface px-1.5 py-1 break-all select-all">{value}</code>
      </p>
      <p>Keep it among the secrets of the program. With it, for example:</p>
      <ScrollArea label="An example with curl">
        <pre className="my-2 rounded border border-line bg-surface p-3 text-[13px]">{example(purpose, address)}</pre>
      </ScrollArea>
    </Callout>
  );
}

/** The key is in a variable, so that it stays out of the shell's history. */
function example(purpose: ApiKeyPurpose, address: string): string {
  const head = `curl --fail-with-body ${address} \\\n  -H "Authorization: Bearer $HUOLTO_KEY"`;
  if (purpose === "bounces") return `${head} \\\n  -H "Content-Type: message/rfc822" --data-binary @bounce.eml`;
  const body = {
    version: "2026.48.0",
    kind: "weekly",
    commit: "4f2a9c1d",
    changes: ["fixed: The sum of a payslip", { section: "new", text: "Rows by keyboard", pages: ["/sales/orders"] }],
  };
  return `${head} \\\n  --json '${JSON.stringify(body, null, 2)}'`;
}
