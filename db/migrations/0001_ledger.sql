-- The bookkeeping contract. A vendor can put views with the same columns in place of the tables.
-- Money is numeric(18,2), as in SAF-T (totalDigits 18, fractionDigits 2); never a float.
-- Every table that carries company_id is put under row-level security by db/roles.ts, from the catalogue.
create schema ledger;

create table ledger.companies (
  id uuid primary key default gen_random_uuid(),
  business_id text not null,
  country char(2) not null check (country ~ '^[A-Z]{2}$'),
  name text not null,
  legal_form text,
  vat_number text,
  street text,
  postal_code text,
  city text,
  address_country char(2),
  currency char(3) not null default 'EUR',
  unique (country, business_id)
);

create table ledger.financial_years (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references ledger.companies,
  starts_on date not null,
  ends_on date not null check (ends_on > starts_on),
  -- The day the statements were drawn up; null while the year is open.
  closed_on date,
  unique (company_id, starts_on),
  unique (company_id, ends_on)
);

create table ledger.accounts (
  company_id uuid not null references ledger.companies,
  financial_year_id uuid not null references ledger.financial_years,
  number text not null,
  name text not null,
  type text not null check (type in ('asset', 'liability', 'equity', 'income', 'expense', 'unknown')),
  -- SRU code (SE), standard account (NO), Raportointikoodisto code (FI).
  standard_code text,
  -- Debit positive, credit negative.
  opening_balance numeric(18,2) not null default 0,
  -- As the source states it; null when the source states none.
  declared_closing_balance numeric(18,2),
  -- False when vouchers or balances use a number that the source never declared.
  declared boolean not null default true,
  primary key (company_id, financial_year_id, number)
);

create table ledger.dimensions (
  company_id uuid not null references ledger.companies,
  code text not null,
  name text not null,
  parent_code text,
  primary key (company_id, code)
);

create table ledger.dimension_values (
  company_id uuid not null references ledger.companies,
  dimension_code text not null,
  code text not null,
  name text not null,
  primary key (company_id, dimension_code, code)
);

create table ledger.tax_codes (
  company_id uuid not null references ledger.companies,
  code text not null,
  description text not null,
  rate numeric(6,3),
  country char(2),
  standard_code text,
  primary key (company_id, code)
);

create table ledger.parties (
  company_id uuid not null references ledger.companies,
  kind text not null check (kind in ('customer', 'supplier')),
  number text not null,
  name text not null,
  business_id text,
  vat_number text,
  street text,
  postal_code text,
  city text,
  country char(2),
  account_number text,
  opening_balance numeric(18,2),
  closing_balance numeric(18,2),
  primary key (company_id, kind, number)
);

-- seq is the order of the year's journal: by date, then the order of the source (KPL 2:4 asks for a chronological journal).
create table ledger.vouchers (
  company_id uuid not null references ledger.companies,
  financial_year_id uuid not null references ledger.financial_years,
  seq integer not null check (seq > 0),
  series text not null default '',
  number text not null,
  date date not null,
  -- The day it was entered in the books, when the source tells.
  posting_date date,
  text text not null default '',
  -- What made it: a journal id, a system, a kind of voucher.
  source text not null default '',
  kind text not null default 'general' check (kind in ('general', 'sales', 'purchase', 'payroll', 'bank', 'vat', 'closing', 'notes', 'inventory')),
  primary key (company_id, financial_year_id, seq)
);
create index on ledger.vouchers (company_id, financial_year_id, series, number);

create table ledger.voucher_lines (
  company_id uuid not null,
  financial_year_id uuid not null,
  voucher_seq integer not null,
  line_no integer not null check (line_no > 0),
  account_number text not null,
  debit numeric(18,2) not null default 0,
  credit numeric(18,2) not null default 0,
  text text not null default '',
  currency char(3),
  currency_amount numeric(18,2),
  exchange_rate numeric(18,8),
  tax_code text,
  tax_base numeric(18,2),
  -- Positive on the line's own side, debit or credit.
  tax_amount numeric(18,2),
  quantity numeric(18,4),
  party_kind text,
  party_number text,
  -- Pairs of dimension code and value code, in the order of the source: [["1","100"],["6","P1"]]
  dimensions jsonb not null default '[]',
  primary key (company_id, financial_year_id, voucher_seq, line_no),
  foreign key (company_id, financial_year_id, voucher_seq) references ledger.vouchers,
  check (debit = 0 or credit = 0)
);
-- The general ledger is read in this order; without it each year is sorted on disk.
create index voucher_lines_by_account on ledger.voucher_lines (company_id, financial_year_id, account_number, voucher_seq, line_no);

