import type { AwsClients } from '../src/clients.ts';

type Send = AwsClients['dynamo']['send'];

/** Clients that tell of each call to DynamoDB before it is made, by its command's name; what `watch` throws is its answer. */
export function watchedClients(clients: AwsClients, watch: (command: string) => void): AwsClients {
  const send = async (command: object, ...rest: unknown[]) => {
    watch(command.constructor.name.replace(/Command$/, ''));
    // The overloads of `send` do not matter to whom only passes on what it got.
    return await (clients.dynamo.send as (...all: unknown[]) => Promise<unknown>)(command, ...rest);
  };
  const dynamo = Object.assign(Object.create(clients.dynamo), { send: send as Send });
  return { ...clients, dynamo };
}
