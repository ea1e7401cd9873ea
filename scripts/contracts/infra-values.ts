import { TABLES } from '@sprk/adapter-aws/resource-names';
import { TABLE_INDEXES } from '@sprk/adapter-aws/table-indexes';
import { FLOW, QUEUES } from '@sprk/core';

/** What Terraform has to know of the flow: queues, and the events that a rule sends to each. */
export function flowForTerraform(): unknown {
  const eventsOf = (name: string) =>
    FLOW.filter(({ queues }) => queues.some((queue) => queue === name)).map(({ event }) => event);
  return { queues: QUEUES.map((queue) => ({ ...queue, events: eventsOf(queue.name) })) };
}

/** Tables with their indexes, for Terraform. */
export function tablesForTerraform(): unknown {
  return Object.fromEntries(TABLES.map((table) => [table, TABLE_INDEXES[table]]));
}
