import { anActivation, anAuditEntry, anEvent, someWeights } from '@sprk/port-contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JsonObjects } from '../src/json-objects.ts';
import { WeightPointer } from '../src/weight-pointer.ts';
import { createWeightReader } from '../src/weight-registry.ts';
import { type Emulated, openEmulated } from './open-emulated.ts';

describe('weights after a crash', () => {
  let emulated: Emulated;
  let objects: JsonObjects;
  beforeEach(async () => {
    emulated = await openEmulated();
    objects = new JsonObjects(emulated.clients.s3, emulated.bucket);
  });
  afterEach(() => emulated[Symbol.asyncDispose]());

  const unitOf = (version: string, generation: number) => {
    const active = anActivation(version, { generation });
    return { active, events: [anEvent('weights.activated', active)], audit: [anAuditEntry()] };
  };
  const told = async () => {
    const { ports } = emulated;
    const { events } = await ports.events.after('p0.0', 99);
    const { items } = await ports.audit.list({ limit: 9 });
    return { events: events.map(({ event }) => event), audit: items };
  };
  /** A process that dies between the swap of the pointer and the tables. */
  const activateAndDie = async (unit: ReturnType<typeof unitOf>) => {
    const dying = new WeightPointer(objects, () => Promise.reject(new Error('killed')));
    await expect(dying.activate(unit)).rejects.toThrow('killed');
  };

  it('tells of an activation once, whoever looks at it first', async () => {
    const { ports, second } = emulated;
    const weights = someWeights();
    await ports.weights.publish(weights);
    const unit = unitOf(weights.version, 0);
    await activateAndDie(unit);
    expect(await told()).toEqual({ events: [], audit: [] });

    const looks = [ports, second, ports].map((handle) => handle.weights.active());

    expect(await Promise.all(looks)).toEqual([unit.active, unit.active, unit.active]);
    expect(await told()).toEqual({ events: unit.events, audit: unit.audit });
  });

  it('tells of it before the next activation', async () => {
    const { ports } = emulated;
    const weights = someWeights();
    await ports.weights.publish(weights);
    const [first, second] = [unitOf(weights.version, 0), unitOf(weights.version, 1)];
    await activateAndDie(first);

    expect(await ports.weights.activate(second)).toEqual({ kind: 'activated' });

    expect((await told()).events).toEqual([...first.events, ...second.events]);
  });

  it('does not know an artefact that was not published, and publishes it at the next try', async () => {
    const { ports } = emulated;
    const weights = someWeights({ sequence: 3 });
    await objects.create(`artefacts/${weights.version}.json`, weights);

    expect(await ports.weights.find(weights.version)).toBeUndefined();
    expect(await ports.weights.activate(unitOf(weights.version, 0))).toEqual({ kind: 'unknownVersion' });
    expect((await ports.weights.list({ limit: 9 })).items).toEqual([]);

    expect(await ports.weights.publish(weights)).toEqual({ kind: 'published' });
    expect(await ports.weights.find(weights.version)).toEqual(weights);
  });

  it('lists the newest version although its publisher died before listing it', async () => {
    const reader = createWeightReader({ s3: emulated.clients.s3, bucket: emulated.bucket });
    const older = someWeights({ sequence: 1 });
    const newer = someWeights({ sequence: 2 });
    const newest = someWeights({ sequence: 3 });
    await reader.publish(older);
    await objects.create(`artefacts/${newer.version}.json`, newer);
    const head = await objects.read('head.json');
    await objects.swap('head.json', head, { version: newer.version, sequence: 2 });

    expect((await reader.list({ limit: 9 })).items).toEqual([newer, older]);
    expect(await reader.find(newer.version)).toEqual(newer);
    expect((await reader.list({ limit: 1 })).items).toEqual([newer]);

    await reader.publish(newest);
    expect((await reader.list({ limit: 9 })).items).toEqual([newest, newer, older]);
  });
});
