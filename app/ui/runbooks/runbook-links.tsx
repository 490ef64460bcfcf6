import { Link } from "@remix-run/react";
import { paths } from "#app/paths.ts";
import { Panel } from "../panel.tsx";

/** The runbooks for what a page is about. @param view `case`, `window` or `incident`: what a run started there is for */
export function RunbookLinks({
  runbooks,
  view = {},
}: {
  runbooks: readonly { id: string; title: string }[];
  view?: Record<string, string>;
}) {
  if (runbooks.length === 0) return null;
  return (
    <Panel title="Runbooks" id="runbooks">
      <ul className="flex flex-col gap-1.5">
        {runbooks.map(({ id, title }) => (
          <li key={id}>
            <Link className="text-accent hover:underline" to={paths.runbook(id, view)}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
