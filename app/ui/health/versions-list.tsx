import type { Change, ComponentVersion } from "#app/domain/health/catalogue/version-rules.ts";
import { Instant } from "../instant.tsx";

/** What changed, field by field: what went is struck through, what came follows. */
export function ChangeList({ changes }: { changes: Change[] }) {
  return (
    <dl className="flex flex-col gap-1">
      {changes.map(({ field, before, after }) => (
        <div key={field}>
          <dt className="text-[13px] text-muted">{field}</dt>
          <dd className="flex flex-col break-words">
            {before.map((line) => (
              <del key={line} className="text-muted">
                <span className="sr-only">Before: </span>
                {line}
              </del>
            ))}
            {after.map((line) => (
              <ins key={line} className="no-underline">
                <span className="sr-only">Now: </span>
                {line}
              </ins>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Who changed the component's description, when and why. */
export function VersionsList({ versions }: { versions: ComponentVersion[] }) {
  return (
    <ol className="flex flex-col gap-4">
      {versions.map(({ version, by, at, reason, changes }) => (
        <li key={version} className="border-l-2 border-line pl-3">
          <p>
            <span className="font-medium">Version {version}</span> by {by ?? "the console"}, <Instant at={at} />
          </p>
          <p className="text-muted">{reason}</p>
          {changes.length > 0 && <ChangeList changes={changes} />}
        </li>
      ))}
    </ol>
  );
}
