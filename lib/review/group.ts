/** What grouping looks at. Subject: token or text of the taxpayer, borrower, document … never the operator. */
export interface Groupable {
  id: string;
  at: number;
  subject?: string;
  /** Family of the rule: its first risk point, else the rule itself. */
  family: string;
}
export interface Group {
  /** Id of its oldest member. */
  id: string;
  subject: string;
  family: string;
  from: number;
  to: number;
  members: string[];
}

const WINDOW = 30 * 86_400_000;

/**
 * Matters that belong together: same subject, same family of rules, no more than 30 days from one to the next. `split` names
 * matters a person took out of their group; `joined` those a person put into the group of another.
 */
export function groupsOf(
  matters: readonly Groupable[],
  by: { split: ReadonlySet<string>; joined: ReadonlyMap<string, string> },
): Group[] {
  const groups = new Map<string, Group>();
  const open = new Map<string, Group>();
  for (const m of [...matters].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))) {
    const key =
      !m.subject || by.split.has(m.id) || by.joined.has(m.id) ? `\u0000${m.id}` : `${m.subject}\u0000${m.family}`;
    const last = open.get(key);
    if (last && m.at - last.to <= WINDOW) {
      last.members.push(m.id);
      last.to = m.at;
      continue;
    }
    const group: Group = {
      id: m.id,
      subject: m.subject ?? '',
      family: m.family,
      from: m.at,
      to: m.at,
      members: [m.id],
    };
    groups.set(m.id, group);
    open.set(key, group);
  }
  for (const [id, target] of by.joined) {
    const own = groups.get(id);
    const into = [...groups.values()].find((g) => g.members.includes(target));
    if (!own || !into || own === into) continue;
    into.members.push(...own.members);
    into.from = Math.min(into.from, own.from);
    into.to = Math.max(into.to, own.to);
    groups.delete(id);
  }
  return [...groups.values()];
}
