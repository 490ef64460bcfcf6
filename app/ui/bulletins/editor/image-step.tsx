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
      <p role="alert" className="flex flex-wrap items-center gap-2 text-[13px] text-bad">
        The image is not in the text: {state.message}
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
    <div className="flex flex-wrap items-end gap-2 rounded-md border border-line bg-raised p-2.5">
      <img src={state.image.href} alt="" className="h-12 w-auto rounded border border-line" />
      <div className="flex min-w-48 flex-1 flex-col gap-1">
        <label htmlFor={id} className="text-[13px]">
          What the image shows, for those who do not see it
        </label>
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
          className="min-h-8 w-full rounded-md border border-line-strong bg-surface px-2 text-ink"
        />
      </div>
      <Button type="button" onClick={put}>
        Put it in
      </Button>
      <Button type="button" look="quiet" onClick={cancel}>
        Leave it out
      </Button>
    </div>
  );
}
