import { SaxesParser } from "saxes";
import type { Problems } from "../problems.ts";
import type { ElementNode } from "./tree.ts";

const MAX_DEPTH = 64;
/** No element, attribute, comment or text of a SAF-T file comes near this. The parser holds one of them in memory. */
const MAX_TOKEN_CHARACTERS = 1_048_576;

const PASSED_OVER: ElementNode = { children: new Map(), open: undefined, text: undefined, close: undefined };

/**
 * Walks an XML document along a tree of rules, in memory bounded by its depth and its longest text. DOCTYPE is refused outright,
 * so that no entity can be declared, expanded or fetched; XInclude has no meaning here. Prefixes are dropped.
 * @param root the name of the root element and what is in it
 * @returns `write` takes the next piece of the decoded document, `end` what is to be checked at its end, `line` where it stands
 */
export function walkXml(root: { name: string; node: ElementNode }, problems: Problems) {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const localNames = new Map<string, string>();
  const stack: ElementNode[] = [];
  let current: ElementNode | undefined;
  let text = "";
  // Characters given to the parser since it last told of anything: what it holds back, in one token that does not end.
  let quiet = 0;
  const place = () => `line ${parser.line}`;

  const localName = (name: string) => {
    let local = localNames.get(name);
    if (local === undefined) {
      local = name.slice(name.indexOf(":") + 1);
      // A document of made-up names must not fill the map.
      if (localNames.size < 1_000) localNames.set(name, local);
    }
    return local;
  };

  // No more handlers than these six: from the eighth on V8 keeps the parser's fields in a hash table, and it takes five times as long.
  parser.on("error", (error) =>
    problems.stop(
      "broken_syntax",
      place(),
      `The XML is broken: ${error.message.slice(0, 200)}`,
      "Export the file again; if it is cut off, fetch it again.",
    ),
  );
  parser.on("doctype", () =>
    problems.stop(
      "doctype_refused",
      place(),
      "The file has a DOCTYPE, which no SAF-T file has.",
      "Export the file again from the accounting product; do not edit it.",
    ),
  );
  parser.on("opentag", (tag) => {
    quiet = 0;
    const name = localName(tag.name);
    let node: ElementNode;
    if (current === undefined) {
      if (name !== root.name)
        problems.stop(
          "not_a_ledger_file",
          place(),
          `The root element is ${name.slice(0, 60)}, not ${root.name}.`,
          "Give a SAF-T Financial or SIE file.",
        );
      node = root.node;
    } else node = current.children.get(name) ?? PASSED_OVER;
    if (stack.length >= MAX_DEPTH)
      problems.stop(
        "too_deep",
        place(),
        `Elements are nested more than ${MAX_DEPTH} deep.`,
        "Export the file again from the accounting product.",
      );
    stack.push(node);
    current = node;
    text = "";
    if (node.open) node.open();
  });
  parser.on("text", (piece) => {
    quiet = 0;
    if (current?.text) text += piece;
  });
  parser.on("cdata", (piece) => {
    quiet = 0;
    if (current?.text) text += piece;
  });
  parser.on("closetag", () => {
    quiet = 0;
    const node = stack.pop()!;
    if (node.text) {
      if (text.length > MAX_TOKEN_CHARACTERS) tooLong();
      node.text(text.trim());
    }
    if (node.close) node.close();
    text = "";
    current = stack.at(-1);
  });

  function tooLong(): never {
    return problems.stop(
      "text_too_long",
      place(),
      `An element, attribute or text is longer than ${MAX_TOKEN_CHARACTERS} characters.`,
      "Export the file again from the accounting product.",
    );
  }

  return {
    write(piece: string): void {
      quiet += piece.length;
      parser.write(piece);
      if (quiet > MAX_TOKEN_CHARACTERS || text.length > MAX_TOKEN_CHARACTERS) tooLong();
    },
    end(): void {
      parser.close();
    },
    get line(): number {
      return parser.line;
    },
  };
}
