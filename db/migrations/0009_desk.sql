-- The customer service desk: customers, cases, IP restrictions, authorities' disclosures, runs of runbooks.

-- What a vendor maps from its own service, as tables or views of these columns; the demo fills them. See db/service/README.md.
create schema service;
-- Every customer, also those that keep no books here.
create table service.customers (
  business_id text primary key,
  country char(2) not null check (country ~ '^[A-Z]{2}$'),
  name text not null,
  customer_since date not null,
  ended_on date
);
-- Who signed in, and from where. `person` is the service's own pseudonym, never a name.
create table service.sign_ins (
  id bigint primary key,
  at timestamptz not null,
  business_id text not null,
  person text not null,
  role text not null,
  address inet not null,
  client text not null check (client in ('browser', 'api', 'robot'))
);
create index on service.sign_ins (business_id, at);
-- The service's own event log, which only an authority's lawful request opens.
create table service.events (
  id bigint primary key,
  at timestamptz not null,
  business_id text not null,
  -- As the service knows the person: an authority names people, not pseudonyms.
  person text not null,
  person_name text not null,
  event text not null,
  address inet,
  details jsonb not null default '{}'
);
create index on service.events (at);
create index on service.events (business_id, at);
create index on service.events (person, at);

alter table console.api_key drop constraint api_key_purpose_check;
alter table console.api_key add constraint api_key_purpose_check
  check (purpose in ('releases', 'bounces', 'cases', 'edge'));

create table console.case_file (
  id uuid primary key default gen_random_uuid(),
  number integer generated always as identity unique,
  kind text not null check (kind in ('slowdown', 'ip_restriction', 'log_disclosure', 'scan_or_audit', 'vulnerability',
    'partner_limit', 'restore', 'compensation', 'data_export')),
  -- By the kind's own table of states (app/domain/cases/<kind>/).
  state text not null,
  -- Null where it is of no customer: a vulnerability report, an authority's request.
  business_id text,
  customer_name text,
  subject text not null check (length(subject) between 1 and 200),
  -- In which the customer is answered.
  language text not null default 'fi' check (language in ('fi', 'sv', 'en')),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  -- The number in the ticket system, and which system that is: its key.
  external_number text,
  api_key_id uuid references console.api_key,
  -- Of the request that made it: the same key makes one case.
  idempotency_key text,
  idempotency_sha256 char(64),
  assignee_id uuid references console.staff,
  -- What the kind asks, and what was decided: by the kind's own schemas.
  request jsonb not null default '{}',
  decision jsonb,
  due_at timestamptz,
  opened_by uuid references console.staff,
  opened_at timestamptz not null default now(),
  closed_at timestamptz,
  closed_by uuid references console.staff,
  version integer not null default 1,
  constraint opened_by_one check ((opened_by is null) <> (api_key_id is null))
);
create unique index one_case_a_ticket on console.case_file (api_key_id, external_number) where external_number is not null;
create unique index one_case_a_key on console.case_file (api_key_id, idempotency_key) where idempotency_key is not null;
create index on console.case_file (business_id, opened_at);
create index on console.case_file (closed_at, due_at);
create index on console.case_file (assignee_id) where closed_at is null;

-- The time line. A note or a reply has text; everything else says itself by its code and details.
create table console.case_event (
  id bigint generated always as identity primary key,
  case_id uuid not null references console.case_file,
  at timestamptz not null,
  actor_id uuid references console.staff,
  api_key_id uuid references console.api_key,
  what text not null,
  text text,
  details jsonb not null default '{}'
);
create index on console.case_event (case_id, id);
create trigger history before update or delete on console.case_event for each row execute function console.no_rewrite();

create table console.case_attachment (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references console.case_file,
  file_name text not null check (length(file_name) between 1 and 200),
  media_type text not null,
  sha256 char(64) not null,
  size integer not null check (size between 1 and 10000000),
  bytes bytea not null,
  added_by uuid references console.staff,
  added_at timestamptz not null default now()
);
create index on console.case_attachment (case_id);

