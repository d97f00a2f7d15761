"""Fills a new Tryton database with one cooperative, its ledger, three supplier invoices and two payments, all drafts."""
import datetime
import sys
from decimal import Decimal

from proteus import Model, Wizard, config

TODAY = datetime.date.today()
COOPERATIVE = '临江县农村信用合作联社'
INVOICES = {'临江农资有限公司': '850000', '王大山': '48000', '红河食品有限责任公司': '1200000'}
PAYMENTS = {'临江农资有限公司': '850000', '王大山': '48000'}


def the(model, *conditions):
    """The one record that fits, or a plain failure."""
    return Model.get(model).find(list(conditions))[0]


def new(model, **values):
    record = Model.get(model)(**values)
    record.save()
    return record


def close_setup_wizards():
    # open ones greet every log-in with a dialog
    for item in Model.get('ir.module.config_wizard.item').find([('state', '=', 'open')]):
        item.state = 'done'
        item.save()


def make_company(session):
    currency = Model.get('currency.currency')(
        name='人民币', symbol='¥', code='CNY', rounding=Decimal('0.01'), digits=2)
    currency.rates.new(rate=Decimal(1), date=datetime.date(2020, 1, 1))
    currency.save()
    wizard = Wizard('company.company.config')
    wizard.execute('company')
    wizard.form.party = new('party.party', name=COOPERATIVE)
    wizard.form.currency = currency
    wizard.execute('add')
    user = Model.get('res.user')
    session._context = user.get_preferences(True, session.context)
    return the('company.company'), currency


def make_chart(company):
    wizard = Wizard('account.create_chart')
    wizard.execute('account')
    wizard.form.account_template = the('account.account.template', ('parent', '=', None))
    wizard.form.company = company
    wizard.execute('create_account')
    wizard.form.account_receivable = the('account.account', ('type.receivable', '=', True))
    wizard.form.account_payable = the('account.account', ('type.payable', '=', True))
    wizard.execute('create_properties')


def make_fiscal_year(company):
    def sequence(model, type_name):
        return new(model, name=type_name, sequence_type=the('ir.sequence.type', ('name', '=', type_name)))

    year = Model.get('account.fiscalyear')(
        name=str(TODAY.year), company=company,
        start_date=TODAY.replace(month=1, day=1), end_date=TODAY.replace(month=12, day=31))
    year.post_move_sequence = sequence('ir.sequence', 'Account Move')
    invoices = sequence('ir.sequence.strict', 'Invoice')
    for kind in ('out_invoice', 'in_invoice', 'out_credit_note', 'in_credit_note'):
        setattr(year.invoice_sequences[0], kind + '_sequence', invoices)
    year.save()
    year.click('create_period')


def make_invoices(parties):
    expense = the('account.account', ('type.expense', '=', True))
    for name, amount in INVOICES.items():
        invoice = Model.get('account.invoice')(
            type='in', party=parties[name], invoice_date=TODAY, description='委托贷款发放款')
        line = invoice.lines.new()
        line.account, line.quantity, line.unit_price = expense, 1, Decimal(amount)
        line.description = '委托贷款发放款'
        invoice.save()


def make_payments(parties, company, currency):
    journal = new('account.payment.journal', name='手工付款', process_method='manual', currency=currency, company=company)
    for name, amount in PAYMENTS.items():
        new('account.payment', journal=journal, company=company, kind='payable', party=parties[name],
            amount=Decimal(amount), date=TODAY, description='放款')


def main():
    session = config.set_trytond('sqlite:///hulan', user='admin', config_file=sys.argv[1])
    close_setup_wizards()
    company, currency = make_company(session)
    make_chart(company)
    make_fiscal_year(company)
    parties = {name: new('party.party', name=name) for name in INVOICES}
    make_invoices(parties)
    make_payments(parties, company, currency)


main()
