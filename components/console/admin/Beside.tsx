// Beside the rule: its cases as they run now, and what the draft changes in words.
import type { ComponentChildren } from 'preact';
import type { CaseView, EditorView } from '@/lib/messages/admin-views';
import { Icon } from '@/components/ui/Icon';
import { ICONS } from '@/components/ui/icons';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import type { A } from './words';

export const Beside = ({ view, a, children }: { view: EditorView; a: A; children: ComponentChildren }) => {
  const bad = view.tried.filter((t) => !t.ok).length;
  return (
    <aside class="edside" aria-label={a('ed.cases')}>
      <section>
        <header class="row">
          <h2>{a('ed.cases')}</h2>
          <span class="m f12" role="status">
            {a('ed.cases.sum', { ok: view.tried.length - bad, bad })}
          </span>
        </header>
        {view.tried.length === 0 && <p class="m">{a('ed.cases.none')}</p>}
        <ul class="cases">
          {view.tried.map((kase, i) => (
            <Case key={i} kase={kase} a={a} />
          ))}
        </ul>
      </section>
      {children}
      <section>
        <h2>{a('ed.changes')}</h2>
        {view.changes.length === 0 ? (
          <p class="m">{a('ed.changes.none')}</p>
        ) : (
          <dl class="changes">
            {view.changes.map((c) => (
              <div key={c.what}>
                <dt>{c.what}</dt>
                <dd>
                  <s class="m">
                    <Said text={c.before} max={200} />
                  </s>{' '}
                  → <Said text={c.after} max={200} />
                </dd>
              </div>
            ))}
          </dl>
        )}
      </section>
    </aside>
  );
};

const Case = ({ kase, a }: { kase: CaseView; a: A }) => (
  <li class={kase.ok ? '' : 'bad'}>
    {kase.ok || kase.got === 'not_run' ? (
      <Icon paths={kase.ok ? ICONS.check : ICONS.note} size={14} />
    ) : (
      <Level level={{ mark: 'red', word: a('ed.error') }} quiet />
    )}
    <span class="grow">
      <Said text={kase.say} max={80} />
      {!kase.ok && (
        <span class="f12 m2 casewhy">
          {a(`ed.got.${kase.got}`)}
          {kase.why && a('because', { why: kase.why.slice(0, 160) })}
        </span>
      )}
    </span>
    <span class="f12 m nw">{a(`ed.${kase.wanted}`)}</span>
  </li>
);