create table console.case_follow_up (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references console.case_file,
  -- 'measurement' is done by the worker: a diagnosis of the same hours a week later.
  kind text not null check (kind in ('task', 'measurement')),
  text text not null,
  due_at timestamptz not null,
  created_by uuid references console.staff,
  created_at timestamptz not null default now(),
  done_by uuid references console.staff,
  done_at timestamptz
);
create index on console.case_follow_up (case_id);
create index on console.case_follow_up (due_at) where done_at is null;

-- A diagnosis as it was made: its figures, queries and verdict stay true tomorrow.
create table console.diagnosis (
  id uuid primary key default gen_random_uuid(),
  case_id uuid references console.case_file,
  business_id text not null,
  -- Diagnosis of app/domain/cases/slowdown/diagnosis/diagnosis-types.ts.
  content jsonb not null,
  made_by uuid references console.staff,
  made_at timestamptz not null default now(),
  -- The one whose advice this one measures.
  follows uuid references console.diagnosis
);
create index on console.diagnosis (case_id, made_at);
create trigger history before update or delete on console.diagnosis for each row execute function console.no_rewrite();

-- What other systems are told of changes to cases. The secret signs each delivery (HMAC-SHA-256).
create table console.webhook (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  url text not null check (url ~ '^https?://'),
  secret text not null,
  created_by uuid not null references console.staff,
  created_at timestamptz not null default now(),
  paused_at timestamptz,
  removed_at timestamptz
);
create table console.webhook_delivery (
  id uuid primary key default gen_random_uuid(),
  webhook_id uuid not null references console.webhook,
  case_id uuid not null references console.case_file,
  event_id bigint not null references console.case_event,
  body jsonb not null,
  state text not null default 'queued' check (state in ('queued', 'delivered', 'given_up')),
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  status integer,
  error_code text,
  delivered_at timestamptz,
  unique (webhook_id, event_id)
);
create index on console.webhook_delivery (next_at) where state = 'queued';

-- From which networks a customer's people may sign in. Each version is a whole list; one at a time is in force.
create table console.ip_restriction (
  id uuid primary key default gen_random_uuid(),
  business_id text not null,
  case_id uuid references console.case_file,
  version integer not null,
  state text not null default 'draft' check (state in
    ('draft', 'proposed', 'unconfirmed', 'active', 'refused', 'cancelled', 'rolled_back', 'superseded', 'expired', 'lifted')),
  -- What was in force when this one came into force, and is again when it is rolled back.
  replaces uuid references console.ip_restriction,
  -- What holds once every network has expired; asked where that can happen. Open: no restriction. Closed: nobody may enter.
  when_all_expired text check (when_all_expired in ('open', 'closed')),
  requester_name text not null,
  requester_authority text not null,
  requester_email text not null,
  -- The dry run that the second person was shown, and its hash, which is approved.
  dry_run jsonb,
  networks_sha256 char(64),
  proposed_by uuid references console.staff,
  proposed_at timestamptz,
  approved_by uuid references console.staff,
  approved_at timestamptz,
  -- Opened from a listed network within ten minutes, or it is rolled back.
  confirm_sha256 char(64) unique,
  confirm_until timestamptz,
  confirmed_at timestamptz,
  ended_by uuid references console.staff,
  ended_at timestamptz,
  end_reason text,
  -- Days before the last network expires of which the desk was told last.
  warned_days integer,
  created_by uuid not null references console.staff,
  created_at timestamptz not null default now(),
  -- Everybody who wrote on it.
  written_by uuid[] not null default '{}',
  row_version integer not null default 1,
  unique (business_id, version),
  constraint another_person_approves check
    (approved_by is null or (approved_by <> proposed_by and approved_by <> created_by and approved_by <> all (written_by)))
);
create unique index one_in_force on console.ip_restriction (business_id) where state in ('unconfirmed', 'active');
create unique index one_in_work on console.ip_restriction (business_id) where state in ('draft', 'proposed');

