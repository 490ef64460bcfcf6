/** What a feed says, whatever format it is written in. Addresses are absolute. */
export type FeedContent = {
  /** Plain text. */
  title: string;
  /** Plain text. */
  description: string;
  /** BCP 47. */
  language: string;
  /** Who writes it. */
  author: string;
  /** The page that shows the same. */
  homeUrl: string;
  /** The feed's own address: also its id. */
  selfUrl: string;
  /** When anything in it changed last; null while there is nothing in it. */
  updated: Date | null;
  entries: FeedEntry[];
};

export type FeedEntry = {
  /** `urn:uuid:...`: the same in every language and for ever. */
  id: string;
  url: string;
  /** Plain text. */
  title: string;
  /** Sound HTML. */
  contentHtml: string;
  /** BCP 47; a text within it in another one says so itself. */
  language: string;
  /** Words of our own, without a sign of markup. */
  tags: string[];
  published: Date;
  updated: Date;
};
