import { Link } from "@remix-run/react";
import { paths } from "#app/paths.ts";

/** Other runbooks to go on with. */
export function StepLinks({ links }: { links: { id: string; title: string }[] }) {
  if (links.length === 0) return null;
  return (
    <p>
      Go on with{" "}
      {links.map(({ id, title }, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <Link className="text-accent underline" to={paths.runbook(id)}>
            {title}
          </Link>
        </span>
      ))}
      .
    </p>
  );
}
