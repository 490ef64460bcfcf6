import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";

export type Upload =
  | { step: "none" }
  /** @property share of the file that is sent, 0 to 1 */
  | { step: "sending"; share: number }
  | { step: "done"; fileName: string }
  | { step: "failed"; message: string };

const unreachable = "The file did not arrive: the console cannot be reached just now. Try again.";

function messageOf(request: XMLHttpRequest): string {
  try {
    const { error } = JSON.parse(request.responseText) as { error?: { message?: string } };
    if (error?.message) return error.message;
  } catch {
    // Not ours: a proxy's own page, for instance.
  }
  return request.status === 413 ? "The file is too large for what stands before the console." : unreachable;
}

/** Sends a file with its progress, which `fetch` does not tell, and loads the page's data anew once it is there. */
export function useUpload(address: string, limitBytes: number) {
  const [state, setState] = useState<Upload>({ step: "none" });
  const { revalidate } = useRevalidator();
  const running = useRef<XMLHttpRequest>();
  useEffect(() => () => running.current?.abort(), []);
  const send = (file: File) => {
    if (file.size > limitBytes)
      return setState({
        step: "failed",
        message: `The file is larger than ${limitBytes / 1_000_000} MB. Make it smaller, or split it.`,
      });
    const body = new FormData();
    body.set("file", file);
    const request = new XMLHttpRequest();
    running.current = request;
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = ({ loaded, total }) => setState({ step: "sending", share: total ? loaded / total : 0 });
    request.onload = () => {
      if (request.status !== 200) return setState({ step: "failed", message: messageOf(request) });
      setState({ step: "done", fileName: file.name });
      revalidate();
    };
    request.onerror = () => setState({ step: "failed", message: unreachable });
    request.onabort = () => setState({ step: "none" });
    setState({ step: "sending", share: 0 });
    request.send(body);
  };
  return { state, send, cancel: () => running.current?.abort() };
}
