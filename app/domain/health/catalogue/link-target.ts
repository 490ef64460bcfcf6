/** Whether a link's target is a runbook's name, such as slow-database, and not an address. */
export const isRunbook = (href: string) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(href);
