-- One vendor and its five draft payables DK-1 to DK-5 of 100000 each step, with the ledger lines that make them approvable.
begin;

insert into entity (id, name, entity_class, control_code, country_id)
select 9001, '临江农资有限公司', 1, 'V9001', id from country where short_name = 'CN';

insert into company (entity_id, legal_name, tax_id) values (9001, '临江农资有限公司', '91530000MA6X');

insert into entity_credit_account (id, entity_id, entity_class, meta_number, curr, ar_ap_account_id)
select 9001, 9001, 1, 'V9001', 'CAD', account_id from account_link where description = 'AP' limit 1;

insert into ap (id, invnumber, transdate, duedate, approved, amount, netamount, curr, entity_credit_account, description)
select nextval('id'), 'DK-' || step, current_date, current_date + 30, false, step * 100000, step * 100000, 'CAD', 9001, '委托贷款发放'
from generate_series(1, 5) as step;

insert into acc_trans (trans_id, chart_id, amount, transdate, approved)
select ap.id, line.account_id, line.sign * ap.amount, ap.transdate, true
from ap cross join (
  (select account_id, 1 as sign from account_link where description = 'AP' limit 1)
  union all
  (select account_id, -1 from account_link where description like 'AP\_amount%' limit 1)
) as line
where not ap.approved;

commit;
