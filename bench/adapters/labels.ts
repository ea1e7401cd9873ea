/** Rows of the tables, in the order of a lot's life. */
export const LABELS = {
  register: 'registration',
  match: 'match request received, acknowledged',
  follow: 'the matcher follows the city',
  recommend: 'ten candidates stored, first offer',
  decline: 'first offer declined, second made',
  accept: 'second offer accepted',
  handOver: 'both sides confirm the handover',
  log: 'units of work put into pages',
  relay: 'pages to the event bus, to SQS',
  outcomes: 'outcomes received, learned',
  notify: 'notifications received, delivered',
} as const;
/** Not in a lot's life: shared by all that was learned. */
export const PUBLISH = 'weights published, activated';

interface Input {
  readonly TableName?: string;
  readonly RequestItems?: object;
  readonly Key?: { readonly pk?: { readonly S?: string } };
  readonly ExpressionAttributeValues?: { readonly ':pk'?: { readonly S?: string } };
}

/** Where a call of a step is counted; undefined: not at all. */
export function labelOfCall(label: string, commandName: string, input: Input): string | undefined {
  if (label === LABELS.relay) return isLook(commandName, input) ? undefined : label;
  if (label === LABELS.follow || label === PUBLISH) return label;
  return isOnEvents(input) ? LABELS.log : label;
}

/** A step's transaction names its tables inside; what else it does there is to put its unit into a page. */
function isOnEvents({ TableName, RequestItems = {} }: Input): boolean {
  return [TableName, ...Object.keys(RequestItems)].some((table) => table?.endsWith('-events'));
}

/**
 * Whether the relay only looks for work that nobody told it of, which it does every second, or whether all is relayed.
 * That is polling, and counted by the idle hour. Its pages, the bus and its position are work.
 */
function isLook(commandName: string, input: Input): boolean {
  const pk = input.Key?.pk?.S ?? input.ExpressionAttributeValues?.[':pk']?.S ?? '';
  if (commandName === 'GetItemCommand') return pk === 'head' || pk === 'relay';
  return commandName === 'QueryCommand' && (pk.startsWith('outbox#') || pk === 'redrive');
}
