import { MatchRequest } from '@sprk/contracts';
import { Compile } from 'typebox/compile';

export interface MatchJob {
  readonly receipt: string;
  readonly receiveCount: number;
  readonly request: MatchRequest;
  /** When the event happened, ms; undefined when it does not say. */
  readonly eventAt: number | undefined;
  readonly traceparent: string | undefined;
}

const TYPES = ['oversupply.registered', 'oversupply.rematch-requested'];
const requests = Compile(MatchRequest);

/** The match request in a queue's event, or what is wrong with it. */
export function readMatchRequest(message: {
  readonly receipt: string;
  readonly receiveCount: number;
  readonly event: unknown;
}): MatchJob | { readonly problem: string } {
  const { receipt, receiveCount, event } = message;
  if (typeof event !== 'object' || event === null) return { problem: 'The event is not an object.' };
  const { type, data, time, traceparent } = event as Record<string, unknown>;
  if (!TYPES.includes(String(type))) return { problem: `The event is not a match request: ${String(type)}.` };
  if (!requests.Check(data)) {
    const [first] = requests.Errors(data);
    return { problem: `The match request is not valid: ${first?.instancePath || '/'} ${first?.message}.` };
  }
  const eventAt = Date.parse(String(time));
  const hasTrace = typeof traceparent === 'string' && traceparent.length <= 64;
  return {
    receipt,
    receiveCount,
    request: data as MatchRequest,
    eventAt: Number.isFinite(eventAt) ? eventAt : undefined,
    traceparent: hasTrace ? traceparent : undefined,
  };
}
