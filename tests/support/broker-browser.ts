/** A browser as far as the demo broker needs one: cookies by path, forms, redirects that it follows by itself within the broker. */
export class BrokerBrowser {
  readonly #cookies = new Map<string, { value: string; path: string }>();

  async #fetch(url: URL, form?: Record<string, string>): Promise<Response> {
    const cookie = [...this.#cookies]
      .filter(([, { path }]) => url.pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join("; ");
    const response = await fetch(url, {
      redirect: "manual",
      method: form ? "POST" : "GET",
      headers: { cookie },
      body: form && new URLSearchParams(form),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split("; ");
      const at = pair.indexOf("=");
      const path = attributes.find((attribute) => attribute.startsWith("path="))?.slice(5) ?? "/";
      if (/1970/.test(line)) this.#cookies.delete(pair.slice(0, at));
      else this.#cookies.set(pair.slice(0, at), { value: pair.slice(at + 1), path });
    }
    return response;
  }

  /** Follows redirects until a page, or until one leads away from the broker. */
  async #follow(url: URL, form?: Record<string, string>): Promise<{ url: URL; html: string | null }> {
    let response = await this.#fetch(url, form);
    let at = url;
    while (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      at = new URL(response.headers.get("location")!, at);
      if (at.origin !== url.origin) return { url: at, html: null };
      response = await this.#fetch(at);
    }
    return { url: at, html: await response.text() };
  }

  /** Opens the broker's first page. */
  open(authorizationUrl: string) {
    return this.#follow(new URL(authorizationUrl));
  }

  submit(url: URL, form: Record<string, string>) {
    return this.#follow(url, form);
  }

  /** Goes through the whole identification. @returns the callback's query string */
  async identify(authorizationUrl: string, subject: string): Promise<string> {
    const first = await this.open(authorizationUrl);
    const second = await this.submit(first.url, { person: subject });
    const code = /id="shown-code">(\d{6})</.exec(second.html ?? "")?.[1];
    if (!code) throw new Error(`The broker showed no code: ${second.html}`);
    const back = await this.submit(second.url, { code });
    if (back.html !== null) throw new Error(`The broker did not lead back: ${back.html}`);
    return back.url.search;
  }
}
