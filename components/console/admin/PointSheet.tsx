// One risk point: its score as a formula, how it shows, measures, the rules that guard it, and the scoring sheet.
import type { LibraryView, PointView } from '@/lib/messages/admin-views';
import { Empty } from '@/components/ui/Banner';
import { Button } from '@/components/ui/Button';
import { Level } from '@/components/ui/Level';
import { Said } from '@/components/ui/Said';
import { useLoaded } from '@/components/ui/useLoaded';
import { goTo } from '../route';
import { Ready } from '../shell';
import type { AdminProps } from './index';
import { ScoreForm } from './ScoreForm';
import { powerWord } from './words';

export const PointSheet = ({
  id,
  trees,
  saved,
  ...props
}: AdminProps & { id: string; trees: LibraryView['trees']; saved: () => void }) => {
  const { api, language, say, a } = props;
  const [loaded, again] = useLoaded(() => api.point(id, language), [api, id, language], 60_000);
  return (
    <aside class="panelbox sheet" aria-label={a('lib.point')}>
      <Ready loaded={loaded} again={again} say={say}>
        {({ point }) =>
          point ? (
            <>
              <header class="row">
                <h2>
                  <Said text={point.line.title} max={80} />
                </h2>
                <span class="tag">{powerWord(a, point.line.power)}</span>
                <span class="sp" />
                <Button size="small" onPress={() => goTo('#/library')}>
                  {a('lib.close')}
                </Button>
              </header>
              <ScoreForm
                key={point.sheets.length}
                {...props}
                point={point}
                of={trees[point.line.tree] ?? 0}
                saved={() => {
                  again();
                  saved();
                }}
              />
              <Told point={point} a={a} />
            </>
          ) : (
            <Empty title={a('lib.empty')} />
          )
        }
      </Ready>
    </aside>
  );
};

const Told = ({ point, a }: { point: PointView; a: AdminProps['a'] }) => (
  <div class="told">
    <h3>{a('sheet.behaviour')}</h3>
    <p>
      <Said text={point.behaviour} max={300} />
    </p>
    <h3>{a('sheet.measures')}</h3>
    {point.measures.length ? (
      <ul class="bullets">
        {point.measures.map((m) => (
          <li key={m}>
            <Said text={m} max={200} />
          </li>
        ))}
      </ul>
    ) : (
      <p class="m">{a('sheet.measures.none')}</p>
    )}
    <h3>{a('sheet.rules')}</h3>
    {point.rules.length ? (
      <ul class="guards">
        {point.rules.map((rule) => (
          <li key={`${rule.pack}/${rule.id}`} class="row">
            <Level level={rule.level} />
            <a href={`#/rules/${rule.pack}/${rule.id}`}>{rule.title}</a>
            <span class="n m">{rule.id}</span>
          </li>
        ))}
      </ul>
    ) : (
      <p class="m">{a('sheet.rules.none')}</p>
    )}
    {point.toWrite.length > 0 && (
      <p class="f12 m">{a('sheet.rules.towrite', { list: point.toWrite.join(a('and')) })}</p>
    )}
    {point.templates.length > 0 && (
      <p class="f12 m">{a('sheet.rules.templates', { list: point.templates.join(a('and')) })}</p>
    )}
    <p class="f12 m">
      {a('sheet.source', { title: point.source.title })}
      {point.source.article && ` · ${point.source.article}`}
      {point.source.origin && ` · ${a(`origin.${point.source.origin}`)}`}
    </p>
    {point.note && (
      <p class="f12 m">
        <Said text={point.note} max={300} />
      </p>
    )}
  </div>
);
