import { type Capabilities, type Carrier, differences, readCapabilities } from './capabilities.ts';
import { endpointVariables } from './endpoints.ts';
import { FAMILIES, type Family } from './families.ts';
import { motoPort } from './options.ts';
import { probeRequest } from './probe-request.ts';
import { runningEmulator } from './running.ts';

const ANSWER_WITHIN_MS = 30_000;

/** Compares the flags of the running profile with what answers. @returns the exit code. */
export async function probe(port: number): Promise<number> {
  const running = await runningEmulator(port);
  if (!running) throw new Error(`Nothing to probe on port ${port}: npm run localstack starts it.`);
  const wrong = differences(
    readCapabilities(running.profile).families,
    await findFamilies(port, running.hasMoto),
  );
  for (const line of wrong) console.log(line);
  const flags = `infra/emulators, ${running.profile}: ${FAMILIES.length} families`;
  console.log(
    wrong.length === 0 ? `${flags}, all as stated.` : `${flags}, ${wrong.length} otherwise than stated.`,
  );
  return wrong.length === 0 ? 0 : 1;
}

async function findFamilies(port: number, hasMoto: boolean): Promise<Capabilities['families']> {
  const endpoints = endpointVariables(port, hasMoto ? motoPort(port) : undefined);
  const found = FAMILIES.map(async (family): Promise<[string, Carrier | null]> => {
    const onMoto = family.endpointName && endpoints[`AWS_ENDPOINT_URL_${family.endpointName}`];
    const endpoint = onMoto ?? endpoints.AWS_ENDPOINT_URL;
    return [family.name, (await isCarried(family, `${endpoint}`)) ? (onMoto ? 'moto' : 'localstack') : null];
  });
  return Object.fromEntries(await Promise.all(found));
}

async function isCarried(family: Family, endpoint: string): Promise<boolean> {
  const { path, ...request } = probeRequest(family);
  const response = await fetch(`${endpoint}${path}`, {
    ...request,
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  await response.arrayBuffer();
  return response.ok;
}
