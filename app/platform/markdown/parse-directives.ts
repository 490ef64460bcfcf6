import type { Root } from "mdast";
import remarkDirective from "remark-directive";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { withoutExtras } from "./parse-markdown.ts";

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkDirective).use(withoutExtras).freeze();

/** Reads Markdown of our own files, with directives such as `::check{pass="< 1"}`: for no text that somebody types into a form. */
export const parseDirectives = (text: string): Root => parser.parse(text);