-- Files as received. The bytes are in the document store under their SHA-256.
create table ledger.documents (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references ledger.companies,
  financial_year_id uuid not null references ledger.financial_years,
  kind text not null check (kind in ('voucher', 'financial_statements', 'management_report', 'vat_return', 'employer_return', 'balance_specification')),
  file_name text not null,
  media_type text not null,
  byte_size bigint not null check (byte_size >= 0),
  sha256 char(64) not null check (sha256 ~ '^[0-9a-f]{64}$')
);
create index on ledger.documents (company_id, financial_year_id, kind);

create table ledger.voucher_documents (
  company_id uuid not null,
  financial_year_id uuid not null,
  voucher_seq integer not null,
  document_id uuid not null references ledger.documents,
  primary key (company_id, financial_year_id, voucher_seq, document_id),
  foreign key (company_id, financial_year_id, voucher_seq) references ledger.vouchers
);

create table ledger.tax_returns (
  company_id uuid not null references ledger.companies,
  financial_year_id uuid not null references ledger.financial_years,
  kind text not null check (kind in ('vat', 'employer')),
  period_starts_on date not null,
  period_ends_on date not null,
  filed_on date,
  -- Field code to amount as a decimal string.
  figures jsonb not null default '{}',
  document_id uuid references ledger.documents,
  primary key (company_id, kind, period_starts_on)
);

create table ledger.employees (
  company_id uuid not null references ledger.companies,
  number text not null,
  name text not null,
  employed_from date not null,
  employed_until date,
  primary key (company_id, number)
);

create table ledger.payslips (
  company_id uuid not null,
  financial_year_id uuid not null references ledger.financial_years,
  employee_number text not null,
  paid_on date not null,
  gross numeric(18,2) not null,
  withheld_tax numeric(18,2) not null,
  net numeric(18,2) not null,
  primary key (company_id, employee_number, paid_on),
  foreign key (company_id, employee_number) references ledger.employees
);

-- One row per imported file and company; a file that is here already changes nothing.
create table ledger.import_files (
  company_id uuid not null references ledger.companies,
  sha256 char(64) not null,
  format text not null,
  file_name text not null,
  imported_at timestamptz not null default now(),
  summary jsonb not null,
  -- [{code, message, place, fix}]: repeated by the archive's completeness report.
  warnings jsonb not null default '[]',
  primary key (company_id, sha256)
);

-- What follows must never leave with an archive: the export role has no grant on it at all.
create table ledger.user_logins (
  company_id uuid not null references ledger.companies,
  user_name text not null,
  password_hash text not null,
  last_login_at timestamptz,
  primary key (company_id, user_name)
);
create table ledger.internal_notes (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references ledger.companies,
  written_at timestamptz not null,
  note text not null
);
create table ledger.voucher_drafts (
  id uuid primary key default gen_random_uuid(),
  company_id uuid not null references ledger.companies,
  draft jsonb not null
);
create table ledger.credentials (
  company_id uuid not null references ledger.companies,
  service text not null,
  secret text not null,
  primary key (company_id, service)
);

-- Which company a login role may read, and until when. Policies look here by session_user,
-- which no SET can change (a GUC could be switched by any injected SQL).
create table ledger.export_lease (
  role_name name primary key,
  company_id uuid not null,
  run_id uuid not null,
  expires_at timestamptz not null
);

-- Counts only, for the console's preview: the web role cannot read a single line of anybody's books.
create function ledger.survey(p_company uuid)
returns table (financial_year_id uuid, material text, records bigint, debit numeric, credit numeric)
language sql stable security definer set search_path = ''
as $$
  select l.financial_year_id, 'voucher_lines', count(*), sum(l.debit), sum(l.credit)
    from ledger.voucher_lines l where l.company_id = p_company group by 1
  union all
  select v.financial_year_id, 'vouchers', count(*), null, null
    from ledger.vouchers v where v.company_id = p_company group by 1
  union all
  select a.financial_year_id, 'accounts', count(*), null, null
    from ledger.accounts a where a.company_id = p_company group by 1
  union all
  select d.financial_year_id, 'documents:' || d.kind, count(*), null, null
    from ledger.documents d where d.company_id = p_company group by 1, 2
  union all
  select r.financial_year_id, 'tax_returns:' || r.kind, count(*), null, null
    from ledger.tax_returns r where r.company_id = p_company group by 1, 2
  union all
  select p.financial_year_id, 'payslips', count(*), null, null
    from ledger.payslips p where p.company_id = p_company group by 1
  union all
  select null, 'parties:' || p.kind, count(*), null, null
    from ledger.parties p where p.company_id = p_company group by 2
  union all
  select null, 'tax_codes', count(*), null, null from ledger.tax_codes t where t.company_id = p_company having count(*) > 0
  union all
  select null, 'dimensions', count(*), null, null from ledger.dimensions t where t.company_id = p_company having count(*) > 0
$$;
revoke all on function ledger.survey(uuid) from public;
