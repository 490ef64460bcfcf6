-- Releases, bulletins and maintenance: what customers are told, in which language, and who was told what.

-- A program's key. The key itself is shown once, when it is made.
create table console.api_key (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 100),
  purpose text not null check (purpose in ('releases', 'bounces')),
  key_sha256 char(64) not null unique,
  -- The beginning of the key, by which people tell keys apart.
  prefix text not null,
  created_by uuid not null references console.staff,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_by uuid references console.staff,
  revoked_at timestamptz,
  constraint revoked_has_time check ((revoked_by is null) = (revoked_at is null))
);

-- What a release changed, line by line: [{section: 'new' | 'improved' | 'fixed' | 'urgent' | 'coming', text, pages, apis}].
alter table console.release add column items jsonb not null default '[]';
update console.release set items = coalesce((
  select jsonb_agg(jsonb_build_object(
      'section', case when kind = 'urgent' then 'urgent' when line like 'Fixes%' then 'fixed' else 'improved' end,
      'text', line, 'pages', '[]'::jsonb, 'apis', '[]'::jsonb) order by n)
    from regexp_split_to_table(changes, '\n') with ordinality as l(line, n) where line <> ''), '[]');
alter table console.release drop column changes;
alter table console.release
  add column reported_by uuid references console.staff,
  add column api_key_id uuid references console.api_key,
  add column rolled_back_at timestamptz,
  add column rolled_back_by uuid references console.staff,
  add column rollback_reason text,
  -- No person changed it so long as this is 1.
  add column record_version integer not null default 1,
  add constraint rolled_back_whole check ((rolled_back_at is null) = (rollback_reason is null));

-- How it was after so many hours, judged once the time had passed. Read again it says the same.
create table console.release_comparison (
  release_id uuid not null references console.release,
  hours integer not null check (hours in (1, 24, 72)),
  judged_at timestamptz not null,
  -- Comparison of app/domain/releases/comparison-rules.ts.
  content jsonb not null,
  primary key (release_id, hours)
);

alter table console.maintenance_window
  -- The month for which the rule made it; none for urgent ones.
  add column plan_month char(7) unique check (plan_month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  -- What customers read, beyond the title and the hours.
  add column message_en text not null default '',
  add column message_fi text not null default '',
  add column message_sv text not null default '',
  -- RFC 5545, 3.8.7.4: raised by every change that a calendar shows.
  add column sequence integer not null default 0,
  add column changed_at timestamptz not null default now(),
  -- The mails are held until then, and so long the announcement can be undone.
  add column announced_by uuid references console.staff,
  add column undoable_until timestamptz,
  add column started_at timestamptz,
  add column started_by uuid references console.staff,
  add column verifying_at timestamptz,
  add column finished_at timestamptz,
  add column finished_by uuid references console.staff,
  add column cancelled_at timestamptz,
  add column cancelled_by uuid references console.staff,
  -- Whether calendars and readers were shown it before it was cancelled: they must be told.
  add column was_public boolean not null default false;
update console.maintenance_window set
  plan_month = case when kind = 'planned' then to_char(starts_at at time zone 'Europe/Helsinki', 'YYYY-MM') end,
  was_public = announced_at is not null,
  changed_at = coalesce(announced_at, created_at),
  started_at = case when state in ('in_progress', 'verifying', 'completed') then starts_at end,
  finished_at = case when state = 'completed' then ends_at end;

-- A move, skip or shortening waits for a second person. So does longer: an extension while the window runs does not.
create table console.maintenance_change (
  id uuid primary key default gen_random_uuid(),
  window_id uuid not null references console.maintenance_window,
  kind text not null check (kind in ('move', 'skip', 'shorten', 'lengthen')),
  -- Null for a skip.
  starts_at timestamptz,
  ends_at timestamptz,
  reason text not null,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'refused', 'withdrawn')),
  proposed_by uuid not null references console.staff,
  proposed_at timestamptz not null default now(),
  decided_by uuid references console.staff,
  decided_at timestamptz,
  decision_note text,
  constraint another_person_decides check (state not in ('approved', 'refused') or (decided_by is not null and decided_by <> proposed_by)),
  constraint decided_has_time check ((state = 'proposed') = (decided_at is null)),
  constraint skip_has_no_hours check ((kind = 'skip') = (starts_at is null) and (starts_at is null) = (ends_at is null)),
  constraint change_in_order check (starts_at < ends_at)
);
create unique index one_open_change on console.maintenance_change (window_id) where state = 'proposed';

-- What happened to a window, as its page tells it.
create table console.maintenance_event (
  id bigint generated always as identity primary key,
  window_id uuid not null references console.maintenance_window,
  at timestamptz not null,
  -- Null: a job.
  actor_id uuid references console.staff,
  -- A code of app/domain/maintenance/event-labels.ts.
  what text not null,
  details jsonb not null default '{}'
);
create index on console.maintenance_event (window_id, id);
create trigger history before update or delete on console.maintenance_event for each row execute function console.no_rewrite();

