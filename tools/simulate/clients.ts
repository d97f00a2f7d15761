import type { Draw } from './draw';

/** Everybody from outside: the same ones come again and again, the first of each list most often. */
export interface Clients {
  taxpayers: readonly Taxpayer[];
  borrowers: readonly string[];
  /** Sellers who are paid directly out of loans, as contracts say. */
  sellers: readonly string[];
  vendors: readonly string[];
  billHolders: readonly BillHolder[];
  acceptors: readonly Acceptor[];
  agents: readonly string[];
  counsel: readonly string[];
}
export interface Taxpayer {
  id: string;
  name: string;
  registered: string;
  isPerson: boolean;
  /** Yuan of tax a month. */
  size: number;
  quotaYuan: number;
  invoicesAMonth: number;
}
export interface BillHolder {
  id: string;
  capitalYuan: number;
}
export interface Acceptor {
  id: string;
  level: 'county' | 'city' | 'province' | 'head';
  serial: number;
}

export function createClients(desks: number, draw: Draw): Clients {
  const names = (prefix: string, n: number): string[] => Array.from({ length: n }, (_, i) => `${prefix}${i + 1}`);
  const some = (perDesk: number): number => Math.max(4, Math.round(perDesk * desks));
  return {
    taxpayers: names('taxpayer-', some(60)).map((id, i) => ({
      id,
      name: `云岭县第${i + 1}户`,
      registered: `${draw.whole('client registered', 2008, 2023)}-0${draw.whole('client month', 1, 9)}-15`,
      isPerson: draw.chance('client is a person', 0.55),
      size: draw.around('client tax a month, yuan', 2_400, 1.4),
      quotaYuan: draw.around('client quota, yuan', 42_000, 0.6),
      invoicesAMonth: Math.max(2, Math.round(draw.around('client invoices a month', 18, 0.9))),
    })),
    borrowers: names('borrower-', some(40)),
    sellers: names('seller-', some(1.5)),
    vendors: names('vendor-', some(2.5)),
    billHolders: names('holder-', some(1.5)).map((id) => ({
      id,
      capitalYuan: draw.money('holder capital', 6_000_000, 0.9) / 100,
    })),
    acceptors: names('acceptor-', some(0.8)).map((id) => ({
      id,
      level: draw.one('acceptor level', ['county', 'city', 'city', 'province', 'head'] as const),
      serial: draw.whole('acceptor serial', 10_000_000, 80_000_000),
    })),
    agents: names('agent-', some(4)),
    counsel: names('counsel-', some(0.5)),
  };
}
