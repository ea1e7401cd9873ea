import { FLOW, QUEUES, type Service } from '@sprk/core';

/** Requests between the services and with people: they are no events, so flow.ts does not know them. */
const CALLS: readonly (readonly [from: string, to: string, what: string])[] = [
  ['supplier', 'backend', 'registers an oversupply'],
  ['backend', 'recipient', 'offers'],
  ['recipient', 'backend', 'accepts, declines'],
  ['matcher', 'backend', 'recommendation, signed'],
  ['cruncher', 'backend', 'weights'],
  ['cruncher', 'matcher', 'weights, signed'],
];
const PEOPLE = ['supplier', 'recipient', 'operator'];
const SERVICES: readonly Service[] = ['backend', 'matcher', 'cruncher'];

/** The flow as a Mermaid picture: queues and events as flow.ts has them, calls dotted. */
export function flowPicture(): string {
  const lines = [
    'flowchart LR',
    ...PEOPLE.map((who) => `  ${who}([${who}])`),
    ...SERVICES.map((service) => `  ${service}[${service}]`),
    ...QUEUES.map(({ name }) => `  ${nodeOf(name)}[(${name})]`),
    '  log[(log of events)]',
    ...QUEUES.flatMap(({ name, consumer }) => [...queueEdges(name), `  ${nodeOf(name)} --> ${consumer}`]),
    ...SERVICES.filter((service) => FLOW.some(({ producer }) => producer === service)).map(
      (service) => `  ${service} -- "every event" --> log`,
    ),
    '  log -- "live updates" --> operator',
    ...CALLS.map(([from, to, what]) => `  ${from} -. "${what}" .-> ${to}`),
  ];
  return ['```mermaid', ...lines, '```'].join('\n');
}

/** The flow as a table, with what each event means. */
export function flowTable(): string {
  const rows = FLOW.map(
    ({ event, producer, meaning, queues }) =>
      `| \`${event}\` | ${producer} | ${meaning} | ${queues.length > 0 ? queues.join(', ') : '-'} |`,
  );
  return ['| event | made by | meaning | queues |', '|---|---|---|---|', ...rows].join('\n');
}

function queueEdges(queue: (typeof QUEUES)[number]['name']): string[] {
  return SERVICES.flatMap((service) => {
    const events = FLOW.filter(({ producer, queues }) => producer === service && queues.includes(queue));
    if (events.length === 0) return [];
    return [`  ${service} -- "${events.map(({ event }) => event).join('<br/>')}" --> ${nodeOf(queue)}`];
  });
}

function nodeOf(queue: string): string {
  return queue.replaceAll('-', '_');
}
