/** Numbered for ever; a later one never edits an earlier one. Tables that are derived from entries may be rebuilt. */
export const migrations: readonly { version: number; stores: Record<string, string | null> }[] = [
  {
    version: 1,
    stores: {
      entries: 'seq, re, event, [kind+seq]',
      parts: '[seq+name]',
      nodes: '[level+index]',
      meta: 'key',
      events: 'seq, &id, at, [action+at], [who+seq]',
      flags: '[seq+of], [of+seq], [of+severity+seq], [of+answer+seq], [of+severity+answer+seq]',
      dedupes: 'dedupe, at',
      counters: 'key',
      keys: 'id',
      pins: 'person',
      tickets: 'ticket, event, window, until',
      drafts: 'key, at',
      carried: 'event, at',
    },
  },
  {
    // What history is counted from, derived from acts: a mark for each act counted under a key, days folded into one row a key, matters still open.
    version: 2,
    stores: {
      marks: '[ring+at+seq+n], seq',
      rings: 'ring',
      due: '[of+key+n], [of+due]',
    },
  },
  {
    // Signed checkpoints of the tree; old closed entries, a thousand in one compressed row; which sealed or later entry belongs to which.
    version: 3,
    stores: {
      checkpoints: 'size',
      segments: 'from',
      links: '[re+seq]',
    },
  },
];
