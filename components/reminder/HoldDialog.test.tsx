// @vitest-environment jsdom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { HoldOutcome, HoldView } from '@/lib/model';
import { sayer } from '@/components/texts';
import { reminder as en } from '@/components/texts/en/reminder';
import { reminder as zh } from '@/components/texts/zh/reminder';
import { HoldDialog, type HoldProps } from './HoldDialog';

const HEAD: HoldView['hits'][number] = {
  rule: 'contract-blank',
  ruleVersion: 2,
  level: { mark: 'red', word: '警示' },
  sentence: '合同金额为空。',
  because: '',
  facts: [{ label: '合同金额', actual: '空', bad: true }],
  checks: [],
  reasons: [],
  sources: [],
};

const view = (more: Partial<HoldView> = {}): HoldView => ({
  id: 'ev-00000001',
  language: 'zh',
  title: '放款已暂停',
  notDone: '资金尚未划出',
  ask: 'justification',
  backLabel: '返回修改',
  continueLabel: '说明理由并继续',
  notes: [],
  hits: [HEAD],
  need: {
    checks: [
      { id: 'a', text: '已核对合同' },
      { id: 'b', text: '已核对账户' },
    ],
    reason: 'text10',
    reasons: [{ id: 'signed', text: '原件已签' }],
  },
  ...more,
});

let root: HTMLElement;
let now: number;
const show = (v: HoldView, props: Partial<HoldProps> = {}) => {
  root = document.createElement('div');
  document.body.append(root);
  now = 0;
  const outcomes: HoldOutcome[] = [];
  const onDraft = vi.fn();
  act(() =>
    render(
      <HoldDialog
        view={v}
        say={sayer(v.language, { zh, en })}
        trusted={() => true}
        now={() => now}
        onOutcome={(o) => outcomes.push(o)}
        onDraft={onDraft}
        onCase={() => undefined}
        onSecond={async () => ({ ok: false, sentence: '' })}
        {...props}
      />,
      root,
    ),
  );
  now = 1000;
  return { outcomes, onDraft };
};
afterEach(() => {
  render(null, root);
  root.remove();
  vi.useRealTimers();
});

const button = (name: string): HTMLButtonElement => {
  const found = [...root.querySelectorAll('button')].find((b) => b.textContent?.includes(name));
  if (!found) throw new Error(`no button ${name}`);
  return found;
};
const doing = (what: () => void): void => {
  void act(what);
};
const press = (name: string): void => doing(() => button(name).click());
const key = (name: string, more: KeyboardEventInit = {}, on: Element = document.activeElement ?? root): void =>
  doing(() => {
    on.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...more }));
  });
