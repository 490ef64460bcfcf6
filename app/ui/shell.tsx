import { Form, NavLink, useLocation } from "@remix-run/react";
import {
  Activity,
  Archive,
  BookText,
  Building2,
  Gauge,
  Inbox,
  House,
  KeyRound,
  ListChecks,
  CalendarClock,
  Mails,
  Megaphone,
  Rocket,
  LogOut,
  type LucideIcon,
  Network,
  Mailbox,
  Scale,
  ScrollText,
  Siren,
  Users,
} from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import favicon from "./favicon.svg?url";

export type NavItem = { to: string; label: string; icon: keyof typeof icons; end?: boolean };
/** Entries that belong together, under their name; null: they need none. */
export type NavGroup = { name: string | null; items: NavItem[] };
/** Up to so many entries are read at a glance, and no names stand between them. */
const PLAIN_MAX = 8;
const icons = {
  home: House,
  health: Activity,
  latency: Gauge,
  maintenance: CalendarClock,
  urgent: Siren,
  runbooks: ListChecks,
  releases: Rocket,
  bulletins: Megaphone,
  mailings: Mails,
  facts: BookText,
  exports: Archive,
  staff: Users,
  audit: ScrollText,
  outbox: Mailbox,
  sessions: KeyRound,
  customers: Building2,
  cases: Inbox,
  ipRestrictions: Network,
  disclosures: Scale,
} satisfies Record<string, LucideIcon>;

/** The console's frame: where one can go, who one is, and the page. On a narrow screen the navigation is a row that scrolls. */
export function Shell({
  nav,
  person,
  signOutAction,
  banner,
  tools,
  children,
}: {
  nav: NavGroup[];
  person: { name: string; roles: string; href: string };
  signOutAction: string;
  banner?: ReactNode;
  /** Above the navigation: what is at hand on every page. */
  tools?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[14rem_1fr]">
      <a
        href="#page"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-10 focus:bg-surface focus:p-2"
      >
        To the page
      </a>
      <header className="no-print flex min-w-0 flex-col border-line bg-surface max-lg:border-b lg:sticky lg:top-0 lg:h-dvh lg:border-r">
        <div className="flex items-center justify-between gap-3 px-4 pt-3 pb-2 lg:pt-4 lg:pb-3">
          <p className="flex items-center gap-2 text-base font-bold tracking-tight">
            <img src={favicon} alt="" className="size-6" /> Huolto
          </p>
          <div className="lg:hidden">
            <SignOut action={signOutAction} compact />
          </div>
        </div>
        {tools && <div className="px-2 pb-2 empty:hidden">{tools}</div>}
        <Navigation groups={nav} />
        <div className="hidden border-t border-line px-4 py-3 lg:block">
          <NavLink to={person.href} className="block truncate font-medium hover:underline">
            {person.name}
          </NavLink>
          <p className="truncate text-[13px] text-muted" title={person.roles}>
            {person.roles}
          </p>
          <div className="mt-2">
            <SignOut action={signOutAction} />
          </div>
        </div>
      </header>
      <div className="min-w-0">
        {banner && <aside aria-label="About this installation">{banner}</aside>}
        <main id="page" tabIndex={-1} className="mx-auto max-w-[86rem] px-4 py-5 outline-none sm:px-6 lg:px-8 lg:py-7">
          {children}
        </main>
      </div>
    </div>
  );
}

function Navigation({ groups }: { groups: NavGroup[] }) {
  const { pathname } = useLocation();
  const row = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another entry
  useEffect(() => {
    const here = row.current?.querySelector<HTMLElement>("[aria-current=page]");
    // By hand: scrollIntoView would move the page as well.
    if (row.current && here)
      row.current.scrollLeft = here.offsetLeft - (row.current.clientWidth - here.offsetWidth) / 2;
  }, [pathname]);
  const all = groups.flatMap(({ items }) => items);
  const named = all.length > PLAIN_MAX;
  return (
    <nav
      ref={row}
      aria-label="Main"
      className="relative flex min-w-0 overflow-x-auto px-2 pb-2 lg:flex-1 lg:flex-col lg:overflow-x-hidden lg:overflow-y-auto"
    >
      {groups.map(
        ({ name, items }) =>
          items.length > 0 && (
            <div
              key={name}
              className={`flex lg:block ${named ? "not-first:max-lg:ml-1 not-first:max-lg:border-l not-first:max-lg:border-line not-first:max-lg:pl-1" : ""}`}
            >
              {named && name && (
                <p aria-hidden className="px-2.5 pt-2 pb-0.5 text-[13px] text-muted max-lg:hidden">
                  {name}
                </p>
              )}
              <ul aria-label={(named && name) || undefined} className="flex gap-1 lg:flex-col lg:gap-px">
                {items.map((item) => (
                  <Entry
                    key={item.to}
                    item={item}
                    end={item.end || all.some(({ to }) => to.startsWith(`${item.to}/`) && pathname === to)}
                  />
                ))}
              </ul>
            </div>
          ),
      )}
    </nav>
  );
}

function Entry({ item: { to, label, icon }, end }: { item: NavItem; end: boolean }) {
  const Icon = icons[icon];
  return (
    <li>
      <NavLink
        to={to}
        end={end}
        className={({ isActive }) =>
          `flex min-h-9 items-center gap-2.5 rounded-md px-2 py-1 whitespace-nowrap sm:px-2.5 lg:min-h-8 ${
            isActive ? "bg-accent-soft font-semibold text-accent" : "text-ink hover:bg-raised"
          }`
        }
      >
        <Icon aria-hidden className="size-4 shrink-0 max-sm:hidden" />
        {label}
      </NavLink>
    </li>
  );
}

function SignOut({ action, compact = false }: { action: string; compact?: boolean }) {
  return (
    <Form method="post" action={action} reloadDocument>
      <button
        type="submit"
        className={`inline-flex min-h-8 cursor-pointer items-center gap-1.5 text-muted hover:text-ink ${compact ? "px-1" : "-ml-0.5"}`}
      >
        <LogOut aria-hidden className="size-4" /> Sign out
      </button>
    </Form>
  );
}
