import type { ArtefactContent } from "../artefact-rules.ts";
import { haproxyEntries } from "./haproxy-map-rules.ts";
import { nginxLines } from "./nginx-lists-rules.ts";

export const balancerKinds = ["haproxy", "nginx"] as const;
export type BalancerKind = (typeof balancerKinds)[number];

/**
 * An artefact as the file that a balancer of this kind loads. The first line says which version it is: an agent reads it from
 * the file on disk, and, of nginx, `$huolto_lists` says it of what runs.
 */
export function balancerFile(
  kind: BalancerKind,
  { version, sha256, content }: { version: number; sha256: string; content: ArtefactContent },
): string {
  const stamp = `version=${version} sha256=${sha256}`;
  const lines =
    kind === "haproxy"
      ? haproxyEntries(content)
      : [...nginxLines(content), "map $huolto_customer $huolto_lists {", `  default "${stamp}";`, "}"];
  return `${[`# huolto ip-lists ${stamp}`, ...lines].join("\n")}\n`;
}