create table console.ip_network (
  restriction_id uuid not null references console.ip_restriction,
  network cidr not null,
  label text not null check (length(label) between 1 and 100),
  expires_at timestamptz,
  -- When its end was carried out: since then no balancer lets it in.
  ended_at timestamptz,
  primary key (restriction_id, network)
);
-- What was proposed is what is approved and what was in force: only a draft's networks change.
create function console.only_drafts_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (new.restriction_id, new.network, new.label, new.expires_at)
      is not distinct from (old.restriction_id, old.network, old.label, old.expires_at) then
    return new;
  end if;
  if exists (select from console.ip_restriction r where r.id = old.restriction_id and r.state <> 'draft') then
    raise exception 'the networks of a list change while it is a draft only';
  end if;
  return coalesce(new, old);
end $$;
create trigger only_drafts_change before update or delete on console.ip_network
  for each row execute function console.only_drafts_change();

-- What balancers load: rendered once, never changed. The newest is the one in force.
create table console.edge_artefact (
  version bigint generated always as identity primary key,
  -- Not unique: a list that is lifted leaves what was there before it.
  sha256 char(64) not null,
  -- {customers: {business id: [cidr]}}: the formats of each balancer follow from it.
  content jsonb not null,
  published_at timestamptz not null default now()
);
create trigger history before update or delete on console.edge_artefact for each row execute function console.no_rewrite();
create table console.edge_balancer (
  name text primary key check (name ~ '^[a-z0-9][a-z0-9.-]{0,62}$'),
  kind text not null check (kind in ('haproxy', 'nginx')),
  api_key_id uuid not null references console.api_key,
  -- What it runs now, and since when, as it said; the hash is the artefact's.
  version bigint,
  sha256 char(64),
  in_force_since timestamptz,
  reported_at timestamptz not null,
  error text
);
-- Since when each balancer has run each version: what a list that a later version still holds is in force since.
create table console.edge_in_force (
  balancer text not null references console.edge_balancer,
  version bigint not null references console.edge_artefact,
  since timestamptz not null,
  primary key (balancer, version)
);
create trigger history before update or delete on console.edge_in_force for each row execute function console.no_rewrite();

-- An authority's request for the service's log: its content is seen by the platform team alone.
create table console.disclosure (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null unique references console.case_file,
  -- By app/domain/disclosures/disclosure-states.ts.
  state text not null default 'registered' check (state in
    ('registered', 'verified', 'executed', 'approved', 'delivered', 'received', 'closed', 'refused')),
  version integer not null default 1,
  authority text not null,
  legal_basis text not null,
  reference text not null,
  received_on date not null,
  recipient_email text not null,
  recipient_phone text not null,
  language text not null check (language in ('fi', 'sv', 'en')),
  -- {from, to, businessIds, events, persons}: as the authority names them.
  scope jsonb not null,
  scope_sha256 char(64) not null,
  -- Everybody who wrote on the scope after it was registered.
  corrected_by uuid[] not null default '{}',
  -- Whether the customer may be told, as the decision says.
  tell_customer text not null check (tell_customer in ('yes', 'no', 'later')),
  tell_after date,
  tell_reminded_at timestamptz,
  told_by uuid references console.staff,
  told_at timestamptz,
  registered_by uuid not null references console.staff,
  registered_at timestamptz not null,
  verified_by uuid references console.staff,
  verified_at timestamptz,
  -- By which other channel the authority was asked whether the request is its own.
  verified_how text,
  -- The run: the worker alone reads the service's events. 'choosing' waits for a person, who tells namesakes apart.
  run_state text check (run_state in ('queued', 'running', 'choosing', 'failed', 'done')),
  run_queued_at timestamptz,
  run_attempt integer not null default 0,
  -- Since it was last queued by a person.
  run_tries integer not null default 0,
  run_lease_token uuid,
  run_lease_expires_at timestamptz,
  run_rows_done integer not null default 0,
  run_rows_total integer,
  run_error text,
  -- Who of the log answers to each name, and who of them was meant.
  matches jsonb,
  chosen_by uuid references console.staff,
  chosen_at timestamptz,
  executed_by uuid references console.staff,
  executed_at timestamptz,
  rows_found integer,
  -- {events: {kind: rows}, companies: {business id: rows}}
  counts jsonb,
  approved_by uuid references console.staff,
  approved_at timestamptz,
  package_key text,
  package_sha256 char(64),
  package_sha512 char(128),
  package_bytes bigint,
  delivered_at timestamptz,
  received_at timestamptz,
  receipt jsonb,
  ended_by uuid references console.staff,
  ended_at timestamptz,
  refusal_reason text,
  keep_until date,
  erased_at timestamptz,
  constraint another_person_approves check (approved_by is null
    or (approved_by is distinct from executed_by and approved_by <> registered_by
      and approved_by is distinct from chosen_by and approved_by <> all (corrected_by)))
);
create index on console.disclosure (state);
create index on console.disclosure (keep_until) where erased_at is null;

