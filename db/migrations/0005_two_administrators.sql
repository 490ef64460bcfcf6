-- A role that can approve is active only with two people behind it. Without a proposer it came from the operator's shell,
-- which is how an installation gets its first administrators.
alter table console.staff_role
  add constraint not_proposed_for_oneself check (proposed_by is null or proposed_by <> staff_id),
  add constraint approving_role_has_second_administrator check (
    state <> 'active' or role not in ('export_officer', 'administrator') or proposed_by is null or approved_by is not null),
  add constraint approval_is_whole check ((approved_by is null) = (approved_at is null));
