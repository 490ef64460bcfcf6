-- The whole statutory archive: what of the books the law names beyond the ledgers, and the life of an export to its end.

-- Vouchers, documents -------------------------------------------------------------------------------------------------

-- A voucher whose retention does not follow its financial year. One voucher may have several; the longest one counts.
create table ledger.retention_marks (
  company_id uuid not null,
  financial_year_id uuid not null,
  voucher_seq integer not null,
  basis text not null check (basis in
    ('real_estate_investment', 'one_stop_shop', 'investment_gold', 'construction_site', 'eu_aid')),
  -- The day whose calendar year starts the period: the adjustment period began, the transaction was made, the last linked
  -- transaction's financial year ended, the site was completed, the aid was paid.
  starts_on date not null,
  -- What it is about, for people: a property, a scheme, a site.
  subject text not null default '',
  primary key (company_id, financial_year_id, voucher_seq, basis),
  foreign key (company_id, financial_year_id, voucher_seq) references ledger.vouchers
);

create table ledger.voucher_series (
  company_id uuid not null references ledger.companies,
  financial_year_id uuid not null references ledger.financial_years,
  code text not null,
  name text not null,
  primary key (company_id, financial_year_id, code)
);

-- Open items: lines of one account, party and reference settle each other.
alter table ledger.voucher_lines
  add column reference text,
  add column due_on date;

alter table ledger.documents
  drop constraint documents_kind_check,
  add constraint documents_kind_check check (kind in
    ('voucher', 'financial_statements', 'management_report', 'sustainability_report', 'vat_return', 'employer_return',
     'balance_specification', 'notes_specification', 'correspondence', 'inventory', 'agreement', 'construction_report',
     'payroll_report', 'payslip', 'working_time_record', 'holiday_record')),
  -- Whose it is: of payslips, of records of working time and holidays, and of whatever else is about one employee.
  add column employee_number text,
  -- The calendar year of the records (working time), or the one in which the holiday credit year ends.
  add column record_year integer,
  add column title text,
  add column dated_on date,
  -- For the files of one employee, and so that a payslip's file is its own employee's.
  add unique (company_id, employee_number, id);