-- The authority's own way to its package, as a customer's to an archive: a mailed link, a code by SMS, a session, the receipt.
create table console.disclosure_link (
  id uuid primary key default gen_random_uuid(),
  disclosure_id uuid not null references console.disclosure,
  token_sha256 char(64) not null unique,
  created_by uuid not null references console.staff,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  wrong_tries integer not null default 0,
  locked_at timestamptz
);
create unique index one_link_a_disclosure on console.disclosure_link (disclosure_id) where revoked_at is null;
create table console.disclosure_code (
  id uuid primary key default gen_random_uuid(),
  link_id uuid not null references console.disclosure_link,
  browser_sha256 char(64) not null,
  salt text not null,
  hash text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  tries integer not null default 0,
  used_at timestamptz
);
create index on console.disclosure_code (link_id, created_at);
create table console.disclosure_session (
  id uuid primary key default gen_random_uuid(),
  token_sha256 char(64) not null unique,
  link_id uuid not null references console.disclosure_link,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  ended_at timestamptz
);
create table console.disclosure_download (
  id uuid primary key default gen_random_uuid(),
  disclosure_id uuid not null references console.disclosure,
  session_id uuid not null references console.disclosure_session,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  range_start bigint not null,
  range_end bigint not null,
  bytes_sent bigint not null default 0
);
create index on console.disclosure_download (disclosure_id);

create table console.runbook_run (
  id uuid primary key default gen_random_uuid(),
  runbook text not null,
  -- Of the file as it was when the run began.
  file_sha256 char(64) not null,
  -- The steps of a run stay those that it began with.
  source text not null,
  title text not null,
  case_id uuid references console.case_file,
  window_id uuid references console.maintenance_window,
  incident_id uuid references console.incident,
  params jsonb not null default '{}',
  started_by uuid not null references console.staff,
  started_at timestamptz not null default now(),
  from_step integer not null default 1,
  ended_at timestamptz,
  ended_by uuid references console.staff,
  outcome text check (outcome in ('finished', 'left'))
);
create index on console.runbook_run (case_id);
create table console.runbook_tick (
  id bigint generated always as identity primary key,
  run_id uuid not null references console.runbook_run,
  step text not null,
  what text not null check (what in ('ticked', 'unticked', 'check_passed', 'check_failed', 'approved', 'refused', 'acted', 'noted')),
  -- The value seen and its query, the decision, the note.
  seen jsonb not null default '{}',
  actor_id uuid references console.staff,
  at timestamptz not null
);
create index on console.runbook_tick (run_id, id);
create trigger history before update or delete on console.runbook_tick for each row execute function console.no_rewrite();
