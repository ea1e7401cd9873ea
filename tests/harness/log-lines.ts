import { createLogger, type Logger, type LogLevel } from '@sprk/platform';

export interface LogLines {
  readonly log: Logger;
  readonly lines: string[];
}

/** A real logger whose lines are kept, to see that they stay one line each and hold no secrets. */
export function keepLogLines(level: LogLevel): LogLines {
  const lines: string[] = [];
  const stream = {
    write(text: string) {
      lines.push(text);
    },
  };
  return { log: createLogger({ level, name: 'test', stream }), lines };
}
