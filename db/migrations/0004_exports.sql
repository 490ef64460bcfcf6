-- A leaving customer's export: request -> scope -> approval -> run -> hand-over -> download.
create table console.export_request (
  id uuid primary key default gen_random_uuid(),
  number integer generated always as identity unique,
  company_id uuid not null,
  company_name text not null,
  business_id text not null,
  country char(2) not null,
  state text not null default 'requested' check (state in
    ('requested', 'scoped', 'approved', 'running', 'ready', 'handed_over', 'downloaded', 'failed', 'refused', 'cancelled')),
  -- Who asks, and by what authority (e.g. managing director, registered signatory, power of attorney).
  requester_name text not null,
  requester_authority text not null,
  contract_ends_on date not null,
  recipient_name text not null,
  recipient_email text not null,
  -- E.164. Entered by the requesting officer, approved with the scope by another.
  recipient_phone text not null,
  language text not null default 'fi' check (language in ('fi', 'sv', 'en')),
  -- The day on which the law is applied.
  as_of date not null,
  -- Years in which the financial years end; null: all that the ledger has.
  years integer[],
  scope jsonb,
  scope_sha256 char(64),
  requested_by uuid not null references console.staff,
  requested_at timestamptz not null default now(),
  scoped_by uuid references console.staff,
  scoped_at timestamptz,
  approved_by uuid references console.staff,
  approved_at timestamptz,
  ended_by uuid references console.staff,
  ended_at timestamptz,
  end_reason text,
  version integer not null default 1,
  constraint another_person_approves check (approved_by is null or (approved_by <> requested_by and approved_by <> scoped_by)),
  constraint approved_has_scope check (approved_by is null or scope_sha256 is not null)
);
create index on console.export_request (company_id);
create index on console.export_request (state);

create table console.export_run (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null references console.export_request,
  -- Hash of customer, scope, cut-off and format version: the same archive is never made twice.
  idempotency_key char(64) not null unique,
  state text not null default 'queued' check (state in ('queued', 'running', 'ready', 'failed')),
  -- The queue has no fencing token: each attempt takes a new lease_token, and publishes only while it still holds it.
  attempt integer not null default 0,
  lease_token uuid,
  lease_expires_at timestamptz,
  queued_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  phase text not null default 'queued',
  rows_done bigint not null default 0,
  rows_total bigint,
  bytes_done bigint not null default 0,
  progress_at timestamptz,
  archive_key text,
  archive_bytes bigint,
  archive_sha512 char(128),
  archive_sha256 char(64),
  control_totals jsonb,
  error_code text,
  error_message text
);
create unique index one_run_per_request on console.export_run (request_id) where state <> 'failed';

create table console.export_link (
  id uuid primary key default gen_random_uuid(),
  run_id uuid not null references console.export_run,
  token_sha256 char(64) not null unique,
  created_by uuid not null references console.staff,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  wrong_tries integer not null default 0,
  locked_at timestamptz
);
create index on console.export_link (run_id);

create table console.export_code (
  id uuid primary key default gen_random_uuid(),
  link_id uuid not null references console.export_link,
  -- The browser that asked for it: the code is worth nothing in another (ASVS 6.6.2).
  browser_sha256 char(64) not null,
  salt text not null,
  hash text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  tries integer not null default 0,
  used_at timestamptz
);
create index on console.export_code (link_id, created_at);

create table console.portal_session (
  id uuid primary key default gen_random_uuid(),
  token_sha256 char(64) not null unique,
  link_id uuid not null references console.export_link,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  ended_at timestamptz
);

create table console.export_download (
  id uuid primary key default gen_random_uuid(),
  run_id uuid not null references console.export_run,
  link_id uuid not null references console.export_link,
  portal_session_id uuid not null references console.portal_session,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  range_start bigint not null,
  range_end bigint not null,
  bytes_sent bigint not null default 0
);
create index on console.export_download (run_id);

-- Mail and SMS to be sent. The body goes once it is sent; only the demo keeps it, for its Outbox page.
create table console.message (
  id uuid primary key default gen_random_uuid(),
  channel text not null check (channel in ('email', 'sms')),
  recipient text not null,
  subject text,
  body text,
  purpose text not null,
  subject_id uuid,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed')),
  attempts integer not null default 0,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  error_code text
);
create index on console.message (created_at);
