import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";

/**
 * Resolves when the page's data is decoded. RemixBrowser suspends until then, and a key or a touch in that moment makes
 * React 18 give up hydrating for good (https://github.com/remix-run/remix/issues/10214): the page would stay without its
 * scripts. Called as a function it throws the promise that it suspends on, before it uses any hook.
 */
async function dataDecoded(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (waiting) {
    await waiting;
  }
}

await dataDecoded();
startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  );
});
