import { endpointVariables } from '../emulator/endpoints.ts';
import { motoPort, type Profile } from '../emulator/options.ts';
import { runningEmulator } from '../emulator/running.ts';
import { emulatorVariables } from '../terraform/emulator-variables.ts';

export interface EmulatedAws {
  readonly endpoint: string;
  readonly region: string;
  readonly profile: Profile;
  /** For the SDK, Terraform and the services: endpoints, region, and credentials that only an emulator takes. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** The emulator that runs on the port. @throws Error that says how to start one */
export async function emulatedAws({ port }: { readonly port: number }): Promise<EmulatedAws> {
  const running = await runningEmulator(port);
  if (!running) throw new Error(`No LocalStack answers on port ${port}: start it with npm run cloud:up.`);
  const endpoints = endpointVariables(port, running.hasMoto ? motoPort(port) : undefined);
  const variables = emulatorVariables(endpoints);
  return {
    endpoint: `http://localhost:${port}`,
    profile: running.profile,
    region: variables.AWS_REGION ?? '',
    variables,
  };
}
