import { mkdirSync, writeFileSync } from 'node:fs';
import { CLOUD_FOLDER, cloudFiles } from './cloud-folder.ts';
import { messagingContract } from './contract.ts';
import type { EmulatedAws } from './emulated-aws.ts';
import { type ServicePorts, serviceEnvironment, servicePorts } from './service-environment.ts';
import { startServices } from './services.ts';
import { stackContext } from './stack-context.ts';
import { openTokenIssuer } from './token-issuer.ts';

/** Starts those of the three services that do not run, as after a crash. @returns their ports */
export async function startAll(aws: EmulatedAws, env: NodeJS.ProcessEnv): Promise<ServicePorts> {
  const issuer = openTokenIssuer();
  mkdirSync(CLOUD_FOLDER, { recursive: true });
  writeFileSync(cloudFiles.jwks, JSON.stringify(issuer.jwks()));
  const contract = await messagingContract(stackContext(aws, aws.profile));
  const ports = servicePorts(env);
  const options = { ports, weightsBucket: contract.weights_bucket, aws: aws.variables };
  await startServices(ports, (name) => ({ PATH: env.PATH, ...serviceEnvironment(name, options) }));
  return ports;
}
