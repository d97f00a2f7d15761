// @ts-check
// 柜面: cards opened by an agent for somebody else.

/** @type {import('../app.mjs').Area} */
export const counter = {
  seed: (w) => {
    const agent = w.person(70);
    const make = (/** @type {number} */ n, /** @type {string} */ id, /** @type {object} */ more) => {
      const who = w.person(n);
      return {
        module: 'card',
        label: '代理开卡',
        status: '待开卡',
        id,
        client: who.name,
        clientId: who.idNo,
        phone: who.phone,
        cardNo: who.account,
        kind: '金穗借记卡',
        agent: '',
        agentId: '',
        agentCards: 0,
        relation: '',
        ...more,
      };
    };
    const by = { agent: agent.name, agentId: agent.idNo };
    return [
      make(61, 'KK2026110401', {}),
      make(62, 'KK2026110402', { ...by, relation: '亲属', agentCards: 1 }),
      make(63, 'KK2026110403', { ...by, relation: '同村', agentCards: 2 }),
      make(64, 'KK2026110404', { ...by, relation: '同村', agentCards: 3 }),
      make(65, 'KK2026110405', { ...by, relation: '同村', agentCards: 4 }),
    ];
  },
  verbs: {
    'POST /api/card/open': {
      action: 'card.open',
      from: ['待开卡'],
      change: (c, { body, me }) =>
        Object.assign(c, { status: '已开卡', operator: me.id, agent: body.agentName, agentId: body.agentIdNo }),
    },
    'POST /api/card/confirm': {
      action: 'card.confirm',
      from: ['已开卡'],
      change: (c) => Object.assign(c, { status: '已激活' }),
    },
  },
};
