import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";

const control =
  "w-full min-h-9 max-sm:min-h-[44px] max-sm:text-[16px] rounded-md border bg-surface px-2.5 py-1 text-ink aria-invalid:border-bad aria-invalid:border-2 border-line-strong";

type FieldProps = { name: string; label: ReactNode; hint?: ReactNode; error?: string; id?: string };

function Frame({ id, label, hint, error, children }: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-[13px] text-muted">
          {hint}
        </p>
      )}
      {children}
      {error && (
        <p id={`${id}-error`} className="text-[13px] font-medium text-bad">
          {error}
        </p>
      )}
    </div>
  );
}

const described = (id: string, hint: ReactNode, error?: string) =>
  [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;

/** A labelled input. Its error stands beside it and is tied to it for screen readers. */
export function TextField({ label, hint, error, id, ...input }: FieldProps & InputHTMLAttributes<HTMLInputElement>) {
  const fieldId = id ?? input.name;
  return (
    <Frame id={fieldId} name={input.name} label={label} hint={hint} error={error}>
      <input
        {...input}
        id={fieldId}
        className={control}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(fieldId, hint, error)}
      />
    </Frame>
  );
}

export function TextArea({
  label,
  hint,
  error,
  id,
  ...input
}: FieldProps & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const fieldId = id ?? input.name;
  return (
    <Frame id={fieldId} name={input.name} label={label} hint={hint} error={error}>
      <textarea
        rows={3}
        {...input}
        id={fieldId}
        className={control}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(fieldId, hint, error)}
      />
    </Frame>
  );
}

export function SelectField({
  label,
  hint,
  error,
  id,
  options,
  ...input
}: FieldProps & SelectHTMLAttributes<HTMLSelectElement> & { options: [value: string, label: string][] }) {
  const fieldId = id ?? input.name;
  return (
    <Frame id={fieldId} name={input.name} label={label} hint={hint} error={error}>
      <select
        {...input}
        id={fieldId}
        className={control}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(fieldId, hint, error)}
      >
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </Frame>
  );
}
