import { useId, useRef } from "react";
import { Button } from "../../button.tsx";
import type { useImage } from "./use-image.ts";

/** An image that was sent gets into the text with the words for those who do not see it. */
export function ImageStep({
  state,
  insert,
  cancel,
}: {
  state: ReturnType<typeof useImage>["state"];
  insert: (alt: string, href: string) => void;
  cancel: () => void;
}) {
  const alt = useRef<HTMLInputElement>(null);
  const id = useId();
  if (state.step === "none") return null;
  if (state.step === "sending")
    return (
      <p role="status" className="text-[13px] text-muted">
        Sending the image…
      </p>
    );
  if (state.step === "failed")
    return (
      <p role="alert" className="flex items-center gap-2 text-[13px] text-bad">
        <span className="min-w-0 flex-1">The image is not in the text: {state.message}</span>
        <Button type="button" look="quiet" onClick={cancel}>
          Close
        </Button>
      </p>
    );
  const put = () => {
    const words = alt.current!.value.trim();
    if (words === "") alt.current!.focus();
    else insert(words, state.image.href);
  };
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-md border border-line bg-raised p-2.5">
      <img src={state.image.href} alt="" className="max-h-12 w-auto max-w-24 rounded border border-line" />
      <label htmlFor={id} className="min-w-0 flex-1 text-[13px]">
        What the image shows, for those who do not see it
      </label>
      <div className="flex basis-full flex-wrap gap-2">
        <input
          ref={alt}
          id={id}
          maxLength={200}
          // biome-ignore lint/a11y/noAutofocus: it is what the person was asked by choosing an image
          autoFocus
          onKeyDown={(event) => {
            if (event.key === "Enter") {
              event.preventDefault();
              put();
            }
            if (event.key === "Escape") cancel();
          }}
          // It is no field of the bulletin: what is typed here does not make it differ.
          onInput={(event) => event.stopPropagation()}
          className="min-h-9 min-w-40 flex-1 rounded-md border border-line-strong bg-surface px-2 text-ink"
        />
        <Button type="button" onClick={put}>
          Put it in
        </Button>
        <Button type="button" look="quiet" onClick={cancel}>
          Leave it out
        </Button>
      </div>
    </div>
  );
}
