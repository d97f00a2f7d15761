// SQLite in a worker on the origin's private files (SAH pool), fully synchronous, with the tables and indexes that answer the same
// questions: entries by act and kind, acts by id, time, action and clerk, flags by every filter of the list.
import sqlite3InitModule from '@sqlite.org/sqlite-wasm';
import type { Database } from '@sqlite.org/sqlite-wasm';
import type { AnswerBody, Entry, EventBody } from '@/lib/model';
import type { Asked, Told } from './sqlite-page';

const SCHEMA = `
PRAGMA journal_mode = TRUNCATE;
PRAGMA synchronous = FULL;
CREATE TABLE IF NOT EXISTS entries (seq INTEGER PRIMARY KEY, kind TEXT, re INTEGER, skeleton TEXT, leaf TEXT, parts TEXT);
CREATE INDEX IF NOT EXISTS entries_re ON entries (re) WHERE re IS NOT NULL;
CREATE TABLE IF NOT EXISTS acts (seq INTEGER PRIMARY KEY, id TEXT, action TEXT, at INTEGER, who TEXT, fields TEXT);
CREATE UNIQUE INDEX IF NOT EXISTS acts_id ON acts (id);
CREATE INDEX IF NOT EXISTS acts_at ON acts (at);
CREATE INDEX IF NOT EXISTS acts_action ON acts (action, at);
CREATE INDEX IF NOT EXISTS acts_who ON acts (who, seq);
CREATE TABLE IF NOT EXISTS flags (seq INTEGER, rule TEXT, severity INTEGER, answer TEXT, PRIMARY KEY (seq, rule)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS flags_rule ON flags (rule, seq);
CREATE INDEX IF NOT EXISTS flags_severity ON flags (rule, severity, seq);
CREATE INDEX IF NOT EXISTS flags_answer ON flags (rule, answer, seq);
CREATE INDEX IF NOT EXISTS flags_both ON flags (rule, severity, answer, seq);`;

async function open(): Promise<Database> {
  const init = sqlite3InitModule as (how: object) => ReturnType<typeof sqlite3InitModule>;
  const sqlite3 = await init({ locateFile: () => '/sqlite3.wasm', print: () => undefined });
  const pool = await sqlite3.installOpfsSAHPoolVfs({ name: 'bench-pool' });
  const db = new pool.OpfsSAHPoolDb('/journal.db');
  db.exec(SCHEMA);
  return db;
}

function writeAll(db: Database, entries: readonly Entry[]): void {
  db.exec('BEGIN');
  for (const { skeleton, leaf, parts } of entries) {
    const { seq, kind, re = null, body } = skeleton;
    db.exec({
      sql: 'INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)',
      bind: [seq, kind, re, JSON.stringify(skeleton), leaf, JSON.stringify(parts)],
    });
    if (kind === 'event') writeAct(db, seq, body as unknown as EventBody, parts);
    if (kind === 'answer')
      db.exec({ sql: 'UPDATE flags SET answer = ? WHERE seq = ?', bind: [(body as unknown as AnswerBody).kind, re] });
  }
  db.exec('COMMIT');
}
function writeAct(db: Database, seq: number, body: EventBody, { clerk }: Entry['parts']): void {
  const who = clerk && 'value' in clerk ? String((clerk.value as { login?: string }).login ?? '') : '';
  db.exec({
    sql: 'INSERT INTO acts VALUES (?, ?, ?, ?, ?, ?)',
    bind: [seq, body.id, body.action, body.at, who, JSON.stringify(body.fields)],
  });
  const fired = [...body.flags, ...body.undetermined.filter((u) => u.shown)].map((f) => ({
    rule: f.rule,
    severity: f.level?.severity ?? 1,
  }));
  if (!fired.length) return;
  const all = [{ rule: '*', severity: Math.max(...fired.map((f) => f.severity)) }, ...fired];
  for (const { rule, severity } of all)
    db.exec({ sql: "INSERT OR REPLACE INTO flags VALUES (?, ?, ?, 'none')", bind: [seq, rule, severity] });
}

function where({ rule = '*', severity, answer }: { rule?: string; severity?: number; answer?: string }) {
  const parts: [string, string | number][] = [
    ['rule = ?', rule],
    ...(severity === undefined ? [] : [['severity = ?', severity] as [string, number]]),
    ...(answer === undefined ? [] : [['answer = ?', answer] as [string, string]]),
  ];
  return { sql: parts.map(([text]) => text).join(' AND '), bind: parts.map(([, value]) => value) };
}

function answer(db: Database, asked: Asked): Omit<Told, 'ms'> {
  if (asked.what === 'write') writeAll(db, asked.entries);
  if (asked.what === 'page') {
    const { sql, bind } = where(asked.asked);
    const { before = Number.MAX_SAFE_INTEGER, limit } = asked.asked;
    const rows = db.exec({
      sql: `SELECT seq FROM flags WHERE ${sql} AND seq < ? ORDER BY seq DESC LIMIT ?`,
      bind: [...bind, before, limit],
      rowMode: 0,
      returnValue: 'resultRows',
    });
    return { seqs: rows.map(Number) };
  }
  if (asked.what === 'count') {
    const { sql, bind } = where(asked.asked);
    return { n: Number(db.selectValue(`SELECT count(*) FROM flags WHERE ${sql}`, bind)) };
  }
  if (asked.what === 'close') db.close();
  return {};
}

const tell = (told: Told): void => postMessage(told);
open().then(
  (db) => {
    self.onmessage = ({ data }: MessageEvent<Asked>) => {
      const started = performance.now();
      try {
        const told = answer(db, data);
        tell({ ms: performance.now() - started, ...told });
      } catch (fault) {
        tell({ ms: 0, fault: String(fault) });
      }
    };
    tell({ ms: 0 });
  },
  (fault) => tell({ ms: 0, fault: String(fault) }),
);
