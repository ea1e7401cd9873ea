import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { FLOW, QUEUES } from '@sprk/core';
import type { AwsClients } from '../src/clients.ts';
import type { ResourceNames } from '../src/resource-names.ts';
import { queueArn, undeliveredQueue } from './create-queues.ts';

/** The bus, and for each queue a rule that carries its events, as flow.ts has it. */
export async function createBus(
  { events }: AwsClients,
  names: ResourceNames,
  accountId: string,
): Promise<void> {
  const EventBusName = names.bus;
  await events.send(new CreateEventBusCommand({ Name: EventBusName }));
  await Promise.all(
    QUEUES.map(async ({ name }) => {
      const types = FLOW.filter(({ queues }) => queues.includes(name)).map(({ event }) => event);
      const EventPattern = JSON.stringify({ source: ['sprk'], 'detail-type': types });
      await events.send(new PutRuleCommand({ Name: names.queue(name), EventBusName, EventPattern }));
      const target = {
        Id: name,
        Arn: queueArn(accountId, names.queue(name)),
        InputPath: '$.detail',
        DeadLetterConfig: { Arn: queueArn(accountId, undeliveredQueue(names)) },
      };
      await events.send(new PutTargetsCommand({ Rule: names.queue(name), EventBusName, Targets: [target] }));
    }),
  );
}

export async function deleteBus({ events }: AwsClients, names: ResourceNames): Promise<void> {
  const EventBusName = names.bus;
  await Promise.all(
    QUEUES.map(async ({ name }) => {
      const Rule = names.queue(name);
      await events.send(new RemoveTargetsCommand({ Rule, EventBusName, Ids: [name] }));
      await events.send(new DeleteRuleCommand({ Name: Rule, EventBusName }));
    }),
  );
  await events.send(new DeleteEventBusCommand({ Name: EventBusName }));
}
