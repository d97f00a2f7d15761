import type { SeenRequest } from './types';

/** The parts of a web request that name an act; what the browser hands over in Chromium and Firefox alike. */
interface Details {
  method: string;
  url: string;
  tabId: number;
  frameId: number;
  type: string;
  timeStamp: number;
  requestBody?: {
    formData?: Record<string, unknown[]>;
    raw?: readonly { bytes?: ArrayBuffer }[];
    error?: string;
  } | null;
}

const MAX_BODY = 200_000;

/** Requests of shared and service workers belong to no tab (-1). Bodies that are too large or no text are left out. */
export function requestOf(details: Details): SeenRequest {
  const base: SeenRequest = {
    method: details.method,
    url: details.url,
    tab: details.tabId,
    frame: details.frameId,
    at: details.timeStamp,
    ...(details.type === 'websocket' ? { isSocket: true } : {}),
  };
  const form = details.requestBody?.formData;
  if (form)
    return {
      ...base,
      entries: Object.entries(form).flatMap(([key, values]) =>
        values.map((value): [string, string] => [key, String(value)]),
      ),
    };
  const [first, ...rest] = details.requestBody?.raw ?? [];
  if (!first?.bytes || rest.length || first.bytes.byteLength > MAX_BODY) return base;
  return { ...base, text: new TextDecoder().decode(first.bytes) };
}
