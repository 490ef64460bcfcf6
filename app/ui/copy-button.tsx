import { Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button.tsx";

const SAID_MS = 4000;

/** Puts a text where one can paste it from; says whether it is there. Not shown without scripts, which it needs. */
export function CopyButton({ text, label = "Copy" }: { text: string; label?: string }) {
  const [can, setCan] = useState(false);
  const [said, setSaid] = useState("");
  useEffect(() => setCan("clipboard" in navigator), []);
  useEffect(() => {
    if (!said) return;
    const gone = setTimeout(() => setSaid(""), SAID_MS);
    return () => clearTimeout(gone);
  }, [said]);
  if (!can) return null;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid("Copied."),
      () => setSaid("The browser did not allow it: select the text and copy it by hand."),
    );
  return (
    <span className="no-print inline-flex flex-wrap items-center gap-x-2">
      <Button type="button" look="quiet" onClick={copy}>
        <Copy aria-hidden className="size-4" /> {label}
      </Button>
      <span role="status" className="text-[13px] text-muted">
        {said}
      </span>
    </span>
  );
}
