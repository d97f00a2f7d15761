import type { CardView } from '@/lib/messages/views';

export interface CardApi {
  view(): Promise<CardView>;
  /** Calls back when the worker says that something changed. */
  onChange(changed: () => void, signal: AbortSignal): void;
  print(): void;
  close(): void;
}
