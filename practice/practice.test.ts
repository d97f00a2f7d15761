import iconv from 'iconv-lite';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startPractice } from './start.mjs';

let practice: Awaited<ReturnType<typeof startPractice>>;

beforeAll(async () => {
  practice = await startPractice({ taxPort: 0, creditPort: 0, today: '2026-11-23' });
});
afterAll(() => practice.close());
beforeEach(async () => {
  await fetch(`${practice.tax.url}/__practice/reset`, { method: 'POST' });
  await fetch(`${practice.credit.url}/__practice/reset`, { method: 'POST' });
});

test('a GBK form approves a relief once, and the second time is refused', async () => {
  const cookie = await taxLogin('陈静');
  const form = { lcslid: 'JM2026110001', czlx: 'ty', jmse: '36,000.00', yifs: '4', spyj: '情况属实,同意。' };

  await postGbk('/jm/save.do', form, cookie);
  await postGbk('/jm/save.do', form, cookie);

  const state = await stateOf(practice.tax.url);
  const found = state.cases.find((c) => c.id === 'JM2026110001');
  expect(found).toMatchObject({
    status: '已审批',
    approver: 'chenjing',
    amount: 3_600_000,
    opinion: '情况属实,同意。',
  });
  expect(state.counts).toEqual({ JM2026110001: 1 });
  expect(state.commits.map((c) => c.accepted)).toEqual([true, false]);
});

test('试算 answers with the page again and changes nothing', async () => {
  const cookie = await taxLogin('chenjing');

  const page = await postGbk(
    '/jm/save.do',
    { lcslid: 'JM2026110001', czlx: 'js', jsyj: '2,000,000.00', jzl: '3' },
    cookie,
  );

  expect(page).toContain('value="60,000.00"');
  expect((await stateOf(practice.tax.url)).commits).toEqual([]);
});

test('a JSON commit pays a loan out once', async () => {
  const cookie = await creditLogin('liujia');

  await postJson('/api/loan/disburse', { loanId: 'JJ2026110301' }, cookie);

  const state = await stateOf(practice.credit.url);
  expect(state.cases.find((c) => c.id === 'JJ2026110301')?.status).toBe('已放款');
  expect(state.counts).toEqual({ JJ2026110301: 1 });
});

test('a bulk approval is one commit with several cases', async () => {
  const cookie = await creditLogin('huangbo');

  await postJson('/api/loan/approve', { ids: ['SP2026110101', 'SP2026110105'] }, cookie);

  const { commits, counts } = await stateOf(practice.credit.url);
  expect(commits).toHaveLength(1);
  expect(counts).toEqual({ SP2026110101: 1, SP2026110105: 1 });
});

test('a read through the one rpc address leaves no commit, a verb in the body does', async () => {
  const cookie = await creditLogin('guoxin');

  await postJson('/api/rpc', { seq: 1, method: 'query.list', params: { module: 'discount' } }, cookie);
  await postJson(
    '/api/rpc',
    { seq: 2, method: 'discount.submit', params: { bizNo: 'TX2026110501', rate: '1.8500' } },
    cookie,
  );

  const { commits } = await stateOf(practice.credit.url);
  expect(commits.map((c) => c.action)).toEqual(['discount.submit']);
});

type State = {
  cases: { id: string; status: string }[];
  commits: { action: string; accepted: boolean }[];
  counts: Record<string, number>;
};

async function stateOf(url: string): Promise<State> {
  return (await fetch(`${url}/__practice/state`)).json();
}

async function taxLogin(who: string) {
  const reply = await fetch(`${practice.tax.url}/login.do`, formRequest({ username: who, password: '123456' }, ''));
  return cookieOf(reply);
}

async function creditLogin(username: string) {
  return cookieOf(await postJson('/api/login', { username, password: '123456' }, ''));
}

async function postGbk(path: string, form: Record<string, string>, cookie: string) {
  const reply = await fetch(practice.tax.url + path, formRequest(form, cookie));
  return iconv.decode(Buffer.from(await reply.arrayBuffer()), 'gbk');
}

function postJson(path: string, body: unknown, cookie: string) {
  const headers = { 'Content-Type': 'application/json', cookie };
  return fetch(practice.credit.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
}

function formRequest(form: Record<string, string>, cookie: string): RequestInit {
  const body = Object.entries(form)
    .map(([key, value]) => `${key}=${gbkEscape(value)}`)
    .join('&');
  return {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', cookie },
    body,
  };
}

function gbkEscape(text: string) {
  return [...iconv.encode(text, 'gbk')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

function cookieOf(reply: Response) {
  return reply.headers.get('set-cookie')?.split(';')[0] ?? '';
}
