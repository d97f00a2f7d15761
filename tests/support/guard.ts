// A worker's world for unit tests: a browser that remembers what it was told, a database in memory, packs from their builder.
import type { Platform, SeenRequest, Sender } from '@/lib/platform/types';
import { createOffice, createStore } from '@/lib/store';
import type { Store } from '@/lib/store';
import { maskText } from '@/lib/adapters/mask';
import { createGuard } from '@/lib/guard';
import type { Delivery, DeliveryHooks } from '@/lib/guard/deps';
import type { Envelope, MessageBody, MessageName, Reply } from '@/lib/messages';
import type { ActionEvent, ActionSpec, Adapter, Pack, Person, Rule } from '@/lib/model';

export const EXTENSION = 'abcdefghijklmnopabcdefghijklmnop';
export const PAGE_URL = 'http://tax.example:8081/relief';

export interface FakeBrowser extends Platform {
  /** What storage.local holds. */
  stored: Map<string, unknown>;
  files: Map<string, string>;
  time: number;
  permitted: Set<string>;
  policy: Record<string, unknown>;
  registered: Parameters<Platform['scripts']['register']>[0];
  injected: Parameters<Platform['scripts']['inject']>[0][];
  windowsOpened: string[];
  badges: Map<number | undefined, string>;
  sent: { tab: number; frame: number | undefined; message: unknown }[];
  /** Tabs and windows brought to the front; what our own pages and the desktop were told. */
  fronted: string[];
  told: string[];
  notified: { id: string; title: string; text: string }[];
  /** Alarms for one moment. */
  alarmsSet: Map<string, number>;
}

export function aBrowser(packs: readonly Pack[] = [aPack()]): FakeBrowser {
  const stored = new Map<string, unknown>();
  const files = new Map(packs.map((pack) => [`packs/${pack.id}.json`, JSON.stringify(pack)]));
  files.set(
    'packs/index.json',
    JSON.stringify({ packs: packs.map((pack) => ({ id: pack.id, file: `${pack.id}.json` })) }),
  );
  const copy = <T>(value: T): T => structuredClone(value);
  const started = 1_790_000_000_000;
  const fake: FakeBrowser = {
    stored,
    files,
    time: started,
    permitted: new Set(['http://tax.example/*']),
    policy: {},
    registered: [],
    injected: [],
    windowsOpened: [],
    badges: new Map(),
    sent: [],
    fronted: [],
    told: [],
    notified: [],
    alarmsSet: new Map(),
    own: { id: EXTENSION, base: `chrome-extension://${EXTENSION}/`, version: '0.1.0' },
    clock: { now: () => fake.time, mono: () => fake.time - started },
    random: (bytes) => Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('base64url'),
    local: {
      get: async (keys) =>
        Object.fromEntries(
          [...stored].filter(([key]) => keys === null || keys.includes(key)).map(([key, value]) => [key, copy(value)]),
        ),
      set: async (values) => {
        for (const [key, value] of Object.entries(values)) stored.set(key, copy(value));
      },
      remove: async (keys) => {
        for (const key of keys) stored.delete(key);
      },
    },
    managed: async () => fake.policy,
    file: async (path) => {
      const text = files.get(path);
      if (text === undefined) throw new Error(`no file ${path}`);
      return text;
    },
    permissions: { has: async (origin) => fake.permitted.has(origin) },
    scripts: {
      register: async (list) => {
        fake.registered = list;
      },
      inject: async (where) => {
        fake.injected.push(where);
      },
    },
    tabs: {
      at: async (patterns) => (patterns.length ? [7] : []),
      send: async (tab, frame, message) => {
        fake.sent.push({ tab, frame, message });
        return undefined;
      },
      url: async () => PAGE_URL,
      show: async (tab) => {
        fake.fronted.push(`tab ${tab}`);
        return true;
      },
      open: async (path) => {
        fake.windowsOpened.push(path);
      },
      openBehind: async (path) => {
        fake.windowsOpened.push(path);
      },
    },
    windows: {
      open: async (path) => {
        fake.windowsOpened.push(path);
        return 40 + fake.windowsOpened.length;
      },
      close: async () => undefined,
      show: async (window) => {
        fake.fronted.push(`window ${window}`);
        return true;
      },
      openFull: async (path) => {
        fake.windowsOpened.push(path);
        return 40 + fake.windowsOpened.length;
      },
    },
    tell: (message) => {
      fake.told.push(message);
    },
    notify: async (id, words) => {
      fake.notified.push({ id, ...words });
      return true;
    },
    notices: async () => true,
    idleAfter: () => undefined,
    roomLeft: async () => undefined,
    badge: {
      set: async (text, tab) => {
        fake.badges.set(tab, text);
      },
    },
    alarms: {
      every: async () => undefined,
      at: async (name, when) => {
        fake.alarmsSet.set(name, when);
      },
    },
    portsInPatterns: true,
  };
  return fake;
}

