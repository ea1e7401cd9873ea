import { type DomainEvent, EventData, EventEnvelope, type EventType } from '@sprk/contracts';
import { Compile, type Validator } from 'typebox/compile';

/** The text of a message as an event, or why it is none. */
export type ReadEvent = { readonly event: DomainEvent } | { readonly problem: string };

const validators = new Map<EventType, Validator>();

export function readEvent(text: string): ReadEvent {
  const parsed = parse(text);
  if (parsed === undefined) return { problem: 'The message is not JSON.' };
  const type = typeOf(parsed);
  if (type === undefined) return { problem: 'The message is not an event of a known type.' };
  const validator = validatorOf(type);
  if (validator.Check(parsed)) return { event: parsed as DomainEvent };
  const [error] = validator.Errors(parsed);
  return { problem: `The event has another shape: ${error?.instancePath || '/'} ${error?.message}.` };
}

/** The text as JSON, or as it is: for those who look at what could not be read. */
export function asRead(text: string): unknown {
  return parse(text) ?? text;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function typeOf(parsed: unknown): EventType | undefined {
  const type = typeof parsed === 'object' && parsed !== null && 'type' in parsed ? String(parsed.type) : '';
  return Object.hasOwn(EventData, type) ? (type as EventType) : undefined;
}

function validatorOf(type: EventType): Validator {
  const known = validators.get(type);
  if (known) return known;
  const made = Compile(EventEnvelope(type)) as unknown as Validator;
  validators.set(type, made);
  return made;
}
