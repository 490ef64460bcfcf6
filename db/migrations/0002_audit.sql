-- The audit trail. The application can only call audit.append; nobody can change or remove a row.
create schema audit;

create table audit.event (
  seq bigint generated always as identity primary key,
  uid uuid not null default gen_random_uuid() unique,
  at timestamptz not null default clock_timestamp(),
  txid xid8 not null default pg_current_xact_id(),
  actor_kind text not null check (actor_kind in ('staff', 'portal', 'api_key', 'job', 'operator', 'anonymous')),
  actor_id text not null check (actor_id <> ''),
  action text not null check (action ~ '^[a-z_]+(\.[a-z_]+)+$'),
  target_kind text not null,
  target_id text not null,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  request_id text not null,
  -- Ids, codes, counts, hashes and before/after values of the record; no names of persons, no secrets.
  details jsonb not null default '{}'
);
create index on audit.event (target_kind, target_id, seq);
create index on audit.event (actor_kind, actor_id, seq);
create index on audit.event (action, seq);
create index on audit.event (at);

create function audit.append(
  p_actor_kind text, p_actor_id text, p_action text, p_target_kind text, p_target_id text,
  p_outcome text, p_request_id text, p_details jsonb
) returns bigint
language sql security definer set search_path = ''
as $$
  insert into audit.event (actor_kind, actor_id, action, target_kind, target_id, outcome, request_id, details)
  values (p_actor_kind, p_actor_id, p_action, p_target_kind, p_target_id, p_outcome, p_request_id, p_details)
  returning seq
$$;
revoke all on function audit.append(text, text, text, text, text, text, text, jsonb) from public;

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit events cannot be changed or removed' using errcode = 'insufficient_privilege';
end $$;
create trigger no_change before update or delete on audit.event for each row execute function audit.refuse_change();
create trigger no_truncate before truncate on audit.event for each statement execute function audit.refuse_change();
