import { spawn } from 'node:child_process';

const TELL_EVERY_MS = 10_000;
const LINES_KEPT = 15;

/**
 * Runs one step of an installation: a line at the start, one every ten seconds, and the output only if it fails.
 * @throws Error with the last lines of the output.
 */
export async function runStep(label: string, command: string, args: readonly string[]): Promise<void> {
  console.error(`${label} …`);
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const timer = setInterval(() => console.error(`${label} … ${seconds()} s`), TELL_EVERY_MS);
  try {
    const { code, output } = await outputOf(command, args);
    if (code !== 0)
      throw new Error(`${label}: failed (${command}, exit code ${code}).\n${lastLines(output)}`);
  } finally {
    clearInterval(timer);
  }
}

function outputOf(
  command: string,
  args: readonly string[],
): Promise<{ code: number | null; output: string }> {
  return new Promise((ended, failed) => {
    const child = spawn(command, [...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', failed);
    child.once('close', (code) => ended({ code, output: Buffer.concat(chunks).toString() }));
  });
}

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-LINES_KEPT).join('\n');
}
