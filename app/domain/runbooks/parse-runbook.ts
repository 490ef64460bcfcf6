import type { Root as HastRoot } from "hast";
import type { List, ListItem, Nodes, Paragraph, Root, RootContent } from "mdast";
import { SKIP, visit } from "unist-util-visit";
import { cleanTree } from "../../platform/markdown/clean-tree.ts";
import { parseDirectives } from "../../platform/markdown/parse-directives.ts";
import { hastOf } from "../../platform/markdown/parse-markdown.ts";
import { noSuch } from "./nearest-name.ts";
import { readAction, readApproval, readChart, readCheck, readLink, type Read } from "./read-directive.ts";
import { type KnownNames, readFrontMatter } from "./read-front-matter.ts";
import {
  type Problem,
  type Runbook,
  type RunbookSection,
  type RunbookStep,
  type SectionName,
  sectionNames,
} from "./runbook-types.ts";

type Directive = Extract<Nodes, { type: "leafDirective" }>;
const directiveNames = ["check", "chart", "action", "approval", "runbook"] as const;
/** Where what is done stands, in numbered steps; the other sections are read. */
const withSteps: readonly SectionName[] = ["Diagnosis", "Mitigation"];
const nothingKnown: KnownNames = { components: null, runbooks: null };

/**
 * Reads a runbook's file: its head, its sections, its steps and what they check.
 * @param file as problems call it, such as runbooks/backup-overdue.md
 * @returns the runbook as far as it could be read, null without a head; and every problem with its place
 */
export function parseRunbook(
  source: string,
  file: string,
  known: KnownNames = nothingKnown,
): { runbook: Runbook | null; problems: Problem[] } {
  const id = /([^/\\]*?)(\.md)?$/.exec(file)![1]!;
  const { meta, body, faults } = readFrontMatter(source.replaceAll("\r\n", "\n"), id, known);
  const problems: Problem[] = faults.map((fault) => ({ file, ...fault }));
  const say = (node: Nodes | undefined, says: string) => {
    const { line, column } = node?.position?.start ?? { line: 1, column: 1 };
    problems.push({ file, line, column, says });
  };
  const tree = parseDirectives(body);
  const sections = sectionsOf(tree, { say, known });
  problems.sort((a, b) => a.line - b.line || a.column - b.column);
  const steps = sections.flatMap((section) => section.steps);
  return { runbook: meta && { meta, sections, steps }, problems };
}

type Reading = { say: (node: Nodes | undefined, says: string) => void; known: KnownNames };

function sectionsOf(tree: Root, reading: Reading): RunbookSection[] {
  const { say } = reading;
  wordsWithColons(tree, say);
  const parts: { name: SectionName; heading: Nodes; nodes: RootContent[] }[] = [];
  for (const node of tree.children) {
    if (node.type === "heading" && node.depth <= 2) {
      const title = textOf(node);
      const name = sectionNames.find((each) => each === title);
      if (!name || node.depth === 1) say(node, noSuch("section", title, sectionNames));
      else if (parts.some((part) => part.name === name)) say(node, `the section ${name} stands here twice`);
      else parts.push({ name, heading: node, nodes: [] });
    } else if (parts.length === 0) say(node, `a runbook begins with the section ${sectionNames[0]}`);
    else parts.at(-1)!.nodes.push(node);
  }
  for (const name of sectionNames)
    if (!parts.some((part) => part.name === name)) say(undefined, `the section ${name} is missing`);
  const order = parts.map(({ name }) => sectionNames.indexOf(name));
  const early = order.findIndex((place, index) => index > 0 && place < order[index - 1]!);
  if (early > 0) say(parts[early]!.heading, `the sections stand in the order ${sectionNames.join(", ")}`);
  const found: RunbookStep[] = [];
  return parts.map(({ name, heading, nodes }) => sectionOf(name, heading, nodes, found, reading));
}

function sectionOf(
  name: SectionName,
  heading: Nodes,
  nodes: RootContent[],
  found: RunbookStep[],
  reading: Reading,
): RunbookSection {
  const steps: RunbookStep[] = [];
  const links: string[] = [];
  const text: RootContent[] = [];
  for (const node of nodes) {
    if (withSteps.includes(name) && node.type === "list" && node.ordered) {
      for (const item of (node as List).children) {
        const step = stepOf(item, name, found, reading);
        if (!step) continue;
        steps.push(step);
        found.push(step);
      }
    } else if (node.type === "leafDirective" && node.name === "runbook") {
      take(readLink(node.attributes ?? {}, reading.known), node, reading, (id) => links.push(id));
    } else text.push(node);
  }
  if (text.length === 0 && steps.length === 0) reading.say(heading, `the section ${name} says nothing`);
  else if (withSteps.includes(name) && steps.length === 0)
    reading.say(heading, `the section ${name} has no numbered steps`);
  return { name, text: proseOf(text, reading), steps, links };
}

