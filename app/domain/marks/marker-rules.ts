/** What the console's marks carry in Grafana, so that each is known there whatever answer was lost on the way. */

/** A window or a release. */
export type OwnerRef = { ownerKind: "window" | "release"; ownerId: string };

/** Carried by every annotation that the console made. */
export const TAG = "huolto";

const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
/** The last one: a window's title, which stands before it, is anybody's words. */
const SILENCE_MARKER = new RegExp(`.*\\bhuolto window (${UUID}) component ([a-z][a-z0-9-]*)`, "s");
const OWNER_TAG = new RegExp(`^(window|release):(${UUID})$`);

export const ownerTag = ({ ownerKind, ownerId }: OwnerRef): string => `${ownerKind}:${ownerId}`;

export const silenceMarker = (windowId: string, component: string): string =>
  `huolto window ${windowId} component ${component}`;

/** Which window and component a silence's comment names; null for one that is not the console's. */
export function ownerOfSilence({ comment }: { comment: string }): { ownerId: string; component: string } | null {
  const [, ownerId, component] = SILENCE_MARKER.exec(comment) ?? [];
  return ownerId && component ? { ownerId, component } : null;
}

/** Whose annotation it is, by its tags; null for one that is not the console's. */
export function ownerOfAnnotation({ tags }: { tags: readonly string[] }): OwnerRef | null {
  if (!tags.includes(TAG)) return null;
  for (const tag of tags) {
    const [, ownerKind, ownerId] = OWNER_TAG.exec(tag) ?? [];
    if (ownerKind && ownerId) return { ownerKind: ownerKind as OwnerRef["ownerKind"], ownerId };
  }
  return null;
}
