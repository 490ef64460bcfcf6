import { createHash } from "node:crypto";
import type { BrokerPerson } from "./broker-faults.ts";

const STYLE = `
:root{color-scheme:light dark;--ink:#14202e;--muted:#52606f;--page:#f6f7f9;--surface:#fff;--line:#7a8796;--accent:#0b5cad;--accent-ink:#fff;--bad:#a3231b}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf3;--muted:#a3b0be;--page:#0e141b;--surface:#161e27;--line:#7c8a99;--accent:#7ab8f5;--accent-ink:#0a1a2a;--bad:#ff9d94}}
*{box-sizing:border-box}
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--page);margin:0}
main{max-width:34rem;margin:0 auto;padding:2rem 1rem}
h1{font-size:1.4rem;line-height:1.25;margin:0 0 .25rem}
p{margin:.25rem 0 1rem}
.muted{color:var(--muted)}
ul{list-style:none;margin:0 0 1rem;padding:0;display:grid;gap:.5rem}
button,input{font:inherit;color:inherit;border:1px solid var(--line);border-radius:6px;background:var(--surface);padding:.6rem .8rem;min-height:2.75rem}
button{cursor:pointer;text-align:left}
li button{width:100%}
li span{display:block;color:var(--muted);font-size:.9em}
button.go{background:var(--accent);color:var(--accent-ink);border-color:var(--accent)}
label{display:block;font-weight:600;margin-bottom:.25rem}
input{width:10rem;font-variant-numeric:tabular-nums;letter-spacing:.1em}
.row{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}
.code{font-size:1.6rem;font-weight:650;letter-spacing:.1em;font-variant-numeric:tabular-nums}
.error{color:var(--bad);font-weight:600}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
`;
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

/** No scripts and nothing from elsewhere. `form-action` names where a sign-in leads back to: Chrome checks redirects too. */
export function brokerPolicy(redirectOrigins: readonly string[]): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    `form-action 'self' ${redirectOrigins.join(" ")}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join("; ");
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const text = (value: string) => value.replace(/[&<>"']/g, (character) => entities[character]!);

const page = (title: string, body: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)} - Demo sign-in</title><style>${STYLE}</style></head>
<body><main><h1>${text(title)}</h1>${body}</main></body></html>`;

const cancel = `<form method="post"><button name="cancel" value="1">Cancel and go back</button></form>`;

export function peoplePage(people: readonly BrokerPerson[], method: string): string {
  const items = people.map(
    (person) =>
      `<li><button name="person" value="${text(person.subject)}">${text(person.name)}<span>${text(person.what)}</span></button></li>`,
  );
  return page(
    "Who are you?",
    `<p class="muted">This is the demo's stand-in for strong identification (${text(method)}). The people are invented.</p>
<form method="post"><ul>${items.join("")}</ul></form>${cancel}`,
  );
}

export function codePage(person: BrokerPerson, code: string, wrong: boolean): string {
  return page(
    "Second factor",
    `<p>${text(person.name)}: a phone would show this code.</p>
<p class="code" id="shown-code">${code}</p>
${wrong ? `<p class="error" role="alert">That was another code. Type the one above.</p>` : ""}
<form method="post"><label for="code">Code</label>
<div class="row"><input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required autofocus maxlength="6"${wrong ? ' aria-invalid="true"' : ""}>
<button class="go">Confirm</button></div></form><p></p>${cancel}`,
  );
}

export const problemPage = (message: string) => page("This sign-in cannot go on", `<p>${text(message)}</p>`);
