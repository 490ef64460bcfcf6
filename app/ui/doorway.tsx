import type { ReactNode } from "react";
import { paths } from "#app/paths.ts";
import favicon from "./favicon.svg?url";

export type Method = { id: string; label: string; what: string };

/** The frame of the pages before one is signed in. */
export function Doorway({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col gap-5 px-4 py-8 sm:py-14">
      <p className="flex items-center gap-2 text-base font-bold tracking-tight">
        <img src={favicon} alt="" className="size-6" /> Huolto
      </p>
      <h1>{title}</h1>
      {children}
    </main>
  );
}

/** One button per method. A plain form: the answer leads to the broker, which only a whole page load may follow. */
export function MethodForm({
  methods,
  hidden,
  children,
}: {
  methods: readonly Method[];
  hidden: Record<string, string>;
  children?: ReactNode;
}) {
  return (
    <form method="post" action={paths.signInStart()} className="flex flex-col gap-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <ul className="flex flex-col gap-2" aria-label="Ways to identify yourself">
        {methods.map((method) => (
          <li key={method.id}>
            <button
              type="submit"
              name="method"
              value={method.id}
              className="w-full cursor-pointer rounded-md border border-line-strong bg-surface px-3.5 py-2.5 text-left hover:bg-raised"
            >
              <span className="block font-semibold">{method.label}</span>
              <span className="block text-[13px] text-muted">{method.what}</span>
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}
