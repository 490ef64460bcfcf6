-- Health and latency of the service, as Grafana showed them, with what people say about it.

-- The last answer to each question asked of Grafana: shown with its age while Grafana cannot be reached.
create table console.measurement (
  key text primary key,
  purpose text not null,
  expr text not null,
  answer jsonb not null,
  fetched_at timestamptz not null
);
create index on console.measurement (fetched_at);

-- Each thing that the worker reads from Grafana by itself, and how its last attempt went.
create table console.collector (
  name text primary key,
  attempted_at timestamptz not null,
  succeeded_at timestamptz,
  -- A GrafanaProblem; null when the last attempt succeeded.
  problem jsonb,
  -- How far it got, for those that work through history; each writes its own shape.
  progress jsonb
);

-- One row per hour (its start, UTC) and client kind. No row: not measured yet. Zero requests: nobody came.
create table console.latency_hour (
  hour timestamptz not null check (date_trunc('hour', hour at time zone 'UTC') = hour at time zone 'UTC'),
  client text not null,
  requests double precision not null check (requests >= 0),
  seconds double precision not null check (seconds >= 0),
  within_target double precision not null check (within_target >= 0),
  errors double precision not null check (errors >= 0),
  measured_at timestamptz not null,
  primary key (hour, client)
);
-- What was measured or measured again since one looked last.
create index on console.latency_hour (measured_at);

