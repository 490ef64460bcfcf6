-- Staff, roles, sessions, sign-in flows. There is no password anywhere.
create schema console;

create table console.staff (
  id uuid primary key default gen_random_uuid(),
  display_name text not null check (length(display_name) between 1 and 200),
  email text not null,
  -- HMAC of issuer and the broker's stable id; null until the invited person has signed in.
  subject_hmac text unique,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  deactivated_at timestamptz
);
create unique index on console.staff (lower(email));

create table console.staff_invitation (
  token_sha256 char(64) primary key,
  staff_id uuid not null references console.staff,
  created_by uuid references console.staff,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);

-- A role that can approve starts as 'proposed' and needs a second administrator.
create table console.staff_role (
  staff_id uuid not null references console.staff,
  role text not null check (role in ('customer_service', 'release_manager', 'platform', 'export_officer', 'administrator', 'auditor')),
  state text not null check (state in ('proposed', 'active')),
  proposed_by uuid references console.staff,
  proposed_at timestamptz not null default now(),
  approved_by uuid references console.staff,
  approved_at timestamptz,
  primary key (staff_id, role),
  constraint two_administrators check (approved_by is null or approved_by <> proposed_by),
  constraint not_for_oneself check (approved_by is null or approved_by <> staff_id)
);

create table console.session (
  id uuid primary key default gen_random_uuid(),
  token_sha256 char(64) not null unique,
  staff_id uuid not null references console.staff,
  -- Bound into approval forms (NIST SP 800-63B-4: POST carries a session-bound value).
  form_token text not null,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  auth_time timestamptz not null,
  method text not null,
  acr text not null,
  user_agent text not null default '',
  ended_at timestamptz,
  end_reason text
);
create index on console.session (staff_id) where ended_at is null;

create table console.sign_in_flow (
  state_sha256 char(64) primary key,
  browser_sha256 char(64) not null,
  nonce text not null,
  code_verifier text not null,
  method text not null,
  return_to text not null,
  -- Set when this is a fresh sign-in for an approval, or the acceptance of an invitation.
  reauth_session_id uuid references console.session,
  invitation_sha256 char(64),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create table console.rate_limit (
  key text not null,
  window_started_at timestamptz not null,
  hits integer not null,
  primary key (key, window_started_at)
);
