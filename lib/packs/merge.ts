import type {
  ActionSpec,
  Adapter,
  Calendar,
  LevelScheme,
  Pack,
  Person,
  Profile,
  RiskPoint,
  Rule,
  ScoringSettings,
  Text,
} from '@/lib/model';

/** Packs in force, as one library. */
export interface Library {
  packs: Pick<Pack, 'id' | 'version' | 'title'>[];
  scheme: LevelScheme;
  calendar: Calendar;
  actions: ActionSpec[];
  adapters: (Adapter & { pack: string })[];
  rules: (Rule & { pack: string })[];
  riskPoints: RiskPoint[];
  posts: Record<string, Text>;
  /** Regulations an officer may work under; levels by scheme id. */
  profiles: Profile[];
  schemes: LevelScheme[];
  /** Figures of scoring and rates: the first pack that has them. */
  scoring?: ScoringSettings;
  /** With the pack that lists them: who may speak for another clerk works on the same systems. */
  staff: (Person & { pack: string })[];
  /** Two packs say different things under one id: the first one stands. */
  conflicts: Conflict[];
}
export interface Conflict {
  kind: 'action' | 'adapter' | 'rule' | 'risk_point' | 'post' | 'person' | 'profile' | 'scheme';
  id: string;
  kept: string;
  dropped: string;
}

export interface MergeChoice {
  /** the bureau's own scheme or calendar; else the first pack's */ scheme?: LevelScheme;
  calendar?: Calendar;
}

/** Order of packs decides only who stands where two disagree. Undefined for no packs at all. */
export function mergePacks(packs: readonly Pack[], choice: MergeChoice = {}): Library | undefined {
  const [first] = packs;
  if (!first) return undefined;
  const scheme = choice.scheme ?? first.scheme;
  const conflicts: Conflict[] = [];
  const gather = <T>(
    kind: Conflict['kind'],
    list: (pack: Pack) => readonly T[],
    idOf: (x: T) => string,
  ): (T & { pack: string })[] => {
    const seen = new Map<string, T & { pack: string }>();
    for (const pack of packs)
      for (const item of list(pack)) {
        const id = idOf(item);
        const kept = seen.get(id);
        if (!kept) seen.set(id, { ...item, pack: pack.id });
        else if (!alike(kept, { ...item, pack: kept.pack }))
          conflicts.push({ kind, id, kept: kept.pack, dropped: pack.id });
      }
    return [...seen.values()];
  };
  const bare = <T extends { pack: string }>(list: T[]): Omit<T, 'pack'>[] => list.map(({ pack: _, ...rest }) => rest);
  const schemes = new Map(packs.map((p) => [p.id, p.scheme]));
  const scoring = packs.find((p) => p.scoring)?.scoring;
  return {
    ...(scoring ? { scoring } : {}),
    packs: packs.map(({ id, version, title }) => ({ id, version, title })),
    scheme,
    calendar: choice.calendar ?? first.calendar,
    actions: bare(
      gather(
        'action',
        (p) => p.actions,
        (a) => a.key,
      ),
    ),
    adapters: gather(
      'adapter',
      (p) => p.adapters,
      (a) => a.id,
    ),
    rules: gather(
      'rule',
      (p) => p.rules,
      (r) => r.id,
    ).map((rule) => inScheme(rule, schemes.get(rule.pack) ?? scheme, scheme)),
    riskPoints: bare(
      gather(
        'risk_point',
        (p) => p.riskPoints,
        (r) => r.id,
      ),
    ),
    posts: Object.fromEntries(
      gather(
        'post',
        (p) => Object.entries(p.posts).map(([id, text]) => ({ id, text })),
        (x) => x.id,
      ).map((x) => [x.id, x.text]),
    ),
    profiles: bare(
      gather(
        'profile',
        (p) => p.profiles ?? [],
        (x) => x.id,
      ),
    ),
    schemes: bare(
      gather(
        'scheme',
        (p) => [p.scheme, ...(p.schemes ?? [])],
        (x) => x.id,
      ),
    ),
    staff: gather(
      'person',
      (p) => p.staff,
      (x) => x.id,
    ),
    conflicts,
  };
}

/** Same content, whatever the order of keys, and wherever in its text a part of a condition stood. */
export const alike = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .filter(([k, v]) => v !== undefined && !(k === 'at' && 'op' in value))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
      .join(',')}}`;
  return JSON.stringify(value) ?? 'null';
}

/** A rule written for another level scheme takes the level of the same severity, or the gravest below it; its ask stays its own. */
function inScheme<R extends Rule>(rule: R, from: LevelScheme, to: LevelScheme): R {
  if (from === to || alike(from, to)) return rule;
  const keyIn = (key: string): string => {
    const level = from.levels.find((l) => l.key === key);
    const sorted = [...to.levels].sort((a, b) => a.severity - b.severity);
    return sorted.filter((l) => l.severity <= (level?.severity ?? 1)).at(-1)?.key ?? sorted[0]?.key ?? key;
  };
  const ask = rule.ask ?? from.levels.find((l) => l.key === rule.level)?.defaultAsk;
  return {
    ...rule,
    level: keyIn(rule.level),
    ...(ask ? { ask } : {}),
    ...(rule.raise ? { raise: rule.raise.map((r) => ({ ...r, ...(r.level ? { level: keyIn(r.level) } : {}) })) } : {}),
  };
}
