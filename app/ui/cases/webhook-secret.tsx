import { Callout } from "../callout.tsx";
import { CopyButton } from "../copy-button.tsx";

/** The one time that a webhook's secret is shown. */
export function WebhookSecret({ secret }: { secret: string }) {
  return (
    <div id="result" tabIndex={-1}>
      <Callout tone="good" title="The webhook is added. Its secret is shown this once: copy it now.">
        <p className="my-2">
          <code className="rounded bg-surface px-1.5 py-1 break-all select-all">{secret}</code>
        </p>
        <CopyButton text={secret} label="Copy the secret" />
        <p>Keep it among the secrets of the other system: it tells by it that a message is ours.</p>
      </Callout>
    </div>
  );
}
