// A county's own system and its pack source, both on loopback: one page with one button that a rule of that pack holds.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Adapter, Pack, Revocation } from '@/lib/model';
import { aPack, aRule, TAX_ADAPTER } from './guard';
import { aRepository } from './repository';

const PAGE = `<!doctype html><meta charset="utf-8"><title></title><label>金额 <input name="amount" value="50000"></label>
<button type="button" id="ok" onclick="document.title='已提交'">审核通过</button>`;
export const SENTENCE = '金额较大，请核对';
/** Each of them switches the hold off. */
export const REVOKING: Revocation[] = [
  { kind: 'rule', id: 'big-relief' },
  { kind: 'action', id: 'relief.approve' },
  { kind: 'adapter', id: TAX_ADAPTER.id },
  { kind: 'system', id: TAX_ADAPTER.system },
];

export type County = Awaited<ReturnType<typeof openCounty>>;

export async function openCounty() {
  const server = createServer((request, response) => {
    const name = (request.url ?? '/').slice(1);
    const bytes = name === 'relief' ? PAGE : repo.files.get(name);
    response.writeHead(bytes ? 200 : 404, name === 'relief' ? { 'Content-Type': 'text/html; charset=utf-8' } : {});
    response.end(bytes);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const repo = await aRepository('ecdsa-sha2-nistp256', Date.now());
  const pack = packAt(at);
  const offer = { kind: 'pack', id: pack.id, version: pack.version, rollout: { stage: 'all' } };
  await repo.add('county.json', JSON.stringify(pack), offer);
  await repo.publish();
  return {
    page: `${at}relief`,
    /** As the bureau's policy names it. */
    source: { id: 'county', urls: [at], root: repo.text('1.root.json') },
    /** From the desk's next look on. */
    async revoke(...list: Revocation[]): Promise<void> {
      repo.timestamp['x-hulan-revoked'] = list;
      await repo.publish();
    },
    close: () => void server.close(),
  };
}

function packAt(at: string): Pack {
  const [page] = TAX_ADAPTER.pages;
  if (!page) throw new Error('a page');
  const adapter: Adapter = {
    ...TAX_ADAPTER,
    hosts: [new URL(at).host],
    pages: [
      {
        ...page,
        when: { url: { path: '/relief*' }, has: [{ name: 'amount' }], not: [] },
        fields: { amount: { from: [{ name: 'amount' }], unit: 'yuan' } },
        actions: [{ action: 'relief.approve', triggers: [{ click: { id: 'ok' } }], fields: {} }],
      },
    ],
  };
  const rule = aRule({ id: 'big-relief', sentence: { zh: SENTENCE, en: SENTENCE } });
  return aPack({ id: 'county', adapters: [adapter], rules: [rule] });
}
