// The rules of all packs, and one of them as a draft: sentences in the middle, cases and changes beside.
import { useEffect, useState } from 'preact/hooks';
import type { RuleLine } from '@/lib/messages/admin-views';
import { Empty } from '@/components/ui/Banner';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { useLoaded } from '@/components/ui/useLoaded';
import { Ready } from '../shell';
import type { RuleRef } from './api';
import { Draft } from './Draft';
import type { AdminProps } from './index';

export const RuleEditor = (props: AdminProps & { chosen?: RuleRef }) => {
  const { api, language, say, a, chosen } = props;
  const [loaded, again] = useLoaded(() => api.rules(language), [api, language], 60_000);
  return (
    <Ready loaded={loaded} again={again} say={say}>
      {(rules) => (
        <div class="editor">
          <RuleList rules={rules} a={a} {...(chosen ? { chosen } : {})} />
          {chosen ? (
            <Draft key={`${chosen.pack}/${chosen.id}`} {...props} rule={chosen} listed={again} />
          ) : (
            <div class="edmain">
              <h1>{a('ed.title')}</h1>
              <Empty title={a('ed.choose')}>{a('ed.choose.more')}</Empty>
            </div>
          )}
        </div>
      )}
    </Ready>
  );
};

const RuleList = ({ rules, chosen, a }: { rules: RuleLine[]; chosen?: RuleRef; a: AdminProps['a'] }) => {
  const [text, setText] = useState('');
  const shown = rules.filter((rule) =>
    text
      .toLowerCase()
      .split(/\s+/)
      .every((word) => `${rule.id} ${rule.title} ${rule.pack}`.toLowerCase().includes(word)),
  );
  useEffect(() => {
    document.querySelector('.rulelist [aria-current]')?.scrollIntoView({ block: 'center' });
  }, [chosen?.id]);
  return (
    <nav class="rulelist" aria-label={a('ed.search')}>
      <input
        class="in"
        type="search"
        value={text}
        placeholder={a('ed.search')}
        aria-label={a('ed.search')}
        onInput={(e) => setText(e.currentTarget.value)}
      />
      <ul>
        {shown.map((rule) => (
          <li key={`${rule.pack}/${rule.id}`}>
            <a
              href={`#/rules/${rule.pack}/${rule.id}`}
              aria-current={chosen?.id === rule.id && chosen.pack === rule.pack ? 'page' : undefined}
            >
              <Level level={rule.level} quiet />
              <span>
                <b>
                  <Said text={rule.title} max={40} />
                </b>
                <span class="f12 m n">
                  {rule.id}
                  {rule.isDraft && <i class="tag">{a('ed.edited')}</i>}
                  {rule.runs && <i class="tag">{a('ed.try.mark')}</i>}
                  {(rule.status === 'observe' || rule.status === 'retired' || rule.status === 'draft') && (
                    <i class="tag">{a(`ed.status.${rule.status}`)}</i>
                  )}
                </span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};