-- The catalogue of components. The state of each is in component_state, its earlier texts in component_version.
create table console.component (
  id uuid primary key default gen_random_uuid(),
  key text not null unique check (key ~ '^[a-z][a-z0-9-]{1,62}$'),
  name_en text not null,
  name_fi text not null,
  name_sv text not null,
  kind text not null check (kind in ('application_servers', 'databases', 'load_balancer', 'data_centre', 'bank_connections',
    'income_register', 'e_invoicing', 'print_and_scan', 'partner_api', 'siem_export', 'backups')),
  owner_team text not null,
  customer_facing boolean not null,
  -- Addresses and runbook names: [{label, href}].
  links jsonb not null default '[]',
  -- Labels that an alert must carry to be this component's: [{name, value}].
  alert_matchers jsonb not null default '[]',
  -- Purposes of the service profile with their parameters and limits: [{purpose, params, slowAbove, partialBelow, downBelow}].
  queries jsonb not null default '[]',
  position integer not null default 0,
  version integer not null default 1,
  retired_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table console.component_dependency (
  component_id uuid not null references console.component,
  depends_on_id uuid not null references console.component,
  primary key (component_id, depends_on_id),
  constraint not_on_itself check (component_id <> depends_on_id)
);

create table console.component_version (
  component_id uuid not null references console.component,
  version integer not null,
  -- The component's own fields and the keys it depends on, as they were in this version.
  content jsonb not null,
  changed_by uuid references console.staff,
  changed_at timestamptz not null default now(),
  reason text not null,
  primary key (component_id, version)
);

-- What was observed, as intervals. The open one (no ended_at) is the present; it is as old as observed_at says.
-- Between an interval's observed_at and the next one's started_at nothing was observed: unknown, never operational.
create table console.component_state (
  id bigint generated always as identity primary key,
  component_id uuid not null references console.component,
  state text not null check (state in ('operational', 'slow', 'partial', 'down', 'unknown')),
  -- What said so: [{kind: 'alert' | 'query', name, state, detail}].
  sources jsonb not null default '[]',
  started_at timestamptz not null,
  observed_at timestamptz not null,
  ended_at timestamptz,
  constraint observed_in_order check (observed_at >= started_at and (ended_at is null or ended_at >= observed_at))
);
create unique index one_present_state on console.component_state (component_id) where ended_at is null;
create index on console.component_state (component_id, started_at);

create table console.maintenance_window (
  id uuid primary key default gen_random_uuid(),
  kind text not null default 'planned' check (kind in ('planned', 'urgent')),
  state text not null default 'planned' check (state in
    ('planned', 'announced', 'in_progress', 'verifying', 'completed', 'cancelled')),
  title_en text not null,
  title_fi text not null,
  title_sv text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  announced_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid references console.staff,
  version integer not null default 1,
  constraint starts_before_it_ends check (starts_at < ends_at)
);
create index on console.maintenance_window (starts_at);

create table console.maintenance_scope (
  window_id uuid not null references console.maintenance_window,
  component_id uuid not null references console.component,
  primary key (window_id, component_id)
);

create table console.release (
  id uuid primary key default gen_random_uuid(),
  version text not null unique,
  kind text not null check (kind in ('weekly', 'urgent')),
  released_at timestamptz not null,
  commit text,
  changes text not null default '',
  created_at timestamptz not null default now()
);
create index on console.release (released_at);

create table console.incident (
  id uuid primary key default gen_random_uuid(),
  number integer generated always as identity unique,
  title text not null,
  state text not null default 'investigating' check (state in ('investigating', 'identified', 'monitoring', 'resolved')),
  started_at timestamptz not null,
  opened_at timestamptz not null default now(),
  opened_by uuid references console.staff,
  opened_from text not null check (opened_from in ('hand', 'component', 'alert')),
  -- The alert's rule name where it was opened from one: similar incidents are found by it.
  alert_name text,
  resolved_at timestamptz,
  version integer not null default 1,
  constraint resolved_has_time check ((state = 'resolved') = (resolved_at is not null))
);
create index on console.incident (started_at);

create table console.incident_component (
  incident_id uuid not null references console.incident,
  component_id uuid not null references console.component,
  impact text not null check (impact in ('operational', 'slow', 'partial', 'down')),
  -- The worst it was while the incident was open.
  worst_impact text not null check (worst_impact in ('operational', 'slow', 'partial', 'down')),
  primary key (incident_id, component_id)
);

create table console.incident_update (
  id uuid primary key default gen_random_uuid(),
  incident_id uuid not null references console.incident,
  at timestamptz not null default now(),
  author_id uuid references console.staff,
  -- The incident's version that this update made: their order, whatever the clock says.
  version integer not null,
  state text not null check (state in ('investigating', 'identified', 'monitoring', 'resolved')),
  -- From when it was so. Earlier than it was written where people found out, or got to writing, later.
  holds_from timestamptz not null,
  text text not null,
  -- [{component: key, impact}] as this update set them.
  impacts jsonb not null default '[]',
  constraint not_before_it_holds check (holds_from <= at),
  constraint one_update_per_version unique (incident_id, version)
);

create table console.incident_follow_up (
  id uuid primary key default gen_random_uuid(),
  incident_id uuid not null references console.incident,
  text text not null,
  owner text not null,
  due_on date,
  created_by uuid references console.staff,
  created_at timestamptz not null default now(),
  done_by uuid references console.staff,
  done_at timestamptz,
  constraint done_has_time check ((done_by is null) = (done_at is null))
);
create index on console.incident_follow_up (incident_id);

create table console.incident_review (
  incident_id uuid primary key references console.incident,
  what_happened text not null,
  cause text not null,
  what_helped text not null,
  what_changes text not null,
  written_by uuid references console.staff,
  written_at timestamptz not null default now(),
  version integer not null default 1
);

-- A restore that was tried, by hand: evidence that a backup is one.
create table console.restore_test (
  id uuid primary key default gen_random_uuid(),
  tier text not null check (tier in ('primary', 'secondary', 'offsite')),
  tested_on date not null,
  passed boolean not null,
  minutes integer not null check (minutes > 0),
  note text not null,
  recorded_by uuid references console.staff,
  recorded_at timestamptz not null default now()
);

-- Who is on call outside office hours: each rota holds from effective_from until the next one. Of several from the same instant
-- the last one made holds: that is how one that has not begun yet is corrected.
create table console.on_call_rota (
  id uuid primary key default gen_random_uuid(),
  effective_from timestamptz not null,
  -- Staff ids in turn; each has one turn, from one hand-over to the next.
  members uuid[] not null check (cardinality(members) between 1 and 60),
  -- ISO weekday (1 = Monday) and local wall time of the weekly hand-over, Europe/Helsinki.
  handover_weekday integer not null check (handover_weekday between 1 and 7),
  handover_time text not null check (handover_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  created_by uuid references console.staff,
  created_at timestamptz not null default now(),
  reason text not null
);

create table console.on_call_swap (
  id uuid primary key default gen_random_uuid(),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  from_staff uuid not null references console.staff,
  to_staff uuid not null references console.staff,
  state text not null default 'asked' check (state in ('asked', 'agreed', 'declined', 'withdrawn')),
  reason text not null,
  asked_by uuid not null references console.staff,
  asked_at timestamptz not null default now(),
  decided_by uuid references console.staff,
  decided_at timestamptz,
  constraint swap_in_order check (starts_at < ends_at),
  constraint with_another check (from_staff <> to_staff),
  constraint decided_has_time check ((state = 'asked') = (decided_at is null)),
  -- One person is on call at a time, so no two swaps that hold or may come to hold overlap.
  constraint one_swap_at_a_time exclude using gist (tstzrange(starts_at, ends_at) with &&) where (state in ('asked', 'agreed'))
);
create index on console.on_call_swap (starts_at);

create table console.on_call_note (
  id uuid primary key default gen_random_uuid(),
  at timestamptz not null default now(),
  author_id uuid not null references console.staff,
  text text not null
);
create index on console.on_call_note (at);

-- A calendar program cannot sign in: each person's feed has an address of its own, which can be taken back.
create table console.on_call_feed (
  token_sha256 char(64) primary key,
  staff_id uuid not null references console.staff,
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);
create unique index one_feed_each on console.on_call_feed (staff_id) where revoked_at is null;

-- History is added to, never rewritten, whatever a verb does.
create function console.no_rewrite() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are history: they are added, never changed', tg_table_name using errcode = 'P0001';
end $$;
create trigger history before update or delete on console.component_version for each row execute function console.no_rewrite();
create trigger history before update or delete on console.incident_update for each row execute function console.no_rewrite();
create trigger history before update or delete on console.on_call_note for each row execute function console.no_rewrite();
create trigger history before update or delete on console.on_call_rota for each row execute function console.no_rewrite();