function stepOf(item: ListItem, section: SectionName, before: RunbookStep[], reading: Reading): RunbookStep | null {
  const [first, ...rest] = item.children;
  const lead = first?.type === "paragraph" ? first.children[0] : undefined;
  if (lead?.type !== "strong") {
    reading.say(first ?? item, "a step begins with its name in bold: 1. **Look at the banks.** What to look at ...");
    return null;
  }
  const title = textOf(lead).replace(/[.:]$/, "");
  const id = slug(title);
  const twice = before.find((step) => step.id === id);
  if (twice || id === "")
    reading.say(
      lead,
      twice ? `step ${twice.number} is called "${twice.title}" already` : "a step's name needs letters",
    );
  const step: RunbookStep = {
    id,
    number: before.length + 1,
    section,
    title,
    text: { type: "root", children: [] },
    checks: [],
    charts: [],
    actions: [],
    approval: null,
    links: [],
  };
  const said = (first as Paragraph).children.slice(1);
  const text: RootContent[] = said.length > 0 ? [{ ...(first as Paragraph), children: said }] : [];
  for (const node of rest) {
    if (node.type === "leafDirective") addTo(step, node, reading);
    else text.push(node);
  }
  step.text = proseOf(text, reading);
  return step;
}

function addTo(step: RunbookStep, node: Directive, reading: Reading): void {
  const given = node.attributes ?? {};
  const { known } = reading;
  if (node.name === "check") take(readCheck(given, known), node, reading, (check) => step.checks.push(check));
  else if (node.name === "chart") take(readChart(given, known), node, reading, (chart) => step.charts.push(chart));
  else if (node.name === "action") take(readAction(given, known), node, reading, (action) => step.actions.push(action));
  else if (node.name === "runbook") take(readLink(given, known), node, reading, (id) => step.links.push(id));
  else if (node.name !== "approval") reading.say(node, noSuch("directive", node.name, directiveNames));
  else if (step.approval) reading.say(node, "a step has one approval: put the other into a step of its own");
  else
    take(readApproval(given), node, reading, (approval) => {
      step.approval = approval;
    });
}

function take<T>(read: Read<T>, node: Nodes, reading: Reading, use: (value: T) => void): void {
  if (read.ok) use(read.value);
  else reading.say(node, read.says);
}

/** Where no directive belongs it is named, and left out of the text. */
function proseOf(nodes: RootContent[], reading: Reading): HastRoot {
  const root: Root = { type: "root", children: nodes };
  visit(root, (node, index, parent) => {
    if (node.type !== "leafDirective" && node.type !== "containerDirective") return;
    const isKnown = directiveNames.some((name) => name === node.name);
    reading.say(
      node,
      node.type === "containerDirective"
        ? "a directive has two colons: ::check{...}"
        : isKnown
          ? `::${node.name} belongs to a numbered step of ${withSteps.join(" or ")}`
          : noSuch("directive", node.name, directiveNames),
    );
    parent!.children.splice(index!, 1);
    return [SKIP, index!];
  });
  return cleanTree(hastOf(root));
}

/** `10:30` is a time; `note:this` would be a directive: it is named, and its text stays. */
function wordsWithColons(tree: Root, say: Reading["say"]): void {
  visit(tree, "textDirective", (node, index, parent) => {
    const isKnown = directiveNames.some((name) => name === node.name);
    if (isKnown) say(node, `write ::${node.name}{...} on a line of its own`);
    else if (!/^\d/.test(node.name)) say(node, `write a space after the colon of ":${node.name}"`);
    parent!.children.splice(index!, 1, { type: "text", value: `:${node.name}` });
    return [SKIP, index! + 1];
  });
}

function textOf(node: Nodes): string {
  if ("value" in node) return node.value;
  return "children" in node ? (node.children as Nodes[]).map(textOf).join("") : "";
}

const slug = (title: string) =>
  title
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
