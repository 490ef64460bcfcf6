import { SaxesParser } from "saxes";

const blocks = /^(div|p|ul|ol|dl|table|section|header|form|fieldset|h[1-6]|details|nav)$/;

/**
 * What is wrong with a page's markup for somebody who cannot see it, or for the browser that reads it; empty: nothing.
 * Names of fields, things pointed at that exist, headings in order, groups with a legend, and no block where only words fit.
 */
export function markupFaults(html: string): string[] {
  const faults: string[] = [];
  const ids = new Set<string>();
  const pointed: string[] = [];
  const labelled = new Set<string>();
  const fields: { name: string; id: string | undefined; inLabel: boolean; named: boolean }[] = [];
  const open: { tag: string; legend: boolean; words: string; named: boolean }[] = [];
  let heading = 0;
  const parser = new SaxesParser();
  parser.on("error", (error) => faults.push(error.message));
  parser.on("opentag", ({ name: tag, attributes }) => {
    const of = attributes as Record<string, string>;
    const inside = (wanted: string) => open.some((parent) => parent.tag === wanted);
    if (of.id !== undefined) {
      if (ids.has(of.id)) faults.push(`id ${of.id} twice`);
      ids.add(of.id);
    }
    for (const attribute of ["aria-describedby", "aria-labelledby"]) pointed.push(...(of[attribute]?.split(" ") ?? []));
    if (tag === "label" && of.for) labelled.add(of.for);
    if (["input", "select", "textarea"].includes(tag) && of.type !== "hidden")
      fields.push({ name: of.name ?? tag, id: of.id, inLabel: inside("label"), named: of["aria-label"] !== undefined });
    if (blocks.test(tag) && inside("p")) faults.push(`<${tag}> inside <p>`);
    if (tag === "form" && inside("form")) faults.push("<form> inside <form>");
    if (["a", "button"].includes(tag) && (inside("a") || inside("button"))) faults.push(`<${tag}> inside a control`);
    if (tag === "legend") {
      const group = open.at(-1);
      if (group?.tag === "fieldset") group.legend = true;
    }
    const level = Number(/^h([1-6])$/.exec(tag)?.[1] ?? 0);
    if (level > 0) {
      if (level > heading + 1) faults.push(`h${level} after h${heading}`);
      heading = level;
    }
    open.push({ tag, legend: false, words: "", named: of["aria-label"] !== undefined });
  });
  parser.on("text", (text) => {
    for (const parent of open) parent.words += text.trim();
  });
  parser.on("closetag", ({ name: tag }) => {
    const closed = open.pop()!;
    if (tag === "fieldset" && !closed.legend) faults.push("fieldset without a legend");
    if (/^(a|button|summary|h[1-6]|th|legend|label|option)$/.test(tag) && !closed.named && closed.words === "")
      faults.push(`<${tag}> without words`);
  });
  parser.write(`<page>${html}</page>`).close();
  for (const id of pointed) if (!ids.has(id)) faults.push(`nothing has the id ${id}`);
  for (const field of fields)
    if (!field.inLabel && !field.named && !(field.id && labelled.has(field.id)))
      faults.push(`${field.name} has no label`);
  const first = [...html.matchAll(/<h1[ >]/g)].length;
  if (first !== 1) faults.push(`${first} headings of the first level`);
  return faults;
}
