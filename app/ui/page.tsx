import type { ReactNode } from "react";

/** The top of every page: one heading, one sentence that answers, the actions beside it. */
export function PageHeader({
  title,
  lead,
  actions,
  above,
}: {
  title: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  above?: ReactNode;
}) {
  return (
    <header className="mb-5">
      {above && <div className="mb-1.5 text-muted [&_a]:text-accent [&_a]:hover:underline">{above}</div>}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1>{title}</h1>
          {lead && <p className="mt-1.5 max-w-[70ch] text-muted [&_a]:text-accent [&_a]:underline">{lead}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  );
}

/** What a list says when it has nothing: what would be here, and how it comes. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      <p className="font-semibold">{title}</p>
      {children && <div className="max-w-[52ch] text-muted">{children}</div>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}

/** A page that could not be shown: what failed, what to do, an id to quote. */
export function Problem({
  title,
  message,
  requestId,
  action,
}: {
  title: string;
  message: string;
  requestId?: string;
  action?: ReactNode;
}) {
  return (
    <div className="mx-auto max-w-xl px-4 py-16">
      <h1>{title}</h1>
      <p className="mt-3">{message}</p>
      {requestId && (
        <p className="mt-3 text-muted">
          Quote this id when you ask for help: <code className="select-all">{requestId}</code>
        </p>
      )}
      {action && <div className="mt-5">{action}</div>}
    </div>
  );
}
