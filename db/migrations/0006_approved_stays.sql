-- What two people stand behind stays as they saw it, whatever a verb, or a process that was taken over, sends.
alter table console.export_request
  -- A null scoped_by would pass the rule of another_person_approves.
  add constraint approval_is_whole check (
    (approved_by is null) = (approved_at is null)
    and (approved_by is null or (scoped_by is not null and scope is not null and scope_sha256 is not null))),
  add constraint state_fits_approval check (
    case
      when state in ('requested', 'scoped', 'refused') then approved_by is null
      when state = 'cancelled' then true
      else approved_by is not null
    end);

create function console.keep_request() returns trigger language plpgsql set search_path = '' as $$
begin
  if (new.id, new.company_id, new.requested_by, new.requested_at)
     is distinct from (old.id, old.company_id, old.requested_by, old.requested_at) then
    raise exception 'whose books are asked for, and by whom, cannot be changed' using errcode = 'check_violation';
  end if;
  -- Every column but those that tell how it goes on: one that is added later is protected too.
  if old.approved_by is not null
     and to_jsonb(new) - array['state', 'version', 'ended_by', 'ended_at', 'end_reason']
         is distinct from to_jsonb(old) - array['state', 'version', 'ended_by', 'ended_at', 'end_reason'] then
    raise exception 'an approved request cannot be changed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_request before update on console.export_request
  for each row execute function console.keep_request();

create function console.only_approved_runs() returns trigger language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' then
    if new.request_id is distinct from old.request_id then
      raise exception 'a run belongs to one request' using errcode = 'check_violation';
    end if;
  elsif not exists (
    select from console.export_request r
    where r.id = new.request_id and r.approved_by is not null and r.state = 'approved') then
    raise exception 'a run needs an approved request' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger only_approved_runs before insert or update of request_id on console.export_run
  for each row execute function console.only_approved_runs();
