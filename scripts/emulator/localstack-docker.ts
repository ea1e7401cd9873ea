import { spawnSync } from 'node:child_process';
import { runStep } from './run-step.ts';
import type { RunningContainer } from './state-file.ts';

const OPEN_IMAGE = 'localstack/localstack:4.14.0';
/** Calendar versions; they need a token, and its plan decides which services answer. */
const LICENSED_IMAGE = 'localstack/localstack:2026.06.0';

export function hasDocker(): boolean {
  const ask = spawnSync('docker', ['version', '--format', '{{.Server.Version}}'], { timeout: 10_000 });
  return ask.status === 0;
}

/** @param authToken chooses the licensed image. */
export async function startLocalStackContainer(port: number, authToken?: string): Promise<RunningContainer> {
  const image = authToken ? LICENSED_IMAGE : OPEN_IMAGE;
  const container = containerName(port);
  if (spawnSync('docker', ['image', 'inspect', image]).status !== 0) {
    await runStep(`LocalStack: pulling ${image}`, 'docker', ['pull', '--quiet', image]);
  }
  await runStep(
    'LocalStack: starting its container',
    'docker',
    dockerRun(port, image, authToken !== undefined),
  );
  return { name: 'localstack', container, image };
}

/** The token is named, not given: Docker takes it from the environment, so that no process list shows it. */
export function dockerRun(port: number, image: string, hasToken: boolean): string[] {
  const variables = [`LOCALSTACK_HOST=localhost:${port}`, 'DISABLE_EVENTS=1', 'DYNAMODB_IN_MEMORY=1'];
  if (hasToken) variables.push('LOCALSTACK_AUTH_TOKEN');
  return [
    'run',
    '--detach',
    '--rm',
    ...['--name', containerName(port)],
    ...['--publish', `127.0.0.1:${port}:4566`],
    ...variables.flatMap((variable) => ['--env', variable]),
    image,
  ];
}

export function isContainerRunning(container: string): boolean {
  const format = ['--format', '{{.State.Running}}'];
  const { stdout } = spawnSync('docker', ['inspect', ...format, container], { encoding: 'utf8' });
  return stdout?.trim() === 'true';
}

export function stopContainer(container: string): void {
  spawnSync('docker', ['stop', container]);
}

function containerName(port: number): string {
  return `sprk-localstack-${port}`;
}