create table console.maintenance_check (
  window_id uuid not null references console.maintenance_window,
  position integer not null,
  text text not null,
  done_by uuid references console.staff,
  done_at timestamptz,
  primary key (window_id, position),
  constraint done_has_time check ((done_by is null) = (done_at is null))
);

-- What the console holds in Grafana for a window or a release, as the reconciler last found it.
create table console.grafana_mark (
  id uuid primary key default gen_random_uuid(),
  owner_kind text not null check (owner_kind in ('window', 'release')),
  owner_id uuid not null,
  kind text not null check (kind in ('silence', 'annotation')),
  -- The component's key for a silence; empty for the one annotation.
  part text not null default '',
  -- The silence's or annotation's id in Grafana, which a change of it may change.
  external_id text,
  state text not null default 'wanted' check (state in ('wanted', 'held', 'ended_by_hand', 'removed')),
  -- Why the last attempt did not succeed: a GrafanaProblem.
  problem jsonb,
  -- What was found changed by hand and put back, the last time: codes.
  repaired jsonb,
  repaired_at timestamptz,
  checked_at timestamptz,
  -- What was put there last, and is there unless somebody changed it by hand. Null while a change of ours may be half done.
  written text,
  unique (owner_kind, owner_id, kind, part)
);
create index on console.grafana_mark (state);

-- Who works on the marks of a window or release: one at a time, since two would each make what is missing.
create table console.mark_claim (
  owner_kind text not null check (owner_kind in ('window', 'release')),
  owner_id uuid not null,
  token uuid,
  claimed_until timestamptz,
  -- Somebody came meanwhile: whoever holds it looks once more.
  rung boolean not null default false,
  primary key (owner_kind, owner_id)
);

