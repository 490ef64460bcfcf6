import { useState } from "react";
import { paths } from "#app/paths.ts";
import { readAnswer, type Sent } from "./send-form.ts";

type Image = { id: string; href: string; width: number; height: number };

async function upload(file: File): Promise<Sent<Image>> {
  try {
    const response = await fetch(paths.bulletinImages(), {
      method: "POST",
      headers: { "Content-Type": file.type },
      body: file,
    });
    return await readAnswer<Image>(response);
  } catch {
    return { ok: false, code: "unreachable", message: "The console cannot be reached just now." };
  }
}

/** An image on its way into a text: sent, then waiting for the words that say what it shows. */
export function useImage() {
  const [state, setState] = useState<
    { step: "none" } | { step: "sending" } | { step: "describe"; image: Image } | { step: "failed"; message: string }
  >({ step: "none" });
  return {
    state,
    done: () => setState({ step: "none" }),
    /** @returns whether there was an image among them */
    take: (files: FileList | null | undefined): boolean => {
      const file = [...(files ?? [])].find(({ type }) => type.startsWith("image/"));
      if (!file) return false;
      setState({ step: "sending" });
      upload(file).then((answer) =>
        setState(answer.ok ? { step: "describe", image: answer.data } : { step: "failed", message: answer.message }),
      );
      return true;
    },
  };
}
