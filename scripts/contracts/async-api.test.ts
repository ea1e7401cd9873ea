import { EventData } from '@sprk/contracts';
import { FLOW, QUEUES } from '@sprk/core';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { referencesIn, resolveReference } from '../shared/references.ts';
import { readRepositoryFile } from '../shared/repository-files.ts';

interface Operation {
  readonly action: 'send' | 'receive';
  readonly channel: { readonly $ref: string };
  readonly messages: readonly { readonly $ref: string }[];
}
interface Document {
  readonly asyncapi: string;
  readonly channels: Readonly<Record<string, { readonly messages: object }>>;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly components: { readonly messages: Readonly<Record<string, { readonly payload: object }>> };
}

const document = JSON.parse(readRepositoryFile('asyncapi.json')) as Document;
const operations = Object.entries(document.operations);

describe('asyncapi.json', () => {
  it('is AsyncAPI 3.0 without a reference that leads nowhere', () => {
    const broken = referencesIn(document).filter((ref) => resolveReference(document, ref) === undefined);

    expect(document.asyncapi).toBe('3.0.0');
    expect(broken).toEqual([]);
  });

  it('has a message for every event, and FLOW has every event of the contracts', () => {
    const events = new Set<string>(FLOW.map(({ event }) => event));

    expect(new Set(Object.keys(document.components.messages))).toEqual(events);
    expect(new Set(Object.keys(EventData))).toEqual(events);
  });

  it.each(QUEUES)('gives $name one receiver, and senders for all it carries', ({ name, consumer }) => {
    const its = operations.filter(([, { channel }]) => channel.$ref === `#/channels/${name}`);
    const receivers = its.filter(([, { action }]) => action === 'receive').map(([id]) => id);
    const sent = its.filter(([, { action }]) => action === 'send').flatMap(([, { messages }]) => messages);

    expect(receivers).toEqual([`${consumer}.receive.${name}`]);
    expect(sent).toHaveLength(Object.keys(document.channels[name]?.messages ?? {}).length);
  });

  it('names in operations only messages of their own channel', () => {
    const foreign = operations.filter(([, { channel, messages }]) =>
      messages.some(({ $ref }) => !$ref.startsWith(`${channel.$ref}/messages/`)),
    );

    expect(foreign).toEqual([]);
  });

  it('holds payloads that a validator of JSON Schema takes', () => {
    const ajv = new Ajv.default({ strict: false, validateFormats: false });

    for (const { payload } of Object.values(document.components.messages)) {
      expect(() => ajv.compile(payload)).not.toThrow();
    }
  });
});
