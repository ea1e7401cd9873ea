import { AppError } from '@sprk/core/shared/errors';
import { ConfigError } from './config-error.ts';

type SystemError = Error & { code?: string; port?: number; path?: string; syscall?: string };

/** What to print when a start fails: what is wrong and what to do, one line per problem, without a stack. */
export function startupProblem(error: unknown): string {
  if (error instanceof ConfigError) return error.problems.map(oneLine).join('\n');
  if (error instanceof AppError) return oneLine(error.message);
  if (!(error instanceof Error)) return oneLine(`Cannot start: ${String(error)}`);
  const { code, port, path } = error as SystemError;
  switch (code) {
    case 'EADDRINUSE':
      return `port ${port} is in use: stop the other process or set SPRK_PORT`;
    case 'EACCES':
      if (port !== undefined) return `port ${port} needs more rights: set SPRK_PORT to 1024 or more`;
      return `no access to ${path ?? 'a file'}: give this user access or choose another folder`;
    case 'EADDRNOTAVAIL':
      return 'this computer does not have the address to listen on: correct the host setting';
    case 'ENOSPC':
      return 'the disk is full: make room and start again';
    case 'EROFS':
      return `${path ?? 'the data folder'} is read-only: choose a writable folder`;
    default:
      return oneLine(`Cannot start: ${error.message}`);
  }
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ').trim();
}