/** A worker on a database; a second one on the same name is the worker after it was killed. */
export function aWorker(
  browser: FakeBrowser,
  name: string,
  over: Partial<{
    store: Store;
    fits: (match: unknown, seen: SeenRequest) => boolean;
    deliver: (hooks: DeliveryHooks, store: Store) => Delivery;
  }> = {},
) {
  const store = over.store ?? createStore(name);
  const office = createOffice(`${name}-office`);
  const { deliver } = over;
  const wakes = createGuard({
    platform: browser,
    store,
    office,
    fits: over.fits ?? (() => true),
    words: () => ({}),
    mask: maskText,
    pinRounds: 10,
    ...(deliver ? { deliver: (hooks: DeliveryHooks) => deliver(hooks, store) } : {}),
  });
  const send = async <N extends MessageName>(by: Sender, message: N, body: MessageBody<N>): Promise<Reply<N>> => {
    const envelope: Envelope = { hulan: 1, name: message, body };
    const reply: unknown = await wakes.message(structuredClone(envelope), by);
    if (typeof reply === 'object' && reply !== null && 'hulanRefused' in reply)
      throw new Error(`refused: ${String(reply.hulanRefused)}`);
    return reply as Reply<N>;
  };
  return {
    store,
    office,
    wakes,
    page: <N extends MessageName>(message: N, body: MessageBody<N>) => send(PAGE, message, body),
    own: <N extends MessageName>(message: N, body: MessageBody<N>) => send(OWN, message, body),
    from: send,
  };
}

export const PAGE: Sender = {
  id: EXTENSION,
  url: PAGE_URL,
  origin: 'http://tax.example:8081',
  frameId: 0,
  documentId: 'doc-1',
  tab: { id: 7, url: PAGE_URL },
};
export const OWN: Sender = { id: EXTENSION, url: `chrome-extension://${EXTENSION}/popup.html` };

const t = (zh: string) => ({ zh, en: zh });

export const PEOPLE: Person[] = [
  { id: 'wangmin', name: '王敏', posts: ['hall'], unit: '云岭县税务局' },
  { id: 'zhaolei', name: '赵磊', posts: ['approver'], unit: '云岭县税务局' },
  { id: 'sunli', name: '孙丽', posts: ['approver'], unit: '云岭县税务局' },
];

export const RELIEF: ActionSpec = {
  key: 'relief.approve',
  title: t('缓缴审核'),
  effect: { what: t('审核'), done: t('提交') },
  subject: 'case_no',
  fields: {
    case_no: { type: 'id', label: t('文书号') },
    amount: { type: 'money', label: t('金额') },
    payer: { type: 'text', label: t('纳税人') },
    owner: { type: 'identity', label: t('法定代表人证件') },
    attachments: { type: 'int', label: t('附件数') },
  },
};

export function aRule(over: Partial<Rule> & Pick<Rule, 'id'>): Rule {
  return {
    version: 1,
    title: t(over.id),
    status: 'active',
    riskPoints: [],
    on: ['relief.approve'],
    when: 'before',
    scope: 'local',
    level: 'warn',
    ask: 'checklist',
    condition: {
      text: 'amount >= 1000',
      tree: {
        op: '>=',
        args: [
          { op: 'field', id: 'amount', at: [0, 6] },
          { op: 'num', text: '1000', at: [10, 14] },
        ],
      },
    },
    facts: {},
    params: {},
    let: {},
    sentence: t('{payer}金额 {amount}'),
    shows: [{ label: t('金额'), actual: '{amount}', field: 'amount', bad: true }],
    checks: [{ id: 'seen', text: t('已核对') }],
    reasons: [],
    sources: [],
    ...over,
  };
}

export const TAX_ADAPTER: Adapter = {
  id: 'tax-old',
  version: 3,
  title: t('征管系统'),
  system: 'tax',
  hosts: ['tax.example:8081'],
  pages: [
    {
      id: 'relief',
      title: t('缓缴审核'),
      when: { url: { path: '/relief*' }, has: [], not: [] },
      fields: {},
      actions: [
        {
          action: 'relief.approve',
          triggers: [{ click: { id: 'ok' } }, { request: { method: 'POST', path: '/relief/save' } }],
          fields: {},
        },
      ],
    },
  ],
};

export function aPack(over: Partial<Pack> = {}): Pack {
  return {
    format: 1,
    id: 'test',
    version: 1,
    title: t('测试包'),
    scheme: {
      id: 'three',
      version: 1,
      kind: 'warning',
      title: t('三级'),
      ordered: true,
      levels: [
        { key: 'hint', severity: 1, label: t('提示'), short: t('提示'), mark: 'blue', defaultAsk: 'notice' },
        { key: 'warn', severity: 2, label: t('关注'), short: t('关注'), mark: 'yellow', defaultAsk: 'checklist' },
      ],
    },
    calendar: { id: 'cal', version: 1, title: t('日历'), from: '09:00', to: '17:00', holidays: [], swapWork: [] },
    actions: [RELIEF],
    adapters: [TAX_ADAPTER],
    rules: [aRule({ id: 'big-relief' })],
    riskPoints: [],
    posts: { hall: t('办税服务厅岗'), approver: t('审批岗') },
    staff: PEOPLE,
    ...over,
  };
}

/** Distinct and long enough to be an event id. */
let made = 0;
export function anEvent(over: Partial<ActionEvent> & { amountFen?: number } = {}): ActionEvent {
  const { amountFen = 5_000_000, ...rest } = over;
  return {
    id: `event-${String(++made).padStart(6, '0')}`,
    action: 'relief.approve',
    system: 'tax',
    adapter: { id: 'tax-old', version: 3 },
    page: 'relief',
    at: 1_790_000_000_000,
    login: 'wangmin',
    signals: ['click'],
    fields: {
      case_no: { kind: 'read', value: 'HJ-2026-1' },
      amount: { kind: 'read', value: amountFen },
      payer: { kind: 'read', value: '恒泰建材' },
      owner: { kind: 'read', value: { kind: 'resident_id', masked: '4103**********0012', valid: true, same: [] } },
      attachments: { kind: 'unread', reason: 'no_element' },
    },
    ...rest,
  };
}
