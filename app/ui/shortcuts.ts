const KEY = "huolto.shortcuts";

/** Whether keys without Ctrl or Alt do anything on this browser; somebody who speaks to the machine turns them off (WCAG 2.1.4). */
export function shortcutsAreOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    // A browser that keeps nothing keeps no such choice either.
    return true;
  }
}

export function turnShortcuts(state: "on" | "off"): void {
  try {
    localStorage.setItem(KEY, state);
  } catch {
    // It holds for this page alone where nothing may be kept.
  }
}
