// The element a field is read from, to say something beside it.
import { locate } from '@/lib/adapters';
import type { Flag, PageAction, PageSpec } from '@/lib/model';

/** In this document and of one row alone: what comes from the address, the request, another frame or many rows has no such element. */
export function fieldElement(doc: Document, page: PageSpec, field: string, action?: PageAction): Element | undefined {
  for (const from of (action?.fields[field] ?? page.fields[field])?.from ?? []) {
    if (from.body || from.url || from.frame || from.column) continue;
    const [found] = locate(from, { doc });
    if (found) return found.el;
  }
  return undefined;
}

/** The facts with a field that a flag finds fault with; a rule that names none speaks at the first field it looks at. */
export function atFault(flag: Flag): (Flag['facts'][number] & { field: string })[] {
  const bad = flag.facts.filter((fact) => fact.bad);
  const facts = bad.length ? bad : flag.facts.filter((fact) => fact.field).slice(0, 1);
  return facts.flatMap((fact) => (fact.field ? [{ ...fact, field: fact.field }] : []));
}
