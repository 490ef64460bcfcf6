import { packageDoor } from "#app/domain/disclosures/portal/package-door.server.ts";
import { archiveDoor } from "#app/domain/exports/portal/archive-door.server.ts";
import type { Door } from "#app/domain/portal-access/door.ts";
import { paths } from "#app/paths.ts";
import {
  DISCLOSURE_COOKIE,
  DISCLOSURE_PRESESSION_COOKIE,
  PORTAL_COOKIE,
  PRESESSION_COOKIE,
} from "#app/platform/session.server.ts";

/** A door with its pages and with the cookies of those who come through it. */
export type Entrance = {
  door: Door;
  presessionCookie: string;
  sessionCookie: string;
  openPath: (choice: { lang?: string; said?: string }) => string;
  codePath: (choice: { lang?: string; said?: string }) => string;
  insidePath: (choice: { lang?: string }) => string;
};

export const archiveEntrance: Entrance = {
  door: archiveDoor,
  presessionCookie: PRESESSION_COOKIE,
  sessionCookie: PORTAL_COOKIE,
  openPath: paths.portal,
  codePath: paths.portalCode,
  insidePath: paths.portalArchive,
};

export const packageEntrance: Entrance = {
  door: packageDoor,
  presessionCookie: DISCLOSURE_PRESESSION_COOKIE,
  sessionCookie: DISCLOSURE_COOKIE,
  openPath: paths.portalDisclosure,
  codePath: paths.portalDisclosureCode,
  insidePath: paths.portalDisclosurePackage,
};