-- Balances by object, as their source states them (SIE #OIB, #OUB): an object is a value of a dimension. The lines come on top.
create table ledger.object_balances (
  company_id uuid not null references ledger.companies,
  financial_year_id uuid not null references ledger.financial_years,
  account_number text not null,
  dimension_code text not null,
  value_code text not null,
  -- Debit positive, credit negative.
  opening_balance numeric(18,2) not null default 0,
  -- As the source states it; null when the source states none.
  declared_closing_balance numeric(18,2),
  primary key (company_id, financial_year_id, account_number, dimension_code, value_code),
  foreign key (company_id, financial_year_id, account_number) references ledger.accounts
);

-- The standard chart that the accounts follow, as SIE's #KPTYP has it: BAS95, BAS96, EUBAS97, NE2007.
alter table ledger.companies add column chart_kind text;

-- Assets --------------------------------------------------------------------------------------------------------------

create table ledger.fixed_assets (
  company_id uuid not null references ledger.companies,
  number text not null,
  name text not null,
  account_number text not null,
  acquired_on date not null,
  acquisition_cost numeric(18,2) not null,
  -- As the company says it: "menojäännös 25 %", "tasapoisto 5 v".
  method text not null default '',
  disposed_on date,
  disposal_price numeric(18,2),
  primary key (company_id, number)
);

create table ledger.fixed_asset_years (
  company_id uuid not null,
  financial_year_id uuid not null references ledger.financial_years,
  asset_number text not null,
  opening_value numeric(18,2) not null,
  additions numeric(18,2) not null default 0,
  disposals numeric(18,2) not null default 0,
  depreciation numeric(18,2) not null default 0,
  closing_value numeric(18,2) not null,
  primary key (company_id, financial_year_id, asset_number),
  foreign key (company_id, asset_number) references ledger.fixed_assets
);

-- Payroll: read only under a lease for the payroll part ----------------------------------------------------------------

alter table ledger.payslips
  add column period_starts_on date,
  add column period_ends_on date,
  add column document_id uuid,
  add foreign key (company_id, employee_number, document_id) references ledger.documents (company_id, employee_number, id);

create table ledger.payslip_lines (
  company_id uuid not null,
  employee_number text not null,
  paid_on date not null,
  line_no integer not null check (line_no > 0),
  kind text not null check (kind in ('pay', 'benefit', 'tax', 'employee_contribution', 'deduction', 'employer_contribution')),
  name text not null,
  quantity numeric(18,4),
  unit_price numeric(18,4),
  amount numeric(18,2) not null,
  primary key (company_id, employee_number, paid_on, line_no),
  foreign key (company_id, employee_number, paid_on) references ledger.payslips
);

create table ledger.working_time (
  company_id uuid not null,
  employee_number text not null,
  worked_on date not null,
  kind text not null check (kind in ('regular', 'additional', 'overtime', 'sunday', 'on_call', 'night')),
  hours numeric(6,2) not null check (hours >= 0),
  primary key (company_id, employee_number, worked_on, kind),
  foreign key (company_id, employee_number) references ledger.employees
);

-- One row for each holiday credit year (1 April - 31 March in Finland) or holiday taken.
create table ledger.holidays (
  company_id uuid not null,
  employee_number text not null,
  -- The credit year in which the days were earned, by its last day.
  credit_year_ends_on date not null,
  entry_no integer not null check (entry_no > 0),
  kind text not null check (kind in ('earned', 'taken', 'paid_instead')),
  starts_on date,
  ends_on date,
  days numeric(6,2) not null,
  pay numeric(18,2),
  primary key (company_id, employee_number, credit_year_ends_on, entry_no),
  foreign key (company_id, employee_number) references ledger.employees
);

-- Whose files these are is asked at every look at a document.
create index vouchers_of_payroll on ledger.vouchers (company_id, financial_year_id, seq) where kind = 'payroll';

-- A lease is for the books or for the payroll; policies of the payroll's tables look at it too.
alter table ledger.export_lease add column part text not null default 'books' check (part in ('books', 'payroll'));

-- Counts only, as before, of the new tables too.
create or replace function ledger.survey(p_company uuid)
returns table (financial_year_id uuid, material text, records bigint, debit numeric, credit numeric)
language sql stable security definer set search_path = ''
as $$
  select l.financial_year_id, 'voucher_lines', count(*), sum(l.debit), sum(l.credit)
    from ledger.voucher_lines l where l.company_id = p_company group by 1
  union all
  select v.financial_year_id, 'vouchers', count(*), null, null
    from ledger.vouchers v where v.company_id = p_company group by 1
  union all
  select v.financial_year_id, 'payroll_vouchers', count(*), null, null
    from ledger.vouchers v where v.company_id = p_company and v.kind = 'payroll' group by 1
  union all
  select a.financial_year_id, 'accounts', count(*), null, null
    from ledger.accounts a where a.company_id = p_company group by 1
  union all
  select s.financial_year_id, 'voucher_series', count(*), null, null
    from ledger.voucher_series s where s.company_id = p_company group by 1
  union all
  select f.financial_year_id, 'fixed_assets', count(*), null, null
    from ledger.fixed_asset_years f where f.company_id = p_company group by 1
  union all
  select m.financial_year_id, 'retention_marks:' || m.basis, count(*), null, null
    from ledger.retention_marks m where m.company_id = p_company group by 1, 2
  union all
  -- Those of the books by themselves: a lease for the books shows no others.
  select d.financial_year_id,
         case when d.kind in ('payroll_report', 'payslip', 'working_time_record', 'holiday_record') or d.employee_number is not null
                or d.id in (select vd.document_id from ledger.voucher_documents vd
                             join ledger.vouchers v
                               on (v.company_id, v.financial_year_id, v.seq) = (vd.company_id, vd.financial_year_id, vd.voucher_seq)
                            where v.company_id = p_company and v.kind = 'payroll')
              then 'payroll_documents:' else 'documents:' end || d.kind, count(*), null, null
    from ledger.documents d where d.company_id = p_company group by 1, 2
  union all
  select r.financial_year_id, 'tax_returns:' || r.kind, count(*), null, null
    from ledger.tax_returns r where r.company_id = p_company group by 1, 2
  union all
  select p.financial_year_id, 'payslips', count(*), null, null
    from ledger.payslips p where p.company_id = p_company group by 1
  union all
  select p.financial_year_id, 'payslip_lines', count(*), null, null
    from ledger.payslip_lines l join ledger.payslips p using (company_id, employee_number, paid_on)
   where p.company_id = p_company group by 1
  union all
  select null, 'parties:' || p.kind, count(*), null, null
    from ledger.parties p where p.company_id = p_company group by 2
  union all
  select null, 'tax_codes', count(*), null, null from ledger.tax_codes t where t.company_id = p_company having count(*) > 0
  union all
  select null, 'dimensions', count(*), null, null from ledger.dimensions t where t.company_id = p_company having count(*) > 0
  union all
  select null, 'employees', count(*), null, null from ledger.employees e where e.company_id = p_company having count(*) > 0
  union all
  select null, 'working_time', count(*), null, null from ledger.working_time w where w.company_id = p_company having count(*) > 0
  union all
  select null, 'holidays', count(*), null, null from ledger.holidays h where h.company_id = p_company having count(*) > 0
$$;

-- What the law's rules need to know beyond the years, and nothing of anybody's content: no names, no amounts.
create function ledger.scope_facts(p_company uuid)
returns table (fact text, financial_year_id uuid, basis text, day date, until date, employee_number text, record_year integer, records bigint)
language sql stable security definer set search_path = ''
as $$
  -- Vouchers with a retention of their own, by year, basis and starting day.
  select 'mark', m.financial_year_id, m.basis, m.starts_on, null::date, null::text, null::integer, count(*)
    from ledger.retention_marks m where m.company_id = p_company group by 2, 3, 4
  union all
  -- Of them those of the payroll's vouchers, whose files are in the payroll's archive.
  select 'payroll_mark', m.financial_year_id, m.basis, m.starts_on, null::date, null::text, null::integer, count(*)
    from ledger.retention_marks m
    join ledger.vouchers v
      on (v.company_id, v.financial_year_id, v.seq) = (m.company_id, m.financial_year_id, m.voucher_seq) and v.kind = 'payroll'
   where m.company_id = p_company group by 2, 3, 4
  union all
  -- Employees: day is the first day of employment, until the last one or null.
  select 'employee', null, null, e.employed_from, e.employed_until, e.number, null, 1
    from ledger.employees e where e.company_id = p_company
  union all
  select 'working_time', null, null, null, null, w.employee_number, extract(year from w.worked_on)::integer, count(*)
    from ledger.working_time w where w.company_id = p_company group by 6, 7
  union all
  select 'holidays', null, null, null, null, h.employee_number, extract(year from h.credit_year_ends_on)::integer, count(*)
    from ledger.holidays h where h.company_id = p_company group by 6, 7
  union all
  select 'documents:' || d.kind, null, null, null, null, d.employee_number, d.record_year, count(*)
    from ledger.documents d
   where d.company_id = p_company and d.kind in ('working_time_record', 'holiday_record') group by 1, 6, 7
$$;
revoke all on function ledger.scope_facts(uuid) from public;

-- What the planner samples of a column, EXPLAIN tells anybody who may ask about the table, past every policy: a lease could search
-- for another company's names, or for what somebody earns. Of contents that no plan needs, nothing is sampled.
do $$
declare
  one record;
begin
  for one in
    select c.relname as t, a.attname as col
      from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'ledger'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
       and a.atttypid in ('text'::regtype, 'bpchar'::regtype, 'date'::regtype)
       and (a.attname in ('name', 'text', 'title', 'subject', 'description', 'note', 'method', 'file_name', 'sha256', 'street',
                          'postal_code', 'city', 'business_id', 'vat_number', 'employee_number', 'dated_on')
            or c.relname in ('employees', 'payslips', 'payslip_lines', 'working_time', 'holidays') and a.attname <> 'kind')
  loop
    execute format('alter table ledger.%I alter column %I set statistics 0', one.t, one.col);
    -- What was sampled before stays otherwise; earlier servers have no way to take it out.
    if current_setting('server_version_num')::integer >= 180000 then
      execute format('select pg_clear_attribute_stats(%L, %L, %L, false)', 'ledger', one.t, one.col);
    end if;
  end loop;
end $$;

-- The life of an export -----------------------------------------------------------------------------------------------

alter table console.export_request
  -- Payroll goes in an archive of its own, with its own permission and approval.
  add column part text not null default 'books' check (part in ('books', 'payroll')),
  -- [{kind: "leave_out" | "keep_until", yearEndsOn, material, until, reason, by, at}], as the approver sees them.
  add column adjustments jsonb not null default '[]',
  -- Another request whose scope this one runs again.
  add column rerun_of uuid references console.export_request,
  -- Since when it is failed: it ends by itself where nobody runs it again.
  add column failed_at timestamptz,
  -- When people's names and addresses were taken out, and what officers wrote, which may name people too.
  add column people_removed_at timestamptz,
  drop constraint export_request_state_check,
  add constraint export_request_state_check check (state in
    ('requested', 'scoped', 'approved', 'running', 'ready', 'handed_over', 'downloaded', 'retained', 'expired', 'erased',
     'failed', 'lapsed', 'refused', 'cancelled'));

-- Data Act (EU) 2023/2854 Article 25: the dates of a switch. Days are calendar days, Europe/Helsinki.
create table console.export_clock (
  request_id uuid primary key references console.export_request,
  notice_given_on date not null,
  -- 25(2)(d): at most two months.
  notice_ends_on date not null check (notice_ends_on >= notice_given_on),
  -- 25(2)(a): at most 30 calendar days after the notice; 25(4): longer, at most seven months, with its reason; 25(5): once at the
  -- customer's wish.
  transition_ends_on date not null check (transition_ends_on >= notice_ends_on),
  transition_basis text not null default 'thirty_days' check (transition_basis in ('thirty_days', 'technically_unfeasible', 'customer_extended')),
  transition_reason text,
  -- 25(4): the customer is told of the longer period within 14 working days of asking for the switch.
  unfeasible_told_on date,
  -- 25(2)(g): at least 30 calendar days after the transition.
  retrieval_ends_on date not null check (retrieval_ends_on >= transition_ends_on + 30),
  retrieval_reason text,
  -- When the service itself erased what it held, as somebody of the service told; the archive's own erasure is a row of export_erasure.
  service_erased_on date,
  -- Nobody recorded when notice was given: the law's own dates, counted from the day of the request.
  assumed boolean not null default false,
  updated_by uuid references console.staff,
  updated_at timestamptz not null default now(),
  constraint unfeasible_is_told check (transition_basis <> 'technically_unfeasible' or unfeasible_told_on is not null),
  constraint longer_has_reason check (transition_basis = 'thirty_days' or length(btrim(transition_reason)) >= 5)
);

-- Each warning and reminder is sent once.
create table console.export_notice (
  request_id uuid not null references console.export_request,
  kind text not null,
  due_on date not null,
  sent_at timestamptz not null default now(),
  primary key (request_id, kind, due_on)
);

-- An archive is one or several ZIPs, each a bag that opens by itself.
create table console.export_archive_part (
  run_id uuid not null references console.export_run,
  part integer not null check (part > 0),
  archive_key text not null,
  file_name text not null,
  bytes bigint not null,
  sha512 char(128) not null,
  sha256 char(64) not null,
  primary key (run_id, part)
);
alter table console.export_run
  -- `sha512sum -c` reads it; the signature is over its bytes.
  add column parts_manifest text,
  add column parts_signature bytea,
  -- When the files of an archive that was never handed over, or of a run that failed, were removed from the store.
  add column removed_at timestamptz,
  -- {certificate, timeStamp}: made (by whom, at), not configured, or failed and why: the archive says the same.
  add column seals jsonb;
alter table console.export_download
  add column part integer not null default 1,
  -- Whole: every byte of the part went out, in this request or in several.
  add column whole boolean not null default false;

-- The keys that archives were signed with, each from the first time on: whoever has an archive finds its key here for ever.
create table console.archive_signing_key (
  -- SHA-256 of the public key (DER, SPKI), in hex.
  fingerprint char(64) primary key,
  public_key_pem text not null,
  first_used_at timestamptz not null default now()
);

-- One officer proposes to erase an archive, another carries it out; what remains is that it was there.
create table console.export_erasure (
  request_id uuid primary key references console.export_request,
  proposed_by uuid not null references console.staff,
  proposed_at timestamptz not null default now(),
  reason text not null,
  approved_by uuid references console.staff,
  approved_at timestamptz,
  -- Taken back before its approval; a later proposal takes the row's place.
  withdrawn_at timestamptz,
  -- When the last file went, which the certificate says; noted first, so that one made anew says the same.
  files_gone_at timestamptz,
  erased_at timestamptz,
  -- [{fileName, bytes, sha512}] of what was erased.
  erased jsonb not null default '[]',
  -- Noted before the file is stored: whatever the worker is killed between, no certificate lies in the store that no row names.
  certificate_key text,
  certificate_sha256 char(64),
  error_code text,
  constraint another_person_erases check (approved_by is null or approved_by <> proposed_by),
  constraint erased_after_approval check (erased_at is null or (approved_by is not null and withdrawn_at is null))
);

-- What two people decided on stays as they did, and what was certified as it was.
create function console.keep_erasure() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.erased_at is not null then
    raise exception 'an erasure that was carried out cannot be changed' using errcode = 'check_violation';
  end if;
  if old.approved_by is not null
     and (new.request_id, new.proposed_by, new.proposed_at, new.approved_by, new.approved_at, new.withdrawn_at)
         is distinct from
         (old.request_id, old.proposed_by, old.proposed_at, old.approved_by, old.approved_at, old.withdrawn_at) then
    raise exception 'an approved erasure cannot be changed' using errcode = 'check_violation';
  end if;
  -- Its reason may name people: it goes with them when the erasure is carried out, and not before.
  if old.approved_by is not null and new.reason <> old.reason
     and not (new.erased_at is not null and new.reason ~ '^Removed on \d{4}-\d\d-\d\d$') then
    raise exception 'an approved erasure cannot be changed' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_erasure before update on console.export_erasure
  for each row execute function console.keep_erasure();

-- The dates of every export in a calendar program, under an address of each officer's own, as with the shifts on call.
create table console.export_feed (
  token_sha256 char(64) primary key,
  staff_id uuid not null references console.staff,
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);
create unique index one_export_feed_each on console.export_feed (staff_id) where revoked_at is null;

-- What stands where an officer's own words stood: they may name people, and go with them. The day is Helsinki's.
create function console.removed_text(at timestamptz) returns text language sql stable set search_path = '' as $$
  select 'Removed on ' || to_char(at at time zone 'Europe/Helsinki', 'YYYY-MM-DD')
$$;

create function console.without_reasons(adjustments jsonb, said text) returns jsonb
language sql immutable strict set search_path = '' as $$
  select coalesce(jsonb_agg(one.value || jsonb_build_object('reason', said) order by one.ordinality), '[]')
    from jsonb_array_elements(adjustments) with ordinality one
$$;

-- A decision of a scope, without the words of an officer in it; the code stays.
create function console.without_sentence(decision jsonb, said text) returns jsonb
language sql immutable strict set search_path = '' as $$
  select case when decision #>> '{reason,code}' in ('left_out_by_officer', 'kept_longer_by_officer')
              then jsonb_set(decision, '{reason,sentence}', to_jsonb(said)) else decision end
$$;

-- The decisions of a year, and of the vouchers in it that outlive it.
create function console.without_sentences(decisions jsonb, said text) returns jsonb
language sql immutable strict set search_path = '' as $$
  select coalesce(jsonb_agg(
           console.without_sentence(one.value, said)
           || case when one.value ? 'marked' then jsonb_build_object('marked', (
                select coalesce(jsonb_agg(console.without_sentence(mark.value, said) order by mark.ordinality), '[]')
                  from jsonb_array_elements(one.value -> 'marked') with ordinality mark))
              else '{}' end
           order by one.ordinality), '[]')
    from jsonb_array_elements(decisions) with ordinality one
$$;

-- A recorded scope without employees (by number, with days that follow from when they left) and without officers' words.
create function console.without_people(scope jsonb, said text) returns jsonb
language sql immutable strict set search_path = '' as $$
  select scope
    || case when scope ? 'records' then '{"records": []}'::jsonb else '{}' end
    || case when scope ? 'adjustments'
            then jsonb_build_object('adjustments', console.without_reasons(scope -> 'adjustments', said)) else '{}' end
    || case when scope ? 'years'
            then jsonb_build_object('years', (
                   select coalesce(jsonb_agg(
                            one.value || case when one.value ? 'materials' then jsonb_build_object(
                              'materials', console.without_sentences(one.value -> 'materials', said)) else '{}' end
                            order by one.ordinality), '[]')
                     from jsonb_array_elements(scope -> 'years') with ordinality one))
            else '{}' end
$$;

-- After the erasure nothing is left of whom it was sent to, and nothing of people in a request that ended without an archive;
-- until then an approved request stays as it was approved. Where its people go, nothing but blanks is written, and once.
create or replace function console.keep_request() returns trigger language plpgsql set search_path = '' as $$
declare
  going_on text[] := array['state', 'version', 'ended_by', 'ended_at', 'end_reason', 'failed_at'];
  of_people constant text[] := array['recipient_name', 'recipient_email', 'recipient_phone', 'requester_name', 'scope',
                                     'adjustments', 'people_removed_at'];
  said constant text := console.removed_text(new.people_removed_at);
  blanked constant boolean :=
    old.people_removed_at is null and new.people_removed_at is not null
    and new.recipient_name = '' and new.recipient_email = '' and new.recipient_phone = '' and new.requester_name = ''
    and new.end_reason is not distinct from (case when old.end_reason is not null then said end)
    and new.adjustments = console.without_reasons(old.adjustments, said)
    and new.scope is not distinct from console.without_people(old.scope, said);
begin
  if (new.id, new.company_id, new.part, new.requested_by, new.requested_at)
     is distinct from (old.id, old.company_id, old.part, old.requested_by, old.requested_at) then
    raise exception 'whose books are asked for, and by whom, cannot be changed' using errcode = 'check_violation';
  end if;
  if old.state = 'erased' and new.state <> 'erased' then
    raise exception 'an erased archive stays erased' using errcode = 'check_violation';
  end if;
  if new.state = 'erased' and old.state <> 'erased' then
    if not exists (select from console.export_erasure erasure
                    where erasure.request_id = new.id and erasure.approved_by is not null and erasure.withdrawn_at is null
                      and erasure.erased_at is not null) then
      raise exception 'two people decide on an erasure before it is carried out' using errcode = 'check_violation';
    end if;
    if blanked then
      going_on := going_on || of_people;
    end if;
  end if;
  -- The worker alone, 30 days after the end: a request that goes on, or whose files are still in the store, keeps its people.
  if blanked and old.state in ('refused', 'cancelled', 'lapsed') and new.state = old.state
     and current_user = current_database() || '_worker'
     and (new.people_removed_at at time zone 'Europe/Helsinki')::date >= (old.ended_at at time zone 'Europe/Helsinki')::date + 30
     and not exists (select from console.export_run run where run.request_id = new.id and run.removed_at is null) then
    going_on := going_on || of_people;
  end if;
  -- Every column but those that tell how it goes on: one that is added later is protected too.
  if old.approved_by is not null
     and to_jsonb(new) - going_on is distinct from to_jsonb(old) - going_on then
    raise exception 'an approved request cannot be changed' using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- What failed before is given its time from now on.
update console.export_request set failed_at = now() where state = 'failed';

insert into console.export_archive_part (run_id, part, archive_key, file_name, bytes, sha512, sha256)
select run.id, 1, run.archive_key, 'archive-' || regexp_replace(request.business_id, '[^0-9A-Za-z-]', '', 'g') || '-' || request.number || '.zip',
       run.archive_bytes, run.archive_sha512, run.archive_sha256
  from console.export_run run join console.export_request request on request.id = run.request_id
 where run.state = 'ready' and run.archive_key is not null;

-- Who may ask for and approve payroll, which shows what each person earns; held beside export_officer.
alter table console.staff_role
  drop constraint staff_role_role_check,
  add constraint staff_role_role_check check (role in
    ('customer_service', 'release_manager', 'platform', 'export_officer', 'payroll_officer', 'administrator', 'auditor'));
