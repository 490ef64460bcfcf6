import type { ButtonHTMLAttributes, ReactNode } from "react";

const looks = {
  primary: "bg-accent text-accent-ink border-accent hover:brightness-110",
  secondary: "bg-surface text-ink border-line-strong hover:bg-raised",
  danger: "bg-surface text-bad border-bad hover:bg-bad-soft",
  quiet: "bg-transparent text-accent border-transparent hover:bg-accent-soft",
};
export type ButtonLook = keyof typeof looks;

/** The look of a button, for links that lead to an action. */
export function buttonClass(look: ButtonLook = "secondary") {
  return `inline-flex min-h-9 max-sm:min-h-[44px] items-center justify-center gap-1.5 rounded-md border px-3.5 py-1.5 font-medium whitespace-nowrap no-underline transition-colors disabled:opacity-55 disabled:pointer-events-none ${looks[look]}`;
}

/**
 * A button that can say why it cannot be pressed: with `disabledReason` it stays focusable and is described by the reason.
 */
export function Button({
  look = "secondary",
  disabledReason,
  children,
  className = "",
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { look?: ButtonLook; disabledReason?: string; children: ReactNode }) {
  if (!disabledReason) {
    return (
      <button type="submit" {...rest} className={`${buttonClass(look)} cursor-pointer ${className}`}>
        {children}
      </button>
    );
  }
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
      <button
        type="button"
        {...rest}
        aria-disabled="true"
        title={disabledReason}
        className={`${buttonClass(look)} cursor-not-allowed opacity-55 ${className}`}
      >
        {children}
      </button>
      <span className="text-muted">{disabledReason}</span>
    </span>
  );
}
