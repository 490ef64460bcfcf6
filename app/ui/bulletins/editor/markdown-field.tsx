import { Bold, ImagePlus, Link2, List, type LucideIcon } from "lucide-react";
import { type ReactNode, useId, useRef } from "react";
import { ImageStep } from "./image-step.tsx";
import { bold, type Edit, image, link, list, type Marked } from "./markdown-edit-rules.ts";
import { useImage } from "./use-image.ts";

/** In the browser's own history of the field, so that its undo takes it back. */
function apply(area: HTMLTextAreaElement, edit: Edit): void {
  area.focus();
  area.setSelectionRange(edit.from, edit.to);
  // The only way into the history of undo, although it is no longer described; the other does without.
  if (!document.execCommand("insertText", false, edit.insert)) {
    area.setRangeText(edit.insert, edit.from, edit.to, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  area.setSelectionRange(...edit.select);
}

/**
 * A text in Markdown: a plain field of the form, with buttons for what people do not remember how to write, and images that
 * are chosen, pasted or dropped.
 * @param tools false where the page's scripts do not run: buttons that do nothing are not shown
 */
export function MarkdownField({
  name,
  label,
  hint,
  lang,
  rows,
  defaultValue,
  tools,
  error,
}: {
  name: string;
  label: string;
  hint?: ReactNode;
  lang: string;
  rows: number;
  defaultValue: string;
  tools: boolean;
  error?: string;
}) {
  const area = useRef<HTMLTextAreaElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const id = useId();
  const { state, take, done } = useImage();
  const visited = useRef(false);
  const edit = (change: (of: Marked) => Edit) => {
    const field = area.current!;
    const text = field.value;
    // Where nobody has put the cursor yet, it stands before everything: people expect to go on at the end.
    const [from, to] = visited.current ? [field.selectionStart, field.selectionEnd] : [text.length, text.length];
    apply(field, change({ text, from, to }));
  };
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex flex-wrap items-end justify-between gap-x-3">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {tools && (
          <div role="toolbar" aria-label={`Tools for ${label}`} className="flex">
            <Tool label="Bold" icon={Bold} act={() => edit(bold)} />
            <Tool label="List" icon={List} act={() => edit(list)} />
            <Tool label="Link" icon={Link2} act={() => edit(link)} />
            <Tool label="Image" icon={ImagePlus} act={() => chooser.current?.click()} />
            <input
              ref={chooser}
              type="file"
              accept="image/*"
              aria-label={`Image for ${label}`}
              hidden
              onChange={(event) => {
                take(event.target.files);
                event.target.value = "";
              }}
            />
          </div>
        )}
      </div>
      {hint && (
        <p id={`${id}-hint`} className="text-[13px] text-muted">
          {hint}
        </p>
      )}
      <textarea
        ref={area}
        id={id}
        name={name}
        lang={lang}
        rows={rows}
        defaultValue={defaultValue}
        aria-invalid={error ? true : undefined}
        aria-describedby={described}
        onFocus={() => {
          visited.current = true;
        }}
        onPaste={(event) => take(event.clipboardData?.files) && event.preventDefault()}
        onDrop={(event) => take(event.dataTransfer?.files) && event.preventDefault()}
        className="min-h-9 w-full rounded-md border border-line-strong bg-surface px-2.5 py-1.5 font-mono text-[13px] text-ink aria-invalid:border-2 aria-invalid:border-bad"
      />
      {error && (
        <p id={`${id}-error`} className="text-[13px] font-medium text-bad">
          {error}
        </p>
      )}
      <ImageStep
        state={state}
        insert={(alt, href) => {
          edit((of) => image(of, alt, href));
          done();
        }}
        cancel={() => {
          done();
          area.current?.focus();
        }}
      />
    </div>
  );
}

function Tool({ label, icon: Icon, act }: { label: string; icon: LucideIcon; act: () => void }) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      onClick={act}
      className="inline-flex size-7 cursor-pointer items-center justify-center rounded text-muted hover:bg-raised hover:text-ink"
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}
