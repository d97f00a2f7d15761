import type { Fields } from '../act';
import { atTime } from '../day';
import type { Day } from '../day';
import { MINUTE } from '../world';
import type { World } from '../world';

const BEAT = 5 * MINUTE;

/** The counter: log-ins, cards, authorisations, payments out of loans to sellers. */
export function counterWork(world: World, day: Day): void {
  const { draw, people } = world;
  for (const { id: clerk, desk } of people.of('teller')) {
    session(world, day.number, clerk, desk);
    for (let n = draw.count('cards a teller and day', 1.6 * day.business); n > 0; n--)
      opening(world, world.moment(day.number), clerk, desk);
    for (let n = draw.count('authorisations a teller and day', 3 * day.closing); n > 0; n--)
      world.act(world.moment(day.number), {
        clerk: people.someone('director', [clerk]),
        action: 'authorise',
        fields: authorisation(world, desk),
      });
    for (let n = draw.count('transfers a teller and day', 0.25 * day.business); n > 0; n--)
      world.act(world.moment(day.number), { clerk, action: 'transfer.out', fields: transfer(world) });
  }
}

/** On in the morning, off at noon, on again, off in the evening. A sign of life every five minutes. */
function session(world: World, day: number, clerk: string, desk: string): void {
  const { draw } = world;
  const fields = { teller_id: clerk, device_id: desk };
  const edge = (minutes: number): number => atTime(day, minutes + draw.around('minutes around a shift', 6, 0.5));
  const shifts = [
    [edge(8 * 60 + 15), edge(12 * 60)],
    [edge(13 * 60 + 20), edge(17 * 60 + 22)],
  ] as const;
  for (const [from, to] of shifts) {
    world.act(from, { clerk, action: 'session.start', fields });
    for (let at = from + BEAT; at < to; at += BEAT) world.act(at, { clerk, action: 'heartbeat', fields });
    world.act(to, { clerk, action: 'session.end', fields });
  }
}

/** Some bring a relative's papers: mostly for one card, sometimes for two, seldom three. */
function opening(world: World, at: number, clerk: string, desk: string): void {
  const { draw } = world;
  const agent = draw.chance('card for a relative', 0.06) ? world.number('agent') : null;
  let when = at;
  do {
    const card = world.number('card');
    world.act(when, { clerk, action: 'card.open', fields: cardOpening(world, desk, card, agent) });
    if (agent && draw.chance('holder comes to confirm', 0.9))
      world.act(world.after(when, draw.around('days until the holder comes', 6, 0.6)), {
        clerk,
        action: 'card.confirm',
        fields: { card_hash: card },
      });
    when = world.after(when, draw.around('days until the next card of a family', 12, 1));
  } while (agent && draw.chance('one more relative', 0.22));
}

export const cardOpening = (world: World, desk: string, card: string, agent: string | null): Fields => ({
  case_id: world.number('KK'),
  org_id: 'branch-1',
  device_id: desk,
  client_hash: world.number('holder-of'),
  agent_hash: agent,
  card_hash: card,
});

export function authorisation(world: World, desk: string, given: Fields = {}): Fields {
  const { draw, people } = world;
  const isFinger = draw.chance('authorised by fingerprint', 0.8);
  const other = people.find(people.someone('director')).desk;
  return {
    case_id: world.number('SQ'),
    handler_device: desk,
    auth_device: isFinger && draw.chance('authoriser walks over', 0.6) ? desk : other === desk ? `${other}-2` : other,
    delay_ms: Math.round(draw.around('authoriser looks at it, ms', 42_000, 0.6)),
    method: isFinger ? 'fingerprint' : 'password',
    ...given,
  };
}

export const transfer = (world: World): Fields => ({
  amount: world.draw.money('transfer to a seller', 24_000, 0.7),
  borrower_hash: world.draw.one('borrower', world.clients.borrowers),
  payee_hash: world.draw.regular('seller', world.clients.sellers),
});
