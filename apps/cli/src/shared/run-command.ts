import { CliError } from './cli-error.ts';

/**
 * Runs a command to its end: one line on stderr and an exit code for what goes wrong, never a stack trace for
 * mistakes. The exit code is set rather than forced, so that output is flushed.
 */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    process.exitCode = error instanceof CliError ? error.exitCode : 1;
    console.error(error instanceof CliError ? error.message : unexpected(error));
  }
}

function unexpected(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Unexpected failure, please report it: ${text}`;
}
