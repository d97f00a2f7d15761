// @ts-check
// The server's memory: cases with their status, and a log of every commit that arrived, accepted or not.
// Tests read it to prove that an action went through exactly once, or not at all.

/** @typedef {{id: string, module: string, status: string} & Record<string, any>} Case */
/** @typedef {{n: number, at: string, action: string, cases: string[], user: string, accepted: boolean, why: string, request: {method: string, path: string, body: unknown}}} Commit */
/** @typedef {{action: string, ids: string[], user: string, from: string[], request: Commit['request'], change: (found: Case) => void, check?: (found: Case) => string}} Act */

/** @param {() => Case[]} seed */
export function createStore(seed) {
  /** @type {Map<string, Case>} */
  let cases = new Map();
  /** @type {Commit[]} */
  let commits = [];

  function reset() {
    cases = new Map(seed().map((c) => [c.id, c]));
    commits = [];
  }

  /** All cases change, or none. @param {Act} act @returns {Commit} */
  function commit(act) {
    const why = refusal(act);
    if (!why) for (const id of act.ids) act.change(/** @type {Case} */ (cases.get(id)));
    const entry = {
      n: commits.length + 1,
      at: new Date().toISOString(),
      action: act.action,
      cases: act.ids,
      user: act.user,
      accepted: !why,
      why,
      request: act.request,
    };
    commits.push(entry);
    return entry;
  }

  /** @param {Act} act */
  function refusal(act) {
    if (act.ids.length === 0) return '未选择任何记录';
    for (const id of act.ids) {
      const found = cases.get(id);
      if (!found) return `未找到业务 ${id}`;
      if (act.from.length > 0 && !act.from.includes(found.status))
        return `业务 ${id} 当前状态为“${found.status}”,不能重复办理`;
      const problem = act.check?.(found);
      if (problem) return problem;
    }
    return '';
  }

  function snapshot() {
    /** @type {Record<string, number>} */
    const counts = {};
    for (const entry of commits) {
      if (entry.accepted) for (const id of entry.cases) counts[id] = (counts[id] ?? 0) + 1;
    }
    return { cases: [...cases.values()], commits, counts };
  }

  reset();
  return {
    reset,
    commit,
    snapshot,
    /** @param {string} id */
    get: (id) => cases.get(id),
    /** @param {string} module */
    list: (module) => [...cases.values()].filter((c) => c.module === module),
    /** @param {Case} added */
    add: (added) => void cases.set(added.id, added),
    get total() {
      return commits.length;
    },
  };
}