const write = (text: string): void =>
  doing(() => {
    const area = root.querySelector('textarea');
    if (area) {
      area.value = text;
      area.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
const missing = (): string => root.querySelector('#hu-need b')?.textContent ?? '';
const REASON = '纸质合同已于前日签订，待上传。';

describe('the hold', () => {
  it('opens with the focus on the way back, and Esc takes it', () => {
    const { outcomes } = show(view());

    expect(document.activeElement?.textContent).toContain('返回修改');
    key('Escape');
    expect(outcomes).toEqual([{ kind: 'back' }]);
  });

  it('says what is missing and leads to the first gap', () => {
    const { outcomes } = show(view());
    expect(missing()).toBe('还差 2 项核对 · 理由还差 10 个字');

    press('说明理由并继续');
    expect(outcomes).toEqual([]);
    expect(document.activeElement).toBe(root.querySelectorAll('input[type=checkbox]')[0]);

    key('1', {}, root.querySelector('.body') ?? root);
    key('2', {}, root.querySelector('.body') ?? root);
    expect(missing()).toBe('理由还差 10 个字');
    press('说明理由并继续');
    expect(document.activeElement).toBe(root.querySelector('textarea'));
  });

  it('answers with ticks, reason and words once complete, by Ctrl+Enter', () => {
    const { outcomes, onDraft } = show(view());
    key('1');
    key('2');
    act(() => root.querySelector<HTMLInputElement>('input[type=radio]')?.click());
    write(REASON);

    expect(missing()).toBe('已齐，可以继续');
    key('Enter', { ctrlKey: true });
    expect(outcomes).toEqual([{ kind: 'continue', checks: ['a', 'b'], reasonId: 'signed', reasonText: REASON }]);
    expect(onDraft).toHaveBeenLastCalledWith(REASON);
  });

  it('answers once, however often it is pressed', () => {
    const { outcomes } = show(view());
    press('返回修改');
    press('返回修改');
    key('Escape');

    expect(outcomes).toHaveLength(1);
  });

  it('ignores what was meant for the page during the first half second', () => {
    const { outcomes } = show(
      view({ ask: 'checklist', need: { checks: [], reason: 'none', reasons: [] }, continueLabel: '继续' }),
    );
    now = 499;
    press('继续');
    key('Enter', { ctrlKey: true });
    expect(outcomes).toEqual([]);

    now = 501;
    press('继续');
    expect(outcomes).toEqual([{ kind: 'continue', checks: [] }]);
  });

  it.each([
    ['still held', { repeat: true }, 1000],
    ['within the first half second', {}, 100],
  ])('does not let an Enter %s press the focused button', (_say, more, at) => {
    show(view());
    now = at;
    const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...more });
    act(() => {
      document.activeElement?.dispatchEvent(event);
    });

    expect(event.defaultPrevented).toBe(true);
  });

  it('leaves keys to the input method while it composes', () => {
    const { outcomes } = show(view());
    key('Escape', { isComposing: true });
    key('1', { isComposing: true });
    key('Enter', { isComposing: true, ctrlKey: true });

    expect(outcomes).toEqual([]);
    expect(missing()).toContain('2 项核对');
  });

  it('types digits into the reason instead of ticking', () => {
    show(view());
    key('1', {}, root.querySelector('textarea') ?? root);

    expect(missing()).toContain('2 项核对');
  });

  it('takes no answer that no person gave', () => {
    const { outcomes } = show(view(), { trusted: () => false });
    press('返回修改');
    key('Escape');
    act(() => root.querySelector<HTMLInputElement>('input[type=checkbox]')?.click());

    expect(outcomes).toEqual([]);
    expect(missing()).toContain('2 项核对');
  });

  it('offers no way on when the act is forbidden', () => {
    show(view({ ask: 'stop' }));

    expect(root.querySelector('#hu-continue')).toBeNull();
    expect(root.textContent).toContain('本项不可继续');
  });

  it('counts characters, not bytes, and not the spaces around', () => {
    show(view({ need: { ...view().need, checks: [] } }));
    write('   𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷   ');

    expect(missing()).toBe('理由还差 1 个字');
  });

  it('shows words of the page as text', () => {
    const text = '<img src=x onerror=alert(1)>\u202Egnp.exe';
    show(
      view({
        hits: [
          {
            ...HEAD,
            sentence: text,
            sources: [{ title: text, href: 'javascript:alert(1)', checked: false }],
          },
        ],
      }),
    );

    expect(root.querySelector('img, a')).toBeNull();
    expect(root.querySelector('#hu-say')?.textContent).toBe('<img src=x onerror=alert(1)>gnp.exe');
  });

  it('cuts ten megabytes to a line', () => {
    show(view({ hits: [{ ...HEAD, sentence: 'A'.repeat(10_000_000) }] }));

    expect(root.querySelector('#hu-say')?.textContent?.length).toBe(240);
  });
});

describe('"this is wrong"', () => {
  const wrong = (): void => {
    const pill = [...root.querySelectorAll('label')].find((l) => l.textContent?.includes('提醒与实际不符'));
    act(() => pill?.querySelector('input')?.click());
  };
  const write = (text: string): void => {
    const area = root.querySelector('textarea');
    if (!area) throw new Error('nowhere to write');
    area.value = text;
    act(() => void area.dispatchEvent(new Event('input', { bubbles: true })));
  };
  const goOn = (): void => {
    act(() => root.querySelector<HTMLElement>('#hu-continue')?.click());
  };
  const need = view().need;

  it.each([
    ['a checklist', { ask: 'checklist', need: { ...need, reason: 'none', reasons: [] } }],
    ['a justification', { ask: 'justification', need: { ...need, reason: 'pick' } }],
    [
      'a second person',
      { ask: 'second_person', need: { ...need, second: { posts: ['review'], postNames: '审查岗', candidates: [] } } },
    ],
  ] as const satisfies [string, Partial<HoldView>][])(
    'lets an act go on with words alone where %s is asked for',
    (_ask, more) => {
      const { outcomes } = show(view({ ...more }));
      wrong();
      goOn();
      expect(outcomes).toEqual([]);

      write('本户合同已另行归档，提醒不适用。');
      goOn();

      expect(outcomes).toEqual([
        { kind: 'continue', checks: [], reasonId: 'rule-is-wrong', reasonText: '本户合同已另行归档，提醒不适用。' },
      ]);
    },
  );

  it('is the rule’s own word for it where it has one', () => {
    const own = { id: 'not-so', text: '提醒与实际不符', wrongRule: true };
    const { outcomes } = show(view({ need: { ...need, reasons: [own] } }));
    wrong();
    write('本户合同已另行归档，提醒不适用。');
    goOn();

    expect(outcomes).toMatchObject([{ kind: 'continue', reasonId: 'not-so' }]);
  });

  it('is taken back by going on with the checks', () => {
    const { outcomes } = show(view({ ask: 'checklist', need: { ...need, reason: 'none', reasons: [] } }));
    wrong();
    for (const box of root.querySelectorAll<HTMLInputElement>('.cl input')) act(() => box.click());
    goOn();

    expect(outcomes).toEqual([{ kind: 'continue', checks: ['a', 'b'] }]);
  });

  it('is no way on at a stop', () => {
    show(view({ ask: 'stop' }));

    expect(root.textContent).not.toContain('提醒与实际不符');
    expect(root.querySelector('#hu-continue')).toBeNull();
  });
});

describe('the second person', () => {
  const people = [{ id: 'p2', name: '李文博', posts: ['review'], unit: '风险部' }];
  const asked = (candidates = people): HoldView =>
    view({
      ask: 'second_person',
      continueLabel: '双人确认并放款',
      need: {
        checks: [{ id: 'a', text: '已核对' }],
        reason: 'text10',
        reasons: [],
        second: { posts: ['review'], postNames: '审查岗', candidates },
      },
    });
  const toSecond = (): void => {
    key('1');
    write(REASON);
    press('下一步');
  };

  it('comes after the form and is part of the answer', async () => {
    const { outcomes } = show(asked(), { onSecond: async () => ({ ok: true, ticket: 't', at: 5, post: 'review' }) });
    toSecond();
    expect(missing()).toBe('还差第二人确认');

    await act(async () => {
      button('在本机确认').click();
      await new Promise((done) => setTimeout(done));
    });
    press('双人确认并放款');

    expect(outcomes).toEqual([
      {
        kind: 'continue',
        checks: ['a'],
        reasonText: REASON,
        second: { person: 'p2', post: 'review', way: 'local_pin', at: 5, ticket: 't' },
      },
    ]);
  });

  it('leaves only the way back after a refusal, and shows its sentence', async () => {
    show(asked(), { onSecond: async () => ({ ok: false, sentence: '未见原件', refused: true }) });
    toSecond();
    await act(async () => {
      button('在本机确认').click();
      await new Promise((done) => setTimeout(done));
    });

    expect(root.textContent).toContain('未见原件');
    expect(root.querySelector('#hu-continue')).toBeNull();
  });

  it('may be asked again when the window brought no answer', async () => {
    show(asked());
    toSecond();
    await act(async () => {
      button('在本机确认').click();
      await new Promise((done) => setTimeout(done));
    });

    expect(root.textContent).toContain('未得到确认');
    expect(button('重新请求').disabled).toBe(false);
  });

  it('may be noted as unavailable at once when nobody is eligible, after ten minutes otherwise', () => {
    vi.useFakeTimers();
    show(asked());
    toSecond();
    expect(root.textContent).not.toContain('无人可确认，注明后继续');

    act(() => {
      vi.advanceTimersByTime(10 * 60_000);
    });
    expect(root.textContent).toContain('无人可确认，注明后继续');
    render(null, root);

    const { outcomes } = show(asked([]));
    toSecond();
    act(() => {
      vi.advanceTimersByTime(5000);
    });
    press('无人可确认');
    press('双人确认并放款');
    expect(outcomes).toMatchObject([{ second: { way: 'none_available', post: 'review' } }]);
  });
});