-- The words of a text by their stems, for the public's search. Costly, and the planner is to know it: an index has them.
create function console.bulletin_words(content jsonb, language text, config regconfig) returns tsvector
  language sql immutable parallel safe cost 5000
  return to_tsvector(config,
    coalesce(content #>> array['texts', language, 'title'], '') || ' ' ||
    coalesce(content #>> array['texts', language, 'lead'], '') || ' ' ||
    coalesce(content #>> array['texts', language, 'sections', 'new'], '') || ' ' ||
    coalesce(content #>> array['texts', language, 'sections', 'improved'], '') || ' ' ||
    coalesce(content #>> array['texts', language, 'sections', 'fixed'], '') || ' ' ||
    coalesce(content #>> array['texts', language, 'sections', 'urgent'], '') || ' ' ||
    coalesce(content #>> array['texts', language, 'sections', 'coming'], ''));

create table console.bulletin (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('weekly', 'important')),
  -- Its public address: 2026-w47, or the day and words of the title. Never changes once it was published.
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 100),
  -- The Monday of the week that a weekly one tells about, Europe/Helsinki.
  week_of date check (extract(isodow from week_of) = 1),
  state text not null default 'draft' check (state in ('draft', 'in_review', 'approved', 'scheduled', 'published', 'retracted')),
  -- BulletinContent of app/domain/bulletins/content-schema.ts: the working copy.
  content jsonb not null,
  version integer not null default 1,
  submitted_by uuid references console.staff,
  submitted_at timestamptz,
  approved_by uuid references console.staff,
  approved_at timestamptz,
  scheduled_for timestamptz,
  -- What the public reads: a copy, so that the next version is worked on beside it.
  published jsonb,
  published_version integer,
  first_published_at timestamptz,
  published_at timestamptz,
  -- {fi, sv, en}: what a correction changed, shown with it.
  correction_note jsonb,
  -- The same of the correction under way, which the public does not see yet.
  proposed_note jsonb,
  corrected_at timestamptz,
  -- {fi, sv, en}: why it was taken back, shown in its place.
  retraction_note jsonb,
  retracted_at timestamptz,
  -- An important one stays first until then.
  pinned_until timestamptz,
  created_by uuid references console.staff,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint weekly_has_week check ((kind = 'weekly') = (week_of is not null)),
  constraint another_person_approves check (approved_by is null or (submitted_by is not null and approved_by <> submitted_by)),
  constraint approved_by_somebody check (state not in ('approved', 'scheduled') or approved_by is not null),
  constraint scheduled_has_time check ((state = 'scheduled') = (scheduled_for is not null)),
  constraint published_whole check ((published is null) = (published_at is null) and (published is null) = (first_published_at is null))
);
create unique index one_bulletin_a_week on console.bulletin (week_of) where kind = 'weekly' and state <> 'retracted';
create index on console.bulletin (state);
create index on console.bulletin using gin (console.bulletin_words(published, 'fi', 'finnish'));
create index on console.bulletin using gin (console.bulletin_words(published, 'sv', 'swedish'));
create index on console.bulletin using gin (console.bulletin_words(published, 'en', 'english'));

create table console.bulletin_revision (
  bulletin_id uuid not null references console.bulletin,
  version integer not null,
  content jsonb not null,
  author_id uuid references console.staff,
  at timestamptz not null,
  primary key (bulletin_id, version)
);
create trigger history before update or delete on console.bulletin_revision for each row execute function console.no_rewrite();

-- Whoever wrote a word of what is new does not review it, and nothing new is public that nobody reviewed.
create function console.bulletin_reviewed() returns trigger language plpgsql as $$
begin
  if new.approved_by is distinct from old.approved_by and exists (
    select from console.bulletin_revision r
      where r.bulletin_id = new.id and r.author_id = new.approved_by and r.version > coalesce(new.published_version, 0)
  ) then
    raise exception 'whoever wrote a bulletin does not approve it' using errcode = '23514', constraint = 'author_does_not_approve';
  end if;
  if new.published is distinct from old.published and new.approved_by is null then
    raise exception 'a bulletin is published once it is approved' using errcode = '23514', constraint = 'published_was_approved';
  end if;
  return new;
end $$;
create trigger reviewed before update on console.bulletin for each row execute function console.bulletin_reviewed();

-- What one person has typed and not saved yet.
create table console.bulletin_autosave (
  bulletin_id uuid not null references console.bulletin,
  staff_id uuid not null references console.staff,
  base_version integer not null,
  content jsonb not null,
  saved_at timestamptz not null,
  primary key (bulletin_id, staff_id)
);

create table console.bulletin_event (
  id bigint generated always as identity primary key,
  bulletin_id uuid not null references console.bulletin,
  at timestamptz not null,
  actor_id uuid references console.staff,
  -- A code of app/domain/bulletins/bulletin-states.ts.
  what text not null,
  version integer not null,
  -- What the reviewer wrote, or the note of a correction or retraction.
  note text
);
create index on console.bulletin_event (bulletin_id, id);
create trigger history before update or delete on console.bulletin_event for each row execute function console.no_rewrite();

create table console.bulletin_release (
  bulletin_id uuid not null references console.bulletin,
  release_id uuid not null references console.release,
  primary key (bulletin_id, release_id)
);

-- Re-encoded here, whatever was uploaded.
create table console.bulletin_image (
  id uuid primary key default gen_random_uuid(),
  sha256 char(64) not null unique,
  media_type text not null check (media_type in ('image/webp')),
  width integer not null,
  height integer not null,
  bytes bytea not null check (octet_length(bytes) <= 2000000),
  uploaded_by uuid not null references console.staff,
  uploaded_at timestamptz not null default now()
);

-- Who asked to be written to. The address is removed when they leave.
create table console.subscriber (
  id uuid primary key default gen_random_uuid(),
  email text,
  language text not null check (language in ('fi', 'sv', 'en')),
  topics text[] not null check (topics <@ array['bulletins', 'announcements', 'maintenance'] and cardinality(topics) > 0),
  state text not null default 'pending' check (state in ('pending', 'active', 'unsubscribed', 'bounced')),
  confirm_sha256 char(64) unique,
  confirm_expires_at timestamptz,
  confirmed_at timestamptz,
  -- In every mail to this person; opens their topics and the way out, nothing else.
  token text not null unique,
  -- Lasting refusals in a row.
  bounces integer not null default 0,
  -- When the last of them was.
  bounced_at timestamptz,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  constraint address_until_leaving check ((state = 'unsubscribed') = (email is null)),
  constraint confirmed_by_then check (state not in ('active') or confirmed_at is not null)
);
create unique index one_subscription_each on console.subscriber (lower(email)) where email is not null;
create index on console.subscriber (state, language);

-- One thing told to all who asked for its topic. Its revision makes it one, however often it is asked for.
create table console.mailing (
  id uuid primary key default gen_random_uuid(),
  topic text not null check (topic in ('bulletins', 'announcements', 'maintenance')),
  subject_kind text not null check (subject_kind in ('bulletin', 'window')),
  subject_id uuid not null,
  revision integer not null,
  -- {fi, sv, en}: {subject, text}. The text has no greeting by name and no link that tells people apart but the way out.
  texts jsonb not null,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'cancelled')),
  not_before timestamptz not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  unique (subject_kind, subject_id, revision)
);
create index on console.mailing (state, not_before);

create table console.mailing_delivery (
  mailing_id uuid not null references console.mailing,
  subscriber_id uuid not null references console.subscriber,
  -- The Message-ID's left part: the same on a repetition.
  message_id uuid not null default gen_random_uuid() unique,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'refused', 'given_up', 'left_out')),
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  claimed_until timestamptz,
  sent_at timestamptz,
  -- The mail server's reply code, or the status of a later report (RFC 3463).
  error_code text,
  bounced_at timestamptz,
  primary key (mailing_id, subscriber_id)
);
-- What is still to be sent, in the order in which it is.
create index on console.mailing_delivery (mailing_id, attempts, next_at) where state in ('queued', 'sending');
create index on console.mailing_delivery (subscriber_id);
