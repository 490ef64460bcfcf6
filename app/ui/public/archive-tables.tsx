import { paths } from "#app/paths.ts";

type Described = { name: string; title: string; description: string | null };

/**
 * CSV files of the archive in one language: what each holds, and its columns by the heading that books for spreadsheets have.
 * @param columns what opens the list of so many columns
 */
export function ArchiveTables({
  tables,
  columns: columnsOf,
}: {
  tables: readonly (Described & { file: string; columns: readonly Described[] })[];
  columns: (count: number) => string;
}) {
  return (
    <dl className="flex flex-col gap-3">
      {tables.map(({ name, file, title, description, columns }) => (
        <div key={name}>
          <dt>
            <a className="text-accent underline" href={paths.publicArchiveSchema(name)}>
              <code className="break-all">{file.replace(/^data\//, "")}</code>
            </a>
          </dt>
          <dd className="max-w-[70ch]">
            <strong className="font-semibold">{title}.</strong> {description}
            <details>
              <summary className="text-muted">{columnsOf(columns.length)}</summary>
              <ul className="mt-1 mb-2 grid gap-x-6 gap-y-1 sm:grid-cols-2">
                {columns.map((column) => (
                  <li key={column.name}>
                    {column.title} <code className="break-all text-muted">{column.name}</code>
                    {column.description !== null && <p className="text-muted">{column.description}</p>}
                  </li>
                ))}
              </ul>
            </details>
          </dd>
        </div>
      ))}
    </dl>
  );
}
