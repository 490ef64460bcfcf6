import { paths } from "#app/paths.ts";
import { CopyButton } from "../copy-button.tsx";

const commands = (origin: string, kind: "haproxy" | "nginx") => {
  const common = `node /opt/huolto-edge/agent.mjs --balancer lb-1 --kind ${kind} --url ${origin} \\\n  --key-file /etc/huolto-edge/key --dir /var/lib/huolto-edge`;
  const runs = kind === "haproxy" ? "--socket /run/haproxy/admin.sock" : "--status-url http://127.0.0.1:8404/ip-lists";
  return `# Once, before the balancer's first start with the lists:\n${common} --files-only\n# Then, as a service of the machine:\n${common} \\\n  ${runs}`;
};

/** How to attach a balancer; the whole of it is in app/edge/README.md, with configurations that work. */
export function BalancerSteps({ origin }: { origin: string }) {
  return (
    <div className="flex flex-col gap-4">
      <ol className="flex list-decimal flex-col gap-1.5 pl-5">
        <li>
          A release manager or the platform team makes a key under{" "}
          <a className="text-accent underline" href={paths.apiKeys()}>
            Keys for programs
          </a>{" "}
          for “Keep IP lists at a balancer”. One key for each balancer: its name stays with the key.
        </li>
        <li>
          Copy the folder <code>app/edge</code> to the balancer as <code>/opt/huolto-edge</code> (Node 20 or newer,
          nothing else), and the key to a file that only the agent reads.
        </li>
        <li>
          Take the lines about lists from <code>app/edge/examples</code> into the balancer's configuration: they say
          whose a request is and from where, and refuse with 403.
        </li>
        <li>Run the agent. Within seconds the balancer is in the table above.</li>
      </ol>
      {(["haproxy", "nginx"] as const).map((kind) => (
        <div key={kind}>
          <div className="flex flex-wrap items-center justify-between gap-x-4">
            <h3 className="font-medium">{kind === "haproxy" ? "HAProxy" : "nginx"}</h3>
            <CopyButton text={commands(origin, kind)} />
          </div>
          <pre className="mt-1.5 rounded bg-raised p-2.5 text-[13px] break-words whitespace-pre-wrap">
            {commands(origin, kind)}
          </pre>
        </div>
      ))}
    </div>
  );
}
