import * as z from 'zod';
import { MESSAGES } from '@/lib/messages';
import type { Envelope, MessageBody, MessageName, Refusal, Reply, Speaker } from '@/lib/messages';
import type { Sender } from '@/lib/platform/types';
import { concealed } from './conceal';
import type { Mask } from './conceal';
import { isWatched } from './hosts';

// Schemas must not try to compile themselves: an extension has no eval, and each try is reported as a violation.
z.config({ jitless: true });

/** Handlers of every message; each is called with a body that was parsed and a sender that was checked. */
export type Handlers = { [N in MessageName]: (body: MessageBody<N>, sender: Sender) => Promise<Reply<N>> };
/** `not_ours`: no envelope of ours. `sender`: not who may say it. `shape`: not as the table says. `failed`: our own mistake. */
export type RefusedMessage = 'not_ours' | 'unknown' | 'sender' | 'shape' | 'failed';

export interface DoorDeps {
  own: { id: string; base: string };
  hosts(): Promise<readonly string[]>;
  /** A page is taught in this very frame. */
  isTaught(sender: Sender): Promise<boolean>;
  handlers: Handlers;
  /** Hides numbers in what pages say. */
  mask: Mask;
  refused(why: RefusedMessage, name: string, detail: string): void;
}

/**
 * The worker's only door. Undefined where the message is not addressed to us; otherwise the reply, or a `Refusal`: a
 * rejected promise would reach some browsers as an answer.
 */
export function createDoor(deps: DoorDeps) {
  async function open(envelope: Envelope, sender: Sender): Promise<unknown> {
    const { name } = envelope;
    const refuse = (why: RefusedMessage, detail = ''): Refusal => {
      deps.refused(why, String(name).slice(0, 40), detail);
      return { hulanRefused: why };
    };
    if (!isName(name)) return refuse('unknown');
    if (!(await maySay(MESSAGES[name].by, sender, deps))) return refuse('sender', originOf(sender));
    const parsed = MESSAGES[name].body.safeParse(envelope.body);
    if (!parsed.success)
      return refuse(
        'shape',
        parsed.error.issues
          .slice(0, 3)
          .map((issue) => `${issue.path.join('.')} ${issue.code}`)
          .join('; '),
      );
    try {
      // The one message that carries raw numbers keeps nothing of them; every other is stored or shown somewhere.
      const isClean = MESSAGES[name].by === 'own' || name === 'identity.carry';
      const body = isClean ? parsed.data : concealed(parsed.data, deps.mask);
      return await call(deps.handlers, name, body, sender);
    } catch (fault) {
      return refuse(
        'failed',
        fault instanceof Error ? deps.mask(`${fault.name}: ${fault.message}`, true) : 'unknown fault',
      );
    }
  }
  return (message: unknown, sender: Sender): Promise<unknown> | undefined =>
    isEnvelope(message) ? open(message, sender) : undefined;
}

/** The table pairs names with bodies; TypeScript cannot follow that pair through a variable name. */
const call = (handlers: Handlers, name: MessageName, body: unknown, sender: Sender): Promise<unknown> =>
  (handlers[name] as (body: unknown, sender: Sender) => Promise<unknown>)(body, sender);

const isName = (name: unknown): name is MessageName => typeof name === 'string' && Object.hasOwn(MESSAGES, name);
const isEnvelope = (message: unknown): message is Envelope =>
  typeof message === 'object' && message !== null && Reflect.get(message, 'hulan') === 1 && 'name' in message;
const originOf = (sender: Sender): string => {
  try {
    return new URL(sender.url ?? '').origin;
  } catch {
    return 'no address';
  }
};

/** Our pages by their address; content scripts by a tab and a watched host. A frame without an address of its own counts as its tab. */
export async function maySay(
  by: Speaker,
  sender: Sender,
  deps: Pick<DoorDeps, 'own' | 'hosts' | 'isTaught'>,
): Promise<boolean> {
  if (sender.id !== deps.own.id) return false;
  const isOwn = sender.url?.startsWith(deps.own.base) ?? false;
  if (by === 'own') return isOwn;
  if (isOwn) return false;
  if (by === 'lesson') return deps.isTaught(sender);
  const hosts = await deps.hosts();
  // Firefox knows no tab any more of a page that speaks its last word.
  if (isWatched(sender.url, hosts)) return true;
  if (sender.tab?.id === undefined) return false;
  const hasNoAddress = !sender.url || !/^https?:/.test(sender.url);
  return hasNoAddress && (isWatched(sender.origin, hosts) || isWatched(sender.tab.url, hosts));
}
