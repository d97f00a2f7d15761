export interface RunningPractice {
  tax: { url: string };
  credit: { url: string };
  close(): Promise<void>;
}
export function startPractice(options?: {
  taxPort?: number;
  creditPort?: number;
  today?: string;
}): Promise<RunningPractice>;
