import type { Root } from "hast";
import { markdownTree } from "../../platform/markdown/render-markdown.ts";
import type { BulletinSection, BulletinText } from "./content-schema.ts";

/** A text with its Markdown as elements; the title is plain. */
export type RenderedText = { lead: Root; sections: Record<BulletinSection, Root> };

export function renderedText({ lead, sections }: BulletinText): RenderedText {
  return {
    lead: markdownTree(lead),
    sections: {
      new: markdownTree(sections.new),
      improved: markdownTree(sections.improved),
      fixed: markdownTree(sections.fixed),
      urgent: markdownTree(sections.urgent),
      coming: markdownTree(sections.coming),
    },
  };
}
